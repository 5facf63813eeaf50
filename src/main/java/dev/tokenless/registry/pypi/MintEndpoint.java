package dev.tokenless.registry.pypi;

import static dev.tokenless.registry.ClaimTexts.present;
import static dev.tokenless.registry.ClaimTexts.text;

import dev.tokenless.oidc.ClaimValue;
import dev.tokenless.oidc.Claims;
import dev.tokenless.registry.ClaimTexts;
import dev.tokenless.registry.Exchange;
import dev.tokenless.registry.PresentedToken;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.Verdict;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The mint endpoint of the index, {@code POST /_/oidc/mint-token}, in the order of its own checks (pypi/warehouse
 * warehouse/oidc/views.py, services.py). A pending publisher is looked for first, and why it is not found is never
 * told.
 */
public final class MintEndpoint implements Exchange {
    /** What the endpoint answers as {@code message}, whatever the error. */
    public static final String MESSAGE = "Token request failed";

    /** Seconds that the clocks may differ. */
    private static final int LEEWAY = 30;

    /** Seconds beyond its expiry for which a token's id is remembered. */
    private static final int REMEMBERED = 35;

    @Override
    public Answer exchange(PresentedToken token, List<TrustedPublisher> stored, Circumstances circumstances) {
        if (!(token instanceof PresentedToken.Decoded decoded)
                || decoded.claims().get("iss") instanceof ClaimValue.Absent) {
            return refused("invalid-payload", "malformed JWT", List.of());
        }
        Claims claims = decoded.claims();
        String issuer = text(claims, "iss");
        KindRules rules = Issuers.rules(issuer, circumstances.issuers());
        if (rules == null) {
            return refused("invalid-payload", "unknown trusted publishing issuer", List.of());
        }
        if (switchedOff(issuer, circumstances)) {
            return refused("not-enabled", rules.kind() + " trusted publishing functionality not enabled", List.of());
        }
        if (!verifies(decoded, circumstances)) {
            return refused("invalid-token", "malformed or invalid token", List.of());
        }
        return find(rules, claims, Row.of(stored), circumstances);
    }

    private static boolean switchedOff(String issuer, Circumstances circumstances) {
        KindRules standard = Issuers.standard(issuer);
        return circumstances.switches().contains("disallow-oidc")
                || (standard != null && circumstances.switches().contains("disallow-" + standard.kind() + "-oidc"));
    }

    private static Answer find(KindRules rules, Claims claims, List<Row> all, Circumstances circumstances) {
        List<Row> rows = all.stream().filter(r -> rules.serves(r.identity())).toList();
        List<Row> active =
                new ArrayList<>(rows.stream().filter(r -> !r.pending()).toList());
        List<Effect> effects = new ArrayList<>();
        boolean used = present(claims, "jti") && circumstances.usedTokenIds().contains(text(claims, "jti"));
        KindRules.Found waiting =
                pass(rules, claims, rows.stream().filter(Row::pending).toList(), used);
        switch (waiting) {
            case KindRules.Chosen chosen -> {
                String project =
                        chosen.row().waitsFor() == null ? "" : chosen.row().waitsFor();
                int index = chosen.row().indexes().getFirst();
                if (exists(project, all, circumstances)) {
                    return refused(
                            "invalid-pending-publisher",
                            "valid token, but project already exists",
                            List.of(new PendingRemoved(index)));
                }
                effects.add(new ProjectCreated(index, project));
                activate(active, chosen.row(), project);
            }
            case KindRules.Reused _ -> {
                return reused();
            }
            case KindRules.Failed _ -> {
                return failed();
            }
            case KindRules.None _ -> {}
        }
        KindRules.Found found = pass(rules, claims, active, used);
        return switch (found) {
            case KindRules.Chosen chosen -> used ? reused() : granted(chosen.row(), claims, effects);
            case KindRules.Reused _ -> reused();
            case KindRules.Failed _ -> failed();
            case KindRules.None none ->
                refused(
                        "invalid-publisher",
                        "valid token, but no corresponding publisher (" + none.reason() + ")",
                        none.reason(),
                        effects);
        };
    }

    /** One of the two passes: existence of the claims, look-up, verification. */
    private static KindRules.Found pass(KindRules rules, Claims claims, List<Row> rows, boolean used) {
        if (!text(claims, "iss").equals(rules.issuer()) && rules != GitLabRules.RULES) {
            return new KindRules.None(
                    "JWT issuer '" + text(claims, "iss") + "' does not match expected issuer '" + rules.issuer() + "'");
        }
        for (String name : rules.required()) {
            if (!present(claims, name)) {
                return new KindRules.None("Missing claim '" + name + "'");
            }
        }
        return rules.find(rows, claims, used);
    }

    /** The pending row becomes an active one; a row with the same identity takes the project instead. */
    private static void activate(List<Row> active, Row pending, String project) {
        Object key = Row.key(pending.identity());
        for (int i = 0; i < active.size(); i++) {
            Row row = active.get(i);
            if (Row.key(row.identity()).equals(key)) {
                List<String> projects = new ArrayList<>(row.projects());
                projects.add(project);
                active.set(i, new Row(row.indexes(), row.identity(), null, projects));
                return;
            }
        }
        active.add(new Row(pending.indexes(), pending.identity(), null, List.of(project)));
    }

    private static boolean exists(String project, List<Row> rows, Circumstances circumstances) {
        String normal = normalized(project);
        return circumstances.existingPackages().stream()
                        .anyMatch(p -> normalized(p).equals(normal))
                || rows.stream()
                        .flatMap(r -> r.projects().stream())
                        .anyMatch(p -> !p.isEmpty() && normalized(p).equals(normal));
    }

    /** The normal form of a project name (PEP 503). */
    static String normalized(String project) {
        return project.replaceAll("[-_.]+", "-").toLowerCase(Locale.ROOT);
    }

    private static Answer granted(Row row, Claims claims, List<Effect> before) {
        List<Effect> effects = new ArrayList<>(before);
        if (present(claims, "jti")) {
            BigDecimal expiry = number(claims.get("exp"));
            effects.add(new TokenUsed(text(claims, "jti"), (expiry == null ? 0 : expiry.longValue()) + REMEMBERED));
        }
        return new Granted(row.indexes(), row.projects(), List.of(), effects);
    }

    /** The checks of the JWT library with the index's options; any failure has the same text. */
    private static boolean verifies(PresentedToken.Decoded token, Circumstances circumstances) {
        Claims claims = token.claims();
        BigDecimal expiry = number(claims.get("exp"));
        BigDecimal issued = number(claims.get("iat"));
        BigDecimal now = BigDecimal.valueOf(circumstances.now());
        BigDecimal leeway = BigDecimal.valueOf(LEEWAY);
        if (token.signature() != PresentedToken.Signature.VALID || expiry == null || issued == null) {
            return false;
        }
        if (claims.values().containsKey("nbf")) {
            BigDecimal from = number(claims.get("nbf"));
            if (from == null || from.compareTo(now.add(leeway)) > 0) {
                return false;
            }
        }
        return issued.compareTo(now.add(leeway)) <= 0
                && expiry.compareTo(now.subtract(leeway)) > 0
                && claims.text("aud").filter(circumstances.audience()::equals).isPresent()
                && stringOrAbsent(claims.get("sub"))
                && stringOrAbsent(claims.get("jti"));
    }

    /** A time as the library reads it: Python's {@code int()} of a number or of a string of digits. */
    private static @Nullable BigDecimal number(ClaimValue claim) {
        return switch (claim) {
            case ClaimValue.Json json -> {
                BigDecimal number = ClaimTexts.number(json);
                yield number == null ? null : new BigDecimal(number.toBigInteger());
            }
            case ClaimValue.Text text ->
                text.value().strip().matches("[+-]?[0-9]{1,30}")
                        ? new BigDecimal(new BigInteger(text.value().strip()))
                        : null;
            case ClaimValue.Absent _ -> null;
            case ClaimValue.Unknown _ -> null;
        };
    }

    private static boolean stringOrAbsent(ClaimValue claim) {
        return claim instanceof ClaimValue.Text || claim instanceof ClaimValue.Absent;
    }

    private static Answer reused() {
        return refused("invalid-reuse-token", "invalid token: already used", List.of());
    }

    /** The server has no answer for such claims and fails. */
    private static Answer failed() {
        return new Refused(new Verdict.Refusal(500, "", "Internal Server Error", "server_error"), List.of());
    }

    private static Answer refused(String code, String description, List<Effect> effects) {
        return refused(code, description, description, effects);
    }

    private static Answer refused(String code, String description, String reason, List<Effect> effects) {
        return new Refused(new Verdict.Refusal(422, code, description, reason), effects);
    }
}
