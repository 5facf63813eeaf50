package dev.tokenless.registry.pypi;

import dev.tokenless.oidc.ClaimValue;
import dev.tokenless.oidc.Claims;
import dev.tokenless.registry.ClaimTexts;
import dev.tokenless.registry.Exchange;
import dev.tokenless.registry.Matching;
import dev.tokenless.registry.PublisherIdentity;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.Verdict;
import dev.tokenless.registry.Verdict.ClaimCheck;
import dev.tokenless.registry.Worlds;
import java.util.List;
import java.util.Map;

/** What the index brings to the matching of predicted claims: its mint endpoint, then the permission to upload. */
record PypiRules(String audience) implements Matching.Rules {
    private static final MintEndpoint MINT = new MintEndpoint();

    @Override
    public Map<String, List<ClaimValue>> stands(Claims claims, List<TrustedPublisher> stored) {
        KindRules rules = rules(claims);
        return rules.stands(
                Row.of(stored).stream().filter(r -> rules.serves(r.identity())).toList(), claims);
    }

    private static KindRules rules(Claims claims) {
        KindRules rules = Issuers.standard(ClaimTexts.text(claims, "iss"));
        if (rules != null) {
            return rules;
        }
        // An issuer that is not known is told by the claims that only its tokens have.
        Map<String, ClaimValue> values = claims.values();
        if (values.containsKey("builder")) {
            return ActiveStateRules.RULES;
        }
        if (values.containsKey("email_verified")) {
            return GoogleRules.RULES;
        }
        return values.containsKey("project_path") ? GitLabRules.RULES : GitHubRules.RULES;
    }

    @Override
    public List<ClaimCheck> checks(Claims known, TrustedPublisher publisher) {
        Row row = Row.of(List.of(publisher)).getFirst();
        return switch (publisher.identity()) {
            case PublisherIdentity.GitHub _ -> GitHubRules.RULES.checks(known, row);
            case PublisherIdentity.GitLab _ -> GitLabRules.RULES.checks(known, row);
            case PublisherIdentity.Google _ -> GoogleRules.RULES.checks(known, row);
            case PublisherIdentity.ActiveState _ -> ActiveStateRules.RULES.checks(known, row);
            case PublisherIdentity.CircleCi _ -> List.of();
        };
    }

    @Override
    public boolean accepts(String issuer, TrustedPublisher publisher) {
        KindRules rules = Issuers.standard(issuer);
        return rules == null || rules.serves(publisher.identity());
    }

    @Override
    public Worlds.Decided decide(Claims known, List<TrustedPublisher> stored, String packageName) {
        List<String> existing = stored.stream()
                .filter(p -> Boolean.TRUE.equals(p.projectExists()) && p.project() != null)
                .map(p -> p.project() == null ? "" : p.project())
                .toList();
        Exchange.Circumstances circumstances = Matching.circumstances(audience, existing, issuers(stored));
        return switch (MINT.exchange(Matching.signed(known), stored, circumstances)) {
            case Exchange.Refused refused -> new Worlds.Decided(-1, refused.refusal());
            case Exchange.Granted granted -> upload(granted, stored, packageName);
        };
    }

    /** A GitLab instance that a publisher names must be one that the index's staff attached. */
    private static List<Exchange.CustomIssuer> issuers(List<TrustedPublisher> stored) {
        return stored.stream()
                .map(TrustedPublisher::identity)
                .filter(i -> i instanceof PublisherIdentity.GitLab)
                .map(i -> Row.issuer((PublisherIdentity.GitLab) i))
                .distinct()
                .map(url -> new Exchange.CustomIssuer("gitlab", url))
                .toList();
    }

    private Worlds.Decided upload(Exchange.Granted granted, List<TrustedPublisher> stored, String packageName) {
        for (int index : granted.publishers()) {
            String project = stored.get(index).project();
            if (packageName.isEmpty() || (project != null && samePackage(project, packageName))) {
                return new Worlds.Decided(index, null);
            }
        }
        int chosen = granted.publishers().getFirst();
        // A pending publisher that met an active one with its identity: the token covers its project too.
        if (granted.packages().stream().anyMatch(p -> samePackage(p, packageName))) {
            return new Worlds.Decided(chosen, null);
        }
        boolean exists = stored.stream()
                .anyMatch(p -> p.project() != null
                        && samePackage(p.project(), packageName)
                        && p.kind() == TrustedPublisher.Kind.ACTIVE
                        && !Boolean.FALSE.equals(p.projectExists()));
        return new Worlds.Decided(
                chosen,
                exists
                        ? refusal(
                                403,
                                "Invalid API Token: OIDC scoped token is not valid for project '" + packageName + "'")
                        : refusal(
                                400,
                                "Non-user identities cannot create new projects. This was probably caused by"
                                        + " successfully using a pending publisher but specifying the project name"
                                        + " incorrectly"));
    }

    private static Verdict.Refusal refusal(int status, String message) {
        return new Verdict.Refusal(status, "", message, message);
    }

    @Override
    public boolean samePackage(String a, String b) {
        return MintEndpoint.normalized(a).equals(MintEndpoint.normalized(b));
    }
}
