package dev.tokenless.registry.pypi;

import static dev.tokenless.registry.ClaimTexts.check;
import static dev.tokenless.registry.ClaimTexts.text;
import static dev.tokenless.registry.ClaimTexts.texts;

import dev.tokenless.oidc.ClaimValue;
import dev.tokenless.oidc.Claims;
import dev.tokenless.registry.PublisherIdentity;
import dev.tokenless.registry.Verdict.ClaimCheck;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** ActiveState at the index (pypi/warehouse warehouse/oidc/models/activestate.py). */
enum ActiveStateRules implements KindRules {
    RULES;

    private static final String BUILDER = "pypi-publisher";

    @Override
    public String kind() {
        return "activestate";
    }

    @Override
    public String issuer() {
        return Issuers.ACTIVESTATE;
    }

    @Override
    public List<String> required() {
        return List.of("sub", "organization", "project", "actor_id", "builder");
    }

    @Override
    public boolean serves(PublisherIdentity identity) {
        return identity instanceof PublisherIdentity.ActiveState;
    }

    @Override
    public Found find(List<Row> rows, Claims claims, boolean used) {
        for (Row row : rows) {
            PublisherIdentity.ActiveState stored = activeState(row);
            if (stored.organization().equals(text(claims, "organization"))
                    && stored.project().equals(text(claims, "project"))
                    && stored.actorId().equals(text(claims, "actor_id"))) {
                String wrong = wrongSubject(stored, claims);
                if (wrong != null) {
                    return new None(wrong);
                }
                return text(claims, "builder").equals(BUILDER)
                        ? new Chosen(row)
                        : new None(KindRules.failed("builder"));
            }
        }
        return new None(NOT_FOUND);
    }

    private static @Nullable String wrongSubject(PublisherIdentity.ActiveState stored, Claims claims) {
        String subject = text(claims, "sub");
        if (subject.isEmpty()) {
            return "Missing 'subject' claim";
        }
        String[] parts = subject.split(":", -1);
        if (parts.length < 4) {
            return "Invalid 'subject' claim. Wrong format";
        }
        String start = String.join(":", List.of(parts).subList(0, 4));
        return start.equals(subject(stored)) ? null : "Invalid 'subject' claim";
    }

    private static String subject(PublisherIdentity.ActiveState stored) {
        return "org:" + stored.organization() + ":project:" + stored.project();
    }

    private static PublisherIdentity.ActiveState activeState(Row row) {
        return (PublisherIdentity.ActiveState) row.identity();
    }

    @Override
    public List<ClaimCheck> checks(Claims claims, Row row) {
        PublisherIdentity.ActiveState stored = activeState(row);
        return List.of(
                check(
                        claims,
                        "organization",
                        stored.organization(),
                        stored.organization().equals(text(claims, "organization"))),
                check(claims, "project", stored.project(), stored.project().equals(text(claims, "project"))),
                check(claims, "actor_id", stored.actorId(), stored.actorId().equals(text(claims, "actor_id"))),
                check(claims, "sub", subject(stored), wrongSubject(stored, claims) == null),
                check(claims, "builder", BUILDER, text(claims, "builder").equals(BUILDER)));
    }

    @Override
    public Map<String, List<ClaimValue>> stands(List<Row> rows, Claims claims) {
        List<PublisherIdentity.ActiveState> stored =
                rows.stream().map(ActiveStateRules::activeState).toList();
        Map<String, List<ClaimValue>> stands = new LinkedHashMap<>();
        stands.put(
                "organization",
                texts(References.with(stored, PublisherIdentity.ActiveState::organization, References.OTHER)));
        stands.put("project", texts(References.with(stored, PublisherIdentity.ActiveState::project, References.OTHER)));
        stands.put(
                "actor_id", texts(References.with(stored, PublisherIdentity.ActiveState::actorId, References.OTHER)));
        stands.put("sub", texts(References.with(stored, ActiveStateRules::subject, "org:x:project:x")));
        stands.put("builder", texts(List.of(BUILDER, References.OTHER)));
        return stands;
    }
}
