package dev.tokenless.registry;

import static dev.tokenless.registry.Vectors.needed;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenless.registry.npm.Npm;
import dev.tokenless.registry.npm.NpmConfiguration;
import dev.tokenless.registry.npm.TokenExchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Cases for npm: the exchange, then the upload with the token that it gave. */
final class NpmVectors {
    private NpmVectors() {}

    static List<String> differences(JsonNode vector) {
        List<NpmConfiguration> configurations = new ArrayList<>();
        if (vector.path("publisher").isObject()) {
            configurations.add(configuration(vector.path("publisher"), vector.path("publisherMeta")));
        }
        vector.path("otherPublishers").forEach(p -> configurations.add(configuration(p, p.path("publisherMeta"))));
        PresentedToken token = Vectors.token(vector, Vectors.claims(vector));
        Exchange.Answer answer = new TokenExchange()
                .exchange(
                        token,
                        configurations,
                        vector.path("package").path("exists").asBoolean(true),
                        Exchange.Circumstances.plain(
                                now(vector), vector.path("audience").asText(Npm.NPM.audience()), Set.of()));
        return compare(vector, answer);
    }

    /** A case that is not about time need not say which time it is; it is then the token's own. */
    private static long now(JsonNode vector) {
        JsonNode claims = vector.path("claims");
        return vector.path("now")
                .asLong(claims.path("iat")
                        .asLong(claims.path("exp").asLong(System.currentTimeMillis() / 1000 + 1) - 1));
    }

    /** The publishers of a case, in the words of the publishers file. */
    static List<TrustedPublisher> stored(JsonNode vector) {
        List<TrustedPublisher> stored = new ArrayList<>();
        if (vector.path("publisher").isObject()) {
            stored.add(NpmConfiguration.of(vector.path("publisher")).publisher("sample"));
        }
        vector.path("otherPublishers")
                .forEach(p -> stored.add(NpmConfiguration.of(p).publisher("sample")));
        return stored;
    }

    private static NpmConfiguration configuration(JsonNode wire, JsonNode meta) {
        NpmConfiguration configuration = NpmConfiguration.of(wire);
        boolean expired = !meta.path("everPublished").asBoolean(!meta.has("ageHours"))
                && meta.path("ageHours").asDouble() > NpmConfiguration.HOURS_TO_FIRST_PUBLISH;
        return new NpmConfiguration(
                configuration.type(), configuration.claims(), configuration.permissions(), configuration.id(), expired);
    }

    private static List<String> compare(JsonNode vector, Exchange.Answer answer) {
        Difference difference = new Difference();
        switch (answer) {
            case Exchange.Refused refused -> {
                difference.compare("outcome", needed(vector, "expect"), "error");
                difference.compareIfGiven(vector, "errorAt", "exchange");
                texts(difference, vector, refused.refusal());
            }
            case Exchange.Granted granted -> {
                // A manifest that is given and has no address lacks it; one that is not given is not known.
                String url =
                        vector.path("manifest").isObject() ? needed(vector.path("manifest"), "repositoryUrl") : null;
                Verdict.Refusal refusal = TokenExchange.upload(
                        vector.path("action").asText("publish").startsWith("stage")
                                ? TokenExchange.Action.STAGE
                                : TokenExchange.Action.PUBLISH,
                        granted.actions(),
                        PresentedToken.claims(Vectors.claims(vector)),
                        vector.path("provenance").asBoolean(),
                        url);
                difference.compare("outcome", needed(vector, "expect"), refusal == null ? "match" : "error");
                if (refusal != null) {
                    difference.compareIfGiven(vector, "errorAt", "put");
                    texts(difference, vector, refusal);
                }
            }
        }
        return difference.found();
    }

    /** npm's server tells no reasons: most are remarks of whoever wrote the case. Its own texts are compared. */
    private static void texts(Difference difference, JsonNode vector, Verdict.Refusal refusal) {
        if (needed(vector, "reason").startsWith("OIDC ")) {
            difference.compareIfGiven(vector, "reason", refusal.message());
        }
        difference.compareIfGiven(vector, "status", refusal.status());
    }
}
