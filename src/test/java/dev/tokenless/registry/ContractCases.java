package dev.tokenless.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenless.registry.directory.Registries;
import dev.tokenless.repo.SourceText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The contract cases of a registry; their form is told in {@code contract/README.md}. */
public final class ContractCases {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ContractCases() {}

    /** The registries that have cases of their own: TestPyPI shares PyPI's. */
    public static List<String> registries() {
        return Registries.all().stream()
                .map(r -> r.declaredFor().id())
                .distinct()
                .toList();
    }

    /**
     * The cases that one side can play.
     *
     * @param registry the file's name without its ending
     * @param side {@code client} or {@code server}
     */
    public static List<JsonNode> of(String registry, String side) {
        String name = "/dev/tokenless/registry/contract/" + registry + ".json";
        try (InputStream in = Objects.requireNonNull(ContractCases.class.getResourceAsStream(name), name)) {
            List<JsonNode> cases = new ArrayList<>();
            for (JsonNode one : JSON.readTree(in).path("cases")) {
                if (one.path("only").asText(side).equals(side)) {
                    cases.add(one);
                }
            }
            return cases;
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    /** A publisher in the words of the publishers file. */
    public static TrustedPublisher publisher(JsonNode entry) {
        PublishersFile.Contents contents = PublishersFile.read(new SourceText("case", entry.toString()));
        if (!contents.problems().isEmpty()) {
            throw new IllegalArgumentException(contents.problems().toString());
        }
        return contents.publishers().getFirst();
    }
}
