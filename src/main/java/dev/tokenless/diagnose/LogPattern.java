package dev.tokenless.diagnose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenless.repo.RegistryId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text that tools or registries print, and what it tells. All of them stand in {@code log-patterns.json}.
 *
 * @param needle the text that must be there
 * @param match a regular expression over the folded log whose named groups hold the values; null to take the needle alone
 * @param registry whose text it is, null where several print it
 * @param says the sentence, with the groups' names in braces
 * @param causes cause ids with their certainty
 * @param unmatched whether it means that the registry found no publisher and does not say why
 * @param compare the claim whose two values are in the groups {@code presented} and {@code expected}, null for none
 * @param field likewise, where the cause is certain already and only the values are wanted
 * @param overrides causes that this text explains away
 * @param unless causes that explain this text away
 * @param older the version that the group {@code version} must reach, null for none
 * @param exchanged whether it means that the exchange worked
 * @param published whether it means that the registry took an upload
 * @param look what to look at for a cause that the text only allows, whole sentences by cause id
 * @param cut what it tells where its values were cut off, for a text that tells nothing certain without them
 */
public record LogPattern(
        String needle,
        @Nullable Pattern match,
        @Nullable RegistryId registry,
        String says,
        Map<String, Certainty> causes,
        boolean unmatched,
        @Nullable String compare,
        @Nullable String field,
        List<String> overrides,
        List<String> unless,
        @Nullable String older,
        boolean exchanged,
        boolean published,
        Map<String, String> look,
        Map<String, Certainty> cut) {
    public LogPattern {
        causes = Collections.unmodifiableMap(new LinkedHashMap<>(causes));
        look = Map.copyOf(look);
        cut = Collections.unmodifiableMap(new LinkedHashMap<>(cut));
        overrides = List.copyOf(overrides);
        unless = List.copyOf(unless);
    }

    /** Read when first asked for. */
    private static final class Table {
        private static final List<LogPattern> ALL = read();
    }

    /** All of them, in the order of the file. */
    public static List<LogPattern> all() {
        return Table.ALL;
    }

    private static List<LogPattern> read() {
        try (InputStream in = Objects.requireNonNull(LogPattern.class.getResourceAsStream("log-patterns.json"))) {
            List<LogPattern> all = new ArrayList<>();
            new ObjectMapper().readTree(in).path("patterns").forEach(node -> all.add(of(node)));
            return List.copyOf(all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LogPattern of(JsonNode node) {
        String match = text(node, "match");
        String registry = text(node, "registry");
        return new LogPattern(
                node.path("needle").asText(),
                match == null ? null : Pattern.compile(match, Pattern.CASE_INSENSITIVE),
                registry == null ? null : new RegistryId(registry),
                node.path("says").asText(),
                causes(node, "causes"),
                node.path("unmatched").asBoolean(),
                text(node, "compare"),
                text(node, "field"),
                texts(node, "overrides"),
                texts(node, "unless"),
                text(node, "older"),
                node.path("exchanged").asBoolean(),
                node.path("published").asBoolean(),
                looks(node),
                causes(node, "cut"));
    }

    /** Whether it tells that something failed. */
    boolean refusal() {
        return unmatched || compare != null || !causes.isEmpty();
    }

    private static Map<String, Certainty> causes(JsonNode node, String field) {
        Map<String, Certainty> causes = new LinkedHashMap<>();
        node.path(field)
                .properties()
                .forEach(e -> causes.put(e.getKey(), Certainty.of(e.getValue().asText())));
        return causes;
    }

    private static Map<String, String> looks(JsonNode node) {
        Map<String, String> looks = new LinkedHashMap<>();
        node.path("look")
                .properties()
                .forEach(e -> looks.put(e.getKey(), e.getValue().asText()));
        return looks;
    }

    private static @Nullable String text(JsonNode node, String field) {
        return node.path(field).isTextual() ? node.path(field).asText() : null;
    }

    private static List<String> texts(JsonNode node, String field) {
        List<String> texts = new ArrayList<>();
        node.path(field).forEach(t -> texts.add(t.asText()));
        return texts;
    }
}
