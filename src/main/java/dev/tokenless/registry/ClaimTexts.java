package dev.tokenless.registry;

import dev.tokenless.oidc.ClaimValue;
import dev.tokenless.oidc.Claims;
import dev.tokenless.registry.Verdict.CheckOutcome;
import dev.tokenless.registry.Verdict.ClaimCheck;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reading of claims that are all known, as the registries' matching needs it. */
public final class ClaimTexts {
    private ClaimTexts() {}

    /** Whether the claim is there and is not null. */
    public static boolean present(Claims claims, String name) {
        return switch (claims.get(name)) {
            case ClaimValue.Text _ -> true;
            case ClaimValue.Json json -> !json.value().isNull();
            case ClaimValue.Absent _ -> false;
            case ClaimValue.Unknown _ -> false;
        };
    }

    /** The claim where it is a string, else the empty string. */
    public static String text(Claims claims, String name) {
        return claims.text(name).orElse("");
    }

    /** The claim as a database casts it to text; null where it is absent or null. */
    public static @Nullable String cast(Claims claims, String name) {
        return switch (claims.get(name)) {
            case ClaimValue.Text text -> text.value();
            case ClaimValue.Json json ->
                json.value().isNull() ? null : json.value().asText();
            case ClaimValue.Absent _ -> null;
            case ClaimValue.Unknown _ -> null;
        };
    }

    /** The claim where it is a number that is finite, else null: a hostile token may hold {@code 1e999}. */
    public static @Nullable BigDecimal number(ClaimValue claim) {
        if (!(claim instanceof ClaimValue.Json json) || !json.value().isNumber()) {
            return null;
        }
        boolean finite =
                json.value().isIntegralNumber() || Double.isFinite(json.value().doubleValue());
        return finite ? json.value().decimalValue() : null;
    }

    /** Whether two strings are equal when both are lower-cased; {@code equalsIgnoreCase} also equates other letters. */
    public static boolean sameFolded(String a, String b) {
        return a.toLowerCase(Locale.ROOT).equals(b.toLowerCase(Locale.ROOT));
    }

    /** A check of one claim, whose value is put in from the claims. */
    public static ClaimCheck check(Claims claims, String name, @Nullable String expected, boolean matches) {
        return new ClaimCheck(
                name, claims.get(name), expected, matches ? CheckOutcome.MATCH : CheckOutcome.MISMATCH, "");
    }

    /** A claim that the publisher puts no demand on. */
    public static ClaimCheck unchecked(Claims claims, String name, String note) {
        return new ClaimCheck(name, claims.get(name), null, CheckOutcome.NOT_CHECKED, note);
    }

    /** The strings as values that a claim may take, the absent claim among them for null. */
    public static List<ClaimValue> texts(Iterable<? extends @Nullable String> texts) {
        java.util.Set<ClaimValue> values = new java.util.LinkedHashSet<>();
        for (String text : texts) {
            values.add(text == null ? new ClaimValue.Absent() : new ClaimValue.Text(text));
        }
        return List.copyOf(values);
    }
}
