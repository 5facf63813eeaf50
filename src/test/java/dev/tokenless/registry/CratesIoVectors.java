package dev.tokenless.registry;

import static dev.tokenless.registry.Vectors.needed;
import static dev.tokenless.registry.Vectors.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenless.registry.cratesio.CratesIo;
import dev.tokenless.repo.RegistryId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** Cases for the exchange of crates.io. */
final class CratesIoVectors {
    private CratesIoVectors() {}

    static List<String> differences(JsonNode vector) {
        List<TrustedPublisher> stored = stored(vector);
        Exchange.Answer answer = CratesIo.CRATES_IO
                .exchange()
                .exchange(
                        Vectors.token(vector, Vectors.claims(vector)),
                        stored,
                        Exchange.Circumstances.plain(
                                vector.path("now").asLong(System.currentTimeMillis() / 1000),
                                vector.path("audience").asText(CratesIo.CRATES_IO.audience()),
                                Vectors.set(vector.path("used_jtis"))));
        return compare(vector, answer, stored);
    }

    private static PublisherIdentity identity(JsonNode row) {
        return row.path("provider")
                        .asText(row.has("project") ? "gitlab" : "github")
                        .equals("gitlab")
                ? new PublisherIdentity.GitLab(
                        needed(row, "namespace"),
                        needed(row, "project"),
                        needed(row, "workflow_filepath"),
                        text(row, "environment"),
                        null,
                        text(row, "namespace_id"))
                : new PublisherIdentity.GitHub(
                        needed(row, "repository_owner"),
                        needed(row, "repository_name"),
                        needed(row, "workflow_filename"),
                        text(row, "environment"),
                        text(row, "repository_owner_id"),
                        null,
                        null);
    }

    private static List<String> compare(JsonNode vector, Exchange.Answer answer, List<TrustedPublisher> stored) {
        Difference difference = new Difference();
        switch (answer) {
            case Exchange.Granted granted -> {
                difference.compare("outcome", needed(vector, "expect"), "match");
                difference.compareIfGiven(vector, "status", 200);
                if (vector.has("chosen")) {
                    difference.compare(
                            "chosen",
                            Vectors.texts(vector.path("chosen")),
                            granted.publishers().stream()
                                    .map(i -> String.valueOf(stored.get(i).id()))
                                    .toList());
                }
                if (vector.has("crates")) {
                    difference.compare(
                            "crates", Vectors.set(vector.path("crates")), new LinkedHashSet<>(granted.packages()));
                }
                if (vector.has("namespace_id_stored_for")) {
                    List<String> learned = granted.effects().stream()
                            .filter(e -> e instanceof Exchange.NamespaceLearned)
                            .map(e -> String.valueOf(stored.get(((Exchange.NamespaceLearned) e).publisher())
                                    .id()))
                            .toList();
                    difference.compare(
                            "namespace_id_stored_for", Vectors.texts(vector.path("namespace_id_stored_for")), learned);
                }
            }
            case Exchange.Refused refused -> {
                difference.compare("outcome", needed(vector, "expect"), "error");
                difference.compareIfGiven(vector, "status", refused.refusal().status());
                difference.compareIfGiven(vector, "reason", refused.refusal().message());
            }
        }
        return difference.found();
    }

    /** The publishers of a case. */
    static List<TrustedPublisher> stored(JsonNode vector) {
        List<TrustedPublisher> stored = new ArrayList<>();
        vector.path("publishers")
                .forEach(row -> stored.add(new TrustedPublisher(
                        RegistryId.CRATES_IO,
                        needed(row, "crate"),
                        TrustedPublisher.Kind.ACTIVE,
                        identity(row),
                        List.of(),
                        null,
                        null,
                        text(row, "id"))));
        return stored;
    }
}
