package dev.tokenless.registry;

import static dev.tokenless.registry.Vectors.needed;
import static dev.tokenless.registry.Vectors.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenless.registry.rubygems.RubyGems;
import dev.tokenless.repo.RegistryId;
import java.util.ArrayList;
import java.util.List;

/** Cases for the exchange of RubyGems.org. */
final class RubyGemsVectors {
    private static final long NOW = 1_700_000_000L;

    private RubyGemsVectors() {}

    static List<String> differences(JsonNode vector) {
        List<TrustedPublisher> stored = stored(vector);
        Exchange.Answer answer = RubyGems.RUBYGEMS
                .exchange()
                .exchange(
                        Vectors.token(vector, Vectors.claims(vector)),
                        stored,
                        Exchange.Circumstances.plain(
                                vector.path("now").asLong(NOW),
                                vector.path("audience").asText(RubyGems.RUBYGEMS.audience()),
                                Vectors.set(vector.path("used_jtis"))));
        Difference difference = new Difference();
        switch (answer) {
            case Exchange.Granted granted -> {
                difference.compare("outcome", needed(vector, "expect"), "match");
                difference.compareIfGiven(vector, "chosen", granted.publishers().getFirst());
                difference.compareIfGiven(vector, "status", 201);
            }
            case Exchange.Refused refused -> {
                difference.compare("outcome", needed(vector, "expect"), "error");
                difference.compareIfGiven(vector, "status", refused.refusal().status());
                difference.compareIfGiven(vector, "reason", refused.refusal().reason());
            }
        }
        return difference.found();
    }

    /** The publishers of a case. */
    static List<TrustedPublisher> stored(JsonNode vector) {
        List<TrustedPublisher> stored = new ArrayList<>();
        vector.path("publishers")
                .forEach(row -> stored.add(new TrustedPublisher(
                        RegistryId.RUBYGEMS,
                        "gem-" + stored.size(),
                        TrustedPublisher.Kind.ACTIVE,
                        new PublisherIdentity.GitHub(
                                needed(row, "repository_owner"),
                                needed(row, "repository_name"),
                                needed(row, "workflow_filename"),
                                text(row, "environment"),
                                text(row, "repository_owner_id"),
                                text(row, "workflow_repository_owner"),
                                text(row, "workflow_repository_name")),
                        List.of(),
                        null,
                        null,
                        null)));
        return stored;
    }
}
