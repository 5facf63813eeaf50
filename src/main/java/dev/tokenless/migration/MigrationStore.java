package dev.tokenless.migration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenless.edit.UndoLog;
import dev.tokenless.repo.RepositoryId;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Keeps what is remembered of each repository's migration in one small file, written whole or not at all. */
public final class MigrationStore {
    /** 2 added the names of secrets. */
    private static final int SCHEMA = 2;

    private static final long MOST_BYTES = 32L << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;

    /** Keeps the files in this folder, which is made when it is needed. */
    public MigrationStore(Path folder) {
        this.folder = folder;
    }

    /** The answer to reading. */
    public sealed interface Reading {}

    /** What was kept; nothing where there was no file. */
    public record Read(Remembered remembered) implements Reading {}

    /** A file is there and cannot be used; it is left as it is. */
    public record Unusable(String sentence) implements Reading {}

    /** The answer to writing. */
    public sealed interface Writing {}

    /** It is kept. */
    public record Saved() implements Writing {}

    /** It could not be kept; the sentence says why and what to do. */
    public record NotSaved(String sentence) implements Writing {}

    /** Where a repository's file lies. */
    public Path file(RepositoryId repository) {
        return folder.resolve(
                name(repository.host()) + "+" + name(repository.owner()) + "+" + name(repository.name()) + ".json");
    }

    private static String name(String part) {
        return URLEncoder.encode(part.toLowerCase(Locale.ROOT), StandardCharsets.UTF_8)
                .replace("*", "%2A")
                .replace("+", "%20");
    }

    /** Reads what was kept; fields of later versions are passed over. */
    public Reading read(RepositoryId repository) {
        Path file = file(repository);
        try {
            if (Files.size(file) > MOST_BYTES) {
                return new Unusable(file + " is too large to be a saved migration. Move it away to begin anew.");
            }
            return new Read(remembered(JSON.readTree(Files.readString(file))));
        } catch (NoSuchFileException absent) {
            return new Read(Remembered.NOTHING);
        } catch (JsonProcessingException | DateTimeException | IllegalArgumentException invalid) {
            return new Unusable(file + " is not a saved migration. Move it away to begin anew.");
        } catch (IOException unreadable) {
            return new Unusable(file + " cannot be read. Check its permissions.");
        }
    }

    private static Remembered remembered(JsonNode root) throws JsonProcessingException {
        if (!root.path("schema").isInt()) {
            throw new IllegalArgumentException("no schema");
        }
        Map<String, Map<Stage, Remembered.Mark>> packages = new LinkedHashMap<>();
        root.path("packages").properties().forEach(entry -> {
            Map<Stage, Remembered.Mark> marks = new EnumMap<>(Stage.class);
            entry.getValue().properties().forEach(mark -> {
                for (Stage stage : Stage.values()) {
                    if (stage.id().equals(mark.getKey())) {
                        marks.put(stage, mark(mark.getValue()));
                    }
                }
            });
            packages.put(entry.getKey(), marks);
        });
        List<Remembered.Written> undo = new ArrayList<>();
        for (JsonNode written : root.path("written")) {
            // Without its way back there is nothing to keep of a writing, and no reason to give up the rest.
            if (written.path("log").path("entries").isArray()) {
                undo.add(new Remembered.Written(
                        written.path("what").asText(),
                        JSON.treeToValue(written.path("log"), UndoLog.class),
                        Instant.parse(written.path("at").asText()),
                        written.path("folder").isTextual()
                                ? written.path("folder").textValue()
                                : null));
            }
        }
        Map<String, Set<String>> secretNames = new LinkedHashMap<>();
        root.path("secretNames").properties().forEach(entry -> {
            Set<String> names = new TreeSet<>();
            entry.getValue().forEach(name -> names.add(name.asText()));
            secretNames.put(entry.getKey(), names);
        });
        return new Remembered(packages, undo, secretNames);
    }

    private static Remembered.Mark mark(JsonNode node) {
        return new Remembered.Mark(
                Remembered.Kind.valueOf(node.path("kind").asText().toUpperCase(Locale.ROOT)),
                node.path("evidence").asText(),
                Instant.parse(node.path("at").asText()),
                node.path("of").isTextual() ? node.path("of").textValue() : null);
    }

    /** Keeps it: a new file is written beside the old one and takes its place in one move. */
    public Writing write(RepositoryId repository, Remembered remembered) {
        Path file = file(repository);
        try {
            Files.createDirectories(folder);
            Path fresh = Files.createTempFile(folder, "migration", ".tmp");
            try {
                Files.write(
                        fresh, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json(repository, remembered)));
                try {
                    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
                } catch (AtomicMoveNotSupportedException slower) {
                    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
                }
            } finally {
                Files.deleteIfExists(fresh);
            }
            return new Saved();
        } catch (IOException refused) {
            return new NotSaved("The state of the migration could not be kept in " + folder
                    + ". Check that the folder can be written; nothing else is lost.");
        }
    }

    private static ObjectNode json(RepositoryId repository, Remembered remembered) {
        ObjectNode root = JSON.createObjectNode();
        root.put("schema", SCHEMA);
        root.put("repository", repository.host() + "/" + repository.slug());
        ObjectNode packages = root.putObject("packages");
        remembered.packages().forEach((key, marks) -> {
            ObjectNode stages = packages.putObject(key);
            marks.forEach((stage, mark) -> stages.putObject(stage.id())
                    .put("kind", mark.kind().name().toLowerCase(Locale.ROOT))
                    .put("evidence", mark.evidence())
                    .put("at", mark.at().toString())
                    .put("of", mark.of()));
        });
        ObjectNode secretNames = root.putObject("secretNames");
        remembered.secretNames().forEach((key, names) -> {
            ArrayNode array = secretNames.putArray(key);
            names.forEach(array::add);
        });
        ArrayNode written = root.putArray("written");
        for (Remembered.Written file : remembered.undo()) {
            written.addObject()
                    .put("what", file.what())
                    .put("at", file.at().toString())
                    .put("folder", file.folder())
                    .set("log", JSON.valueToTree(file.log()));
        }
        return root;
    }
}
