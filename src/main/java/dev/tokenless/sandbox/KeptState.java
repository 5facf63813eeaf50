package dev.tokenless.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenless.registry.PublishersFile;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.SourceText;
import dev.tokenless.sandbox.book.Book;
import dev.tokenless.sandbox.book.Grant;
import dev.tokenless.sandbox.book.Release;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a sandbox keeps from one start to the next: {@code publishers.json}, which is a publishers file, and {@code
 * packages.json}. Tokens are not kept.
 */
final class KeptState {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SCHEMA = 1;
    private static final long LARGEST = 64L * 1024 * 1024;

    private final Path folder;
    private final Map<RegistryId, Book> books;

    KeptState(Path folder, Map<RegistryId, Book> books) {
        this.folder = folder;
        this.books = books;
    }

    /**
     * Reads what is kept.
     *
     * @return the publishers as they were stored
     * @throws IOException when there is something that cannot be read
     */
    List<TrustedPublisher> load() throws IOException {
        Files.createDirectories(folder);
        List<TrustedPublisher> publishers = publishers();
        Path file = folder.resolve("packages.json");
        if (Files.exists(file)) {
            JsonNode root = JSON.readTree(text(file));
            if (root == null || root.path("schema").asInt() != SCHEMA) {
                throw new IOException(file + " is not the state of a sandbox");
            }
            for (Map.Entry<RegistryId, Book> entry : books.entrySet()) {
                load(root.path("registries").path(entry.getKey().id()), entry.getValue(), publishers);
            }
        }
        return publishers;
    }

    private List<TrustedPublisher> publishers() throws IOException {
        Path file = folder.resolve("publishers.json");
        if (!Files.exists(file)) {
            return List.of();
        }
        PublishersFile.Contents contents = PublishersFile.read(new SourceText(file.toString(), text(file)));
        if (!contents.problems().isEmpty()) {
            throw new IOException(file + ": " + contents.problems().getFirst().message());
        }
        return contents.publishers();
    }

    private static String text(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IOException(file + " is too large");
        }
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    private static void load(JsonNode kept, Book book, List<TrustedPublisher> publishers) throws IOException {
        try {
            for (JsonNode one : kept.path("packages")) {
                String name = one.path("name").asText();
                book.create(name);
                if (one.path("closed").isBoolean()) {
                    book.close(name, one.path("closed").booleanValue());
                }
                for (JsonNode release : one.path("releases")) {
                    book.publish(name, release(release, publishers));
                }
            }
            kept.path("used")
                    .properties()
                    .forEach(e -> book.remember(e.getKey(), e.getValue().asLong()));
        } catch (DateTimeException e) {
            throw new IOException("a time in packages.json cannot be read", e);
        }
    }

    private static Release release(JsonNode node, List<TrustedPublisher> publishers) {
        Instant uploaded = Instant.parse(node.path("uploaded").asText());
        String by = node.path("publisher").textValue();
        List<TrustedPublisher> publisher =
                publishers.stream().filter(p -> by != null && by.equals(p.id())).toList();
        Grant grant = publisher.isEmpty()
                ? null
                : new Grant(publisher, List.of(), List.of(), words(node.path("claims")), uploaded, uploaded);
        return new Release(
                node.path("version").asText(),
                node.path("file").asText(),
                words(node.path("digests")),
                words(node.path("metadata")),
                uploaded,
                grant);
    }

    private static Map<String, String> words(JsonNode node) {
        Map<String, String> words = new LinkedHashMap<>();
        node.properties().forEach(e -> words.put(e.getKey(), e.getValue().asText()));
        return words;
    }

    /** Writes everything down; a file is replaced as a whole or not at all. */
    synchronized void save() throws IOException {
        List<TrustedPublisher> publishers = new ArrayList<>();
        books.values().forEach(book -> publishers.addAll(book.publishers()));
        ObjectNode root = JSON.createObjectNode();
        root.put("schema", SCHEMA);
        ObjectNode registries = root.putObject("registries");
        books.forEach((id, book) -> save(registries.putObject(id.id()), book));
        replace("publishers.json", PublishersFile.write(publishers));
        replace("packages.json", JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
    }

    private static void save(ObjectNode kept, Book book) {
        for (String name : book.packages()) {
            ObjectNode one = kept.withArray("packages").addObject();
            one.put("name", name);
            book.closed(name).ifPresent(closed -> one.put("closed", closed));
            for (Release release : book.releases(name)) {
                ObjectNode node = one.withArray("releases").addObject();
                node.put("version", release.version());
                node.put("file", release.file());
                node.put("uploaded", release.uploaded().toString());
                release.digests().forEach(node.putObject("digests")::put);
                release.metadata().forEach(node.putObject("metadata")::put);
                Grant grant = release.grant();
                if (grant != null) {
                    node.put(
                            "publisher",
                            Objects.toString(grant.publishers().getFirst().id(), ""));
                    grant.claims().forEach(node.putObject("claims")::put);
                }
            }
        }
        book.used().forEach(kept.putObject("used")::put);
    }

    private void replace(String name, String text) throws IOException {
        Path fresh = folder.resolve(name + ".new");
        Files.writeString(fresh, text, StandardCharsets.UTF_8);
        Files.move(fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
