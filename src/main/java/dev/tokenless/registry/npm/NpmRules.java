package dev.tokenless.registry.npm;

import static dev.tokenless.registry.ClaimTexts.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenless.oidc.ClaimValue;
import dev.tokenless.oidc.Claims;
import dev.tokenless.registry.ClaimTexts;
import dev.tokenless.registry.Exchange;
import dev.tokenless.registry.Matching;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.Verdict.ClaimCheck;
import dev.tokenless.registry.Worlds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What npm brings to the matching of predicted claims. Whether the action is allowed is not part of it: which command
 * uploads is not in the claims.
 */
record NpmRules(String audience) implements Matching.Rules {
    private static final TokenExchange EXCHANGE = new TokenExchange();
    private static final String OTHER = "\u2026";

    @Override
    public Map<String, List<ClaimValue>> stands(Claims claims, List<TrustedPublisher> stored) {
        Map<String, Set<ClaimValue>> demanded = new LinkedHashMap<>();
        for (TrustedPublisher publisher : stored) {
            NpmConfiguration.of(publisher)
                    .claims()
                    .forEach((name, demand) -> demanded.computeIfAbsent(name, _ -> new LinkedHashSet<>())
                            .add(stand(name, demand)));
        }
        Map<String, List<ClaimValue>> stands = new LinkedHashMap<>();
        demanded.forEach((name, values) -> {
            List<ClaimValue> all = new ArrayList<>(values);
            if (name.equals("environment") || name.endsWith("context-ids")) {
                all.add(new ClaimValue.Absent());
            }
            all.add(new ClaimValue.Text(OTHER));
            stands.put(name, all);
        });
        List<String> runners = new ArrayList<>(List.of("self-hosted"));
        String issuer = text(claims, "iss");
        for (String type : List.of("github", "gitlab")) {
            String hosted = Demands.hosted(type);
            if (hosted != null && (issuer.isEmpty() || Demands.issues(issuer, type))) {
                runners.addFirst(hosted);
            }
        }
        stands.put("runner_environment", ClaimTexts.texts(runners));
        return stands;
    }

    private static ClaimValue stand(String name, JsonNode demand) {
        if (demand.isArray()) {
            return new ClaimValue.Json(demand);
        }
        if (!demand.isObject()) {
            return new ClaimValue.Text(demand.asText());
        }
        String file = demand.path("file").asText();
        return new ClaimValue.Text(
                name.equals("ci_config_ref_uri")
                        ? "gitlab.com/n/p//" + file + "@refs/heads/" + OTHER
                        : "o/r/.github/workflows/" + file + "@refs/heads/" + OTHER);
    }

    @Override
    public List<ClaimCheck> checks(Claims known, TrustedPublisher publisher) {
        return Demands.checks(NpmConfiguration.of(publisher), known);
    }

    @Override
    public boolean accepts(String issuer, TrustedPublisher publisher) {
        return Demands.issues(issuer, publisher.identity().provider());
    }

    @Override
    public Worlds.Decided decide(Claims known, List<TrustedPublisher> stored, String packageName) {
        // Publishers belong to one package here; those of others are as good as absent.
        List<TrustedPublisher> own = new ArrayList<>();
        List<Integer> indexes = new ArrayList<>();
        for (int i = 0; i < stored.size(); i++) {
            String project = stored.get(i).project();
            if (packageName.isEmpty() || (project != null && samePackage(project, packageName))) {
                own.add(stored.get(i));
                indexes.add(i);
            }
        }
        Exchange.Circumstances circumstances = Matching.circumstances(audience, List.of(), List.of());
        return switch (EXCHANGE.exchange(Matching.signed(known), own, circumstances)) {
            case Exchange.Refused refused -> new Worlds.Decided(-1, refused.refusal());
            case Exchange.Granted granted ->
                new Worlds.Decided(indexes.get(granted.publishers().getFirst()), null);
        };
    }

    @Override
    public boolean samePackage(String a, String b) {
        return a.equals(b);
    }
}
