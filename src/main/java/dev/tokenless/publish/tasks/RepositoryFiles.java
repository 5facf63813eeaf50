package dev.tokenless.publish.tasks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.toml.TomlFactory;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.tokenless.ci.yaml.Parsed;
import dev.tokenless.ci.yaml.YamlNode;
import dev.tokenless.ci.yaml.YamlReader;
import dev.tokenless.repo.SourceText;
import dev.tokenless.repo.SourceTree;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The files of one repository, each read and parsed once. A file that cannot be read is as one that is absent. */
public final class RepositoryFiles {
    /** Following a publish never needs more. */
    private static final int MOST_FILES = 2_000;

    private static final StreamReadConstraints BOUNDS =
            StreamReadConstraints.builder().maxNestingDepth(100).build();

    /** A mapper is made when the first file of its kind is met: many repositories have none. */
    private static final class Json {
        static final ObjectMapper MAPPER = JsonMapper.builder(
                        JsonFactory.builder().streamReadConstraints(BOUNDS).build())
                .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_TRAILING_COMMA)
                .build();
    }

    private static final class Toml {
        static final ObjectMapper MAPPER = new TomlMapper(
                TomlFactory.builder().streamReadConstraints(BOUNDS).build());
    }

    private final SourceTree tree;
    private final Map<String, Optional<SourceText>> texts = new HashMap<>();
    private final Map<String, JsonNode> trees = new HashMap<>();
    private final Map<String, Optional<YamlNode>> yamls = new HashMap<>();

    public RepositoryFiles(SourceTree tree) {
        this.tree = tree;
    }

    /** The text of a file, empty where there is none that can be read. */
    public Optional<SourceText> text(String path) {
        Optional<SourceText> known = texts.get(path);
        if (known != null) {
            return known;
        }
        if (texts.size() >= MOST_FILES) {
            return Optional.empty();
        }
        Optional<SourceText> read =
                tree.read(path) instanceof SourceTree.Text(SourceText source) ? Optional.of(source) : Optional.empty();
        texts.put(path, read);
        return read;
    }

    /** The first of these files that is there. */
    public Optional<SourceText> first(String folder, List<String> names) {
        for (String name : names) {
            Optional<SourceText> text = text(in(folder, name));
            if (text.isPresent()) {
                return text;
            }
        }
        return Optional.empty();
    }

    /** A JSON file as a tree, missing where it is not there or not valid. Comments are allowed. */
    public JsonNode json(String path) {
        return trees.computeIfAbsent(path, p -> parsed(p, true));
    }

    /** A TOML file as a tree, missing where it is not there or not valid. */
    public JsonNode toml(String path) {
        return trees.computeIfAbsent(path, p -> parsed(p, false));
    }

    /** A YAML file. */
    public Optional<YamlNode> yaml(String path) {
        return yamls.computeIfAbsent(
                path,
                p -> text(p).flatMap(source -> YamlReader.read(source) instanceof Parsed.Document document
                        ? Optional.of(document.root())
                        : Optional.empty()));
    }

    private JsonNode parsed(String path, boolean json) {
        Optional<SourceText> source = text(path);
        if (source.isEmpty()) {
            return MissingNode.getInstance();
        }
        String text = source.get().text();
        try {
            JsonNode root =
                    (json ? Json.MAPPER : Toml.MAPPER).readTree(text.startsWith("\uFEFF") ? text.substring(1) : text);
            return root == null ? MissingNode.getInstance() : root;
        } catch (JsonProcessingException _) {
            return MissingNode.getInstance();
        } catch (RuntimeException _) {
            // A stranger's file that the parser's authors did not foresee; it is as good as not valid.
            return MissingNode.getInstance();
        }
    }

    /** The files directly in a folder. */
    public List<String> files(String folder) {
        return tree.files(folder);
    }

    /** The nearest folder, from this one upwards, in which there is such a file. */
    public @Nullable String folderWith(String folder, String file) {
        String at = folder;
        for (int i = 0; i < 40; i++) {
            if (text(in(at, file)).isPresent()) {
                return at;
            }
            if (at.isEmpty()) {
                return null;
            }
            int slash = at.lastIndexOf('/');
            at = slash < 0 ? "" : at.substring(0, slash);
        }
        return null;
    }

    /** A path within a folder. */
    public static String in(String folder, String name) {
        return folder.isEmpty() ? name : folder + "/" + name;
    }

    /**
     * The path from the repository's root that a path written in a folder means.
     *
     * @return null where it leaves the repository or is not known
     */
    public static @Nullable String resolve(String folder, String written) {
        String path = written;
        for (String root : List.of(
                "${{ github.workspace }}",
                "${GITHUB_WORKSPACE}",
                "${{github.workspace}}",
                "${CI_PROJECT_DIR}",
                "${PWD}")) {
            if (path.equals(root)) {
                return "";
            }
            if (path.startsWith(root + "/")) {
                return resolve("", path.substring(root.length() + 1));
            }
        }
        if (path.startsWith("/") || path.startsWith("~") || path.contains("${") || path.contains("$(")) {
            return null;
        }
        Deque<String> parts = new ArrayDeque<>();
        for (String part : (folder.isEmpty() ? path : folder + "/" + path).split("/")) {
            if (part.equals("..")) {
                if (parts.pollLast() == null) {
                    return null;
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return String.join("/", parts);
    }
}
