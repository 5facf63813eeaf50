package dev.tokenless.registry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tokenless.oidc.ClaimValue;
import dev.tokenless.oidc.Claims;
import dev.tokenless.registry.Verdict.CheckOutcome;
import dev.tokenless.registry.Verdict.ClaimCheck;
import dev.tokenless.repo.RegistryId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The way from predicted claims to a verdict, which the registries share; what they compare, they bring along. */
public final class Matching {
    /** Any time will do, for the clock is not asked. */
    private static final long NOW = 1_700_000_000L;

    private Matching() {}

    /** What a registry brings along. Indexes count in the list of stored publishers that it is given. */
    public interface Rules {

        /** The audience that the registry expects. */
        String audience();

        /** For each claim that the registry reads, the values that tell the stored publishers apart. */
        Map<String, List<ClaimValue>> stands(Claims claims, List<TrustedPublisher> stored);

        /** How a stored publisher takes the claims, in the registry's order, without issuer and audience. */
        List<ClaimCheck> checks(Claims known, TrustedPublisher publisher);

        /** Whether a publisher can be meant by tokens of this issuer. */
        boolean accepts(String issuer, TrustedPublisher publisher);

        /**
         * The exchange and the permission to upload, in one.
         *
         * @return the index of the publisher that allows it; or -1 and the refusal, where no publisher was chosen, or
         *     the one that was chosen and the refusal of the upload
         */
        Worlds.Decided decide(Claims known, List<TrustedPublisher> stored, String packageName);

        /** Whether two names name the same package. */
        boolean samePackage(String a, String b);
    }

    /** The circumstances of an exchange that nothing stands in the way of. */
    public static Exchange.Circumstances circumstances(
            String audience, List<String> existing, List<Exchange.CustomIssuer> issuers) {
        return new Exchange.Circumstances(NOW, audience, Set.of(), Set.of(), new HashSet<>(existing), issuers);
    }

    /** A readable token with these claims, properly signed. */
    public static PresentedToken signed(Claims claims) {
        return new PresentedToken.Decoded("RS256", "key", claims, PresentedToken.Signature.VALID);
    }

    /** The verdict; see {@link Registry#match}. */
    public static Verdict match(
            RegistryId registry, Rules rules, Claims claims, List<TrustedPublisher> publishers, String packageName) {
        List<TrustedPublisher> stored = new ArrayList<>();
        List<Integer> indexes = new ArrayList<>();
        for (int i = 0; i < publishers.size(); i++) {
            TrustedPublisher publisher = publishers.get(i);
            if (publisher.registry() == null || publisher.registry().equals(registry)) {
                stored.add(publisher.project() == null ? named(publisher, packageName) : publisher);
                indexes.add(i);
            }
        }
        Claims complete = complete(claims, rules.audience());
        Map<String, List<ClaimValue>> stands = new LinkedHashMap<>(rules.stands(complete, stored));
        stands.putIfAbsent("iss", ClaimTexts.texts(List.of(issuer(complete), "https://issuer.example")));
        stands.put("aud", ClaimTexts.texts(List.of(rules.audience(), "other")));
        Verdict verdict = Worlds.judge(complete, stands, new Worlds.Decision() {
            @Override
            public Worlds.Decided decide(Claims known) {
                Worlds.Decided decided = rules.decide(known, stored, packageName);
                return decided.publisher() >= 0 || decided.refusal() == null
                        ? decided
                        : new Worlds.Decided(nearest(rules, known, stored, packageName), decided.refusal());
            }

            @Override
            public List<ClaimCheck> checks(Claims known, int publisher) {
                List<ClaimCheck> checks = new ArrayList<>(common(rules, claims, known));
                for (ClaimCheck check : rules.checks(known, stored.get(publisher))) {
                    if (checks.stream().noneMatch(c -> c.claim().equals(check.claim()))) {
                        checks.add(check);
                    }
                }
                return checks;
            }
        });
        return new Verdict(
                verdict.outcome(),
                verdict.publisher() < 0 ? -1 : indexes.get(verdict.publisher()),
                verdict.checks(),
                verdict.refusal());
    }

    private static List<ClaimCheck> common(Rules rules, Claims given, Claims known) {
        return given.get("aud") instanceof ClaimValue.Text || given.get("aud") instanceof ClaimValue.Json
                ? List.of(ClaimTexts.check(
                        known,
                        "aud",
                        rules.audience(),
                        known.text("aud").filter(rules.audience()::equals).isPresent()))
                : List.of();
    }

    private static TrustedPublisher named(TrustedPublisher publisher, String packageName) {
        return new TrustedPublisher(
                publisher.registry(),
                packageName,
                publisher.kind(),
                publisher.identity(),
                publisher.allowed(),
                publisher.trustpubOnly(),
                publisher.projectExists(),
                publisher.id());
    }

    /** The publisher of the package that fails in the fewest claims; -1 where the package has none. */
    private static int nearest(Rules rules, Claims known, List<TrustedPublisher> stored, String packageName) {
        int nearest = -1;
        long fewest = Long.MAX_VALUE;
        for (int i = 0; i < stored.size(); i++) {
            TrustedPublisher publisher = stored.get(i);
            String project = publisher.project();
            if (!packageName.isEmpty() && project != null && !rules.samePackage(project, packageName)) {
                continue;
            }
            long wrong = rules.checks(known, publisher).stream()
                    .filter(c -> c.outcome() == CheckOutcome.MISMATCH)
                    .count();
            long distance = rules.accepts(issuer(known), publisher) ? wrong : 100 + wrong;
            if (distance < fewest) {
                fewest = distance;
                nearest = i;
            }
        }
        return nearest;
    }

    /**
     * The claims with what every token carries and nobody registers: a prediction need not list it, and its absence is
     * not what the question is about.
     */
    private static Claims complete(Claims claims, String audience) {
        Claims complete =
                claims.with("exp", number(NOW + 300)).with("iat", number(NOW)).with("nbf", number(NOW));
        for (String name : List.of("jti", "run_id", "job_id")) {
            if (!(complete.get(name) instanceof ClaimValue.Text)) {
                complete = complete.with(name, new ClaimValue.Text("0"));
            }
        }
        complete = presumed(complete, "sha", "0".repeat(40));
        // What a client asks for is its own business: every client of the registry asks for this.
        boolean anyAudience = complete.get("aud") instanceof ClaimValue.Unknown unknown
                && unknown.candidates().isEmpty();
        complete =
                anyAudience ? complete.with("aud", new ClaimValue.Text(audience)) : presumed(complete, "aud", audience);
        return presumed(complete, "iss", issuer(complete));
    }

    private static Claims presumed(Claims claims, String name, String value) {
        return claims.values().containsKey(name) ? claims : claims.with(name, new ClaimValue.Text(value));
    }

    private static ClaimValue number(long value) {
        return new ClaimValue.Json(JsonNodeFactory.instance.numberNode(value));
    }

    /** The issuer, told from the claims that only its tokens have where it is not given. */
    private static String issuer(Claims claims) {
        @Nullable String given = claims.text("iss").orElse(null);
        if (given != null) {
            return given;
        }
        Map<String, ClaimValue> values = claims.values();
        if (values.containsKey("oidc.circleci.com/org-id")) {
            return "https://oidc.circleci.com/org/"
                    + claims.text("oidc.circleci.com/org-id").orElse("");
        }
        if (values.containsKey("email_verified")) {
            return "https://accounts.google.com";
        }
        if (values.containsKey("builder")) {
            return "https://platform.activestate.com/api/v1/oauth/oidc";
        }
        return values.containsKey("project_path")
                ? "https://gitlab.com"
                : "https://token.actions.githubusercontent.com";
    }
}
