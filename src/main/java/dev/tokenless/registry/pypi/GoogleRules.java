package dev.tokenless.registry.pypi;

import static dev.tokenless.registry.ClaimTexts.check;
import static dev.tokenless.registry.ClaimTexts.text;
import static dev.tokenless.registry.ClaimTexts.texts;
import static dev.tokenless.registry.ClaimTexts.unchecked;

import dev.tokenless.oidc.ClaimValue;
import dev.tokenless.oidc.Claims;
import dev.tokenless.registry.ClaimTexts;
import dev.tokenless.registry.PublisherIdentity;
import dev.tokenless.registry.Verdict.ClaimCheck;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Google service accounts at the index (pypi/warehouse warehouse/oidc/models/google.py). */
enum GoogleRules implements KindRules {
    RULES;

    @Override
    public String kind() {
        return "google";
    }

    @Override
    public String issuer() {
        return Issuers.GOOGLE;
    }

    @Override
    public List<String> required() {
        return List.of("email", "email_verified");
    }

    @Override
    public boolean serves(PublisherIdentity identity) {
        return identity instanceof PublisherIdentity.Google;
    }

    @Override
    public Found find(List<Row> rows, Claims claims, boolean used) {
        List<Row> passing = rows.stream()
                .filter(r -> google(r).email().equals(text(claims, "email")))
                .toList();
        Row row = KindRules.specificFirst(passing, text(claims, "sub"), r -> sub(google(r)));
        if (row == null) {
            return new None(NOT_FOUND);
        }
        // Google's tokens carry no jti, so there is nothing that could have been used before at this point.
        return verified(claims) ? new Chosen(row) : new None(KindRules.failed("email_verified"));
    }

    /** The index compares with Python's {@code True}, to which the number one is equal and no string is. */
    private static boolean verified(Claims claims) {
        if (!(claims.get("email_verified") instanceof ClaimValue.Json json)) {
            return false;
        }
        BigDecimal number = ClaimTexts.number(json);
        return number == null
                ? json.value().isBoolean() && json.value().booleanValue()
                : number.compareTo(BigDecimal.ONE) == 0;
    }

    private static String sub(PublisherIdentity.Google google) {
        return google.sub() == null ? "" : google.sub();
    }

    private static PublisherIdentity.Google google(Row row) {
        return (PublisherIdentity.Google) row.identity();
    }

    @Override
    public List<ClaimCheck> checks(Claims claims, Row row) {
        PublisherIdentity.Google stored = google(row);
        List<ClaimCheck> checks = new ArrayList<>();
        checks.add(check(claims, "email", stored.email(), stored.email().equals(text(claims, "email"))));
        checks.add(check(claims, "email_verified", "true", verified(claims)));
        checks.add(
                sub(stored).isEmpty()
                        ? unchecked(claims, "sub", "")
                        : check(claims, "sub", sub(stored), sub(stored).equals(text(claims, "sub"))));
        return checks;
    }

    @Override
    public Map<String, List<ClaimValue>> stands(List<Row> rows, Claims claims) {
        List<PublisherIdentity.Google> stored =
                rows.stream().map(GoogleRules::google).toList();
        com.fasterxml.jackson.databind.node.JsonNodeFactory json =
                com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;
        return Map.of(
                "email",
                texts(References.with(stored, PublisherIdentity.Google::email, References.OTHER)),
                "email_verified",
                List.of(new ClaimValue.Json(json.booleanNode(true)), new ClaimValue.Json(json.booleanNode(false))),
                "sub",
                texts(References.with(stored, GoogleRules::sub, References.OTHER)));
    }
}
