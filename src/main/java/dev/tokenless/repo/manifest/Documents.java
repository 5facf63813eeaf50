package dev.tokenless.repo.manifest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.toml.TomlFactory;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.tokenless.repo.Place;
import dev.tokenless.repo.Problem;
import dev.tokenless.repo.SourceText;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Parses the data formats of manifests into plain trees, or says where they are not valid. */
final class Documents {
    /** No manifest nests this deep; a bomb does. */
    private static final StreamReadConstraints BOUNDS =
            StreamReadConstraints.builder().maxNestingDepth(100).build();

    private Documents() {}

    sealed interface Answer {}

    record Document(JsonNode root) implements Answer {}

    record Invalid(Problem problem) implements Answer {}

    /** A mapper is made when the first file of its kind is met: many repositories have none. */
    private static final class Json {
        static final ObjectMapper MAPPER = new ObjectMapper(
                        JsonFactory.builder().streamReadConstraints(BOUNDS).build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    private static final class Toml {
        static final ObjectMapper MAPPER = new TomlMapper(
                TomlFactory.builder().streamReadConstraints(BOUNDS).build());
    }

    static Answer json(SourceText source) {
        return parse(source, Json.MAPPER, "JSON");
    }

    /** Cargo takes tables over several lines (TOML 1.1) and the parser does not: such a file is tried a second time. */
    static Answer toml(SourceText source) {
        Answer first = parse(source, Toml.MAPPER, "TOML");
        if (first instanceof Invalid) {
            SourceText joined = new SourceText(source.path(), InlineTables.joined(source.text()));
            if (!joined.text().equals(source.text())
                    && parse(joined, Toml.MAPPER, "TOML") instanceof Document document) {
                return document;
            }
        }
        return first;
    }

    private static Answer parse(SourceText source, ObjectMapper mapper, String format) {
        String text = withoutMark(source.text());
        try {
            return new Document(mapper.readTree(text));
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            return invalid(
                    source,
                    at == null ? 1 : at.getLineNr(),
                    at == null ? 1 : at.getColumnNr(),
                    format,
                    firstLine(e.getOriginalMessage()));
        } catch (RuntimeException _) {
            // The parser met text that its authors did not foresee; the file is a stranger's, so that is no bug here.
            return invalid(source, 1, 1, format, "the parser gave up on it");
        }
    }

    /**
     * The texts of the list under one key of a YAML mapping, such as {@code packages} of {@code pnpm-workspace.yaml}.
     *
     * @return empty where there is none or the file is not valid
     */
    static List<String> yamlTexts(SourceText source, String key) {
        LoadSettings bounded = LoadSettings.builder()
                .setMaxAliasesForCollections(20)
                .setCodePointLimit(1024 * 1024)
                .setAllowRecursiveKeys(false)
                .build();
        List<String> texts = new ArrayList<>();
        try {
            Object root = new Load(bounded).loadFromString(withoutMark(source.text()));
            if (root instanceof java.util.Map<?, ?> map && map.get(key) instanceof List<?> list) {
                for (Object item : list) {
                    if (item instanceof String text) {
                        texts.add(text);
                    }
                }
            }
        } catch (YamlEngineException | StackOverflowError _) {
            // Without the list the search still finds members by walking; the file itself is pnpm's to refuse.
            return List.of();
        }
        return texts;
    }

    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static String firstLine(String message) {
        String line = message.lines().findFirst().orElse("").strip();
        String bounded = line.length() > 200 ? line.substring(0, 200) + "…" : line;
        return bounded.endsWith(".") ? bounded.substring(0, bounded.length() - 1) : bounded;
    }

    private static Answer invalid(SourceText source, int line, int column, String format, String why) {
        int start = offset(source.text(), Math.max(1, line), Math.max(1, column));
        Place place = source.place(start, start);
        return new Invalid(new Problem(place, "The file is not valid " + format + ": " + why + "."));
    }

    private static int offset(String text, int line, int column) {
        int at = 0;
        for (int i = 1; i < line; i++) {
            int end = text.indexOf('\n', at);
            if (end < 0) {
                return text.length();
            }
            at = end + 1;
        }
        return Math.min(text.length(), at + column - 1);
    }
}
