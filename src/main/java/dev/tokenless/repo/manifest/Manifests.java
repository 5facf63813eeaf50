package dev.tokenless.repo.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tokenless.repo.DeclaredPackage;
import dev.tokenless.repo.Place;
import dev.tokenless.repo.Problem;
import dev.tokenless.repo.SourceText;
import dev.tokenless.repo.SourceTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The reading of one repository's manifests: each file read once, what was found and what was wrong collected. */
final class Manifests {
    private static final int LONGEST_CODE = 256 * 1024;
    private static final int MOST_MEMBERS = 1000;

    private final SourceTree tree;
    private final Map<String, JsonNode> documents = new HashMap<>();
    private final Set<String> told = new LinkedHashSet<>();
    private final List<DeclaredPackage> packages = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    /** Folders that a workspace counts among its members, as patterns from the root. */
    private final Set<String> members = new LinkedHashSet<>();

    Manifests(SourceTree tree) {
        this.tree = tree;
    }

    /** The path of a file in a folder; the root folder is empty text. */
    static String in(String folder, String file) {
        return folder.isEmpty() ? file : folder + "/" + file;
    }

    /** A file's text; where it cannot be read, nothing, and the problem is kept. */
    Optional<SourceText> text(String path) {
        return switch (tree.read(path)) {
            case SourceTree.Text(SourceText source) -> Optional.of(source);
            case SourceTree.Absent() -> Optional.empty();
            case SourceTree.Unread(Problem problem) -> {
                problem(problem);
                yield Optional.empty();
            }
        };
    }

    /** The text of a manifest that is a program or an INI file: none that is written by hand is long. */
    Optional<SourceText> code(String path) {
        Optional<SourceText> source = text(path);
        if (source.isPresent() && source.get().text().length() > LONGEST_CODE) {
            problem(Problem.of(path, "The file is longer than 256 KiB, so no package name was looked for in it."));
            return Optional.empty();
        }
        return source;
    }

    /** A TOML document; a missing node where there is none or it is not valid, which is kept as a problem. */
    JsonNode toml(String path) {
        return document(path, Documents::toml);
    }

    /** A JSON document; a missing node where there is none or it is not valid, which is kept as a problem. */
    JsonNode json(String path) {
        return document(path, Documents::json);
    }

    private interface Format {
        Documents.Answer read(SourceText source);
    }

    private JsonNode document(String path, Format format) {
        JsonNode known = documents.get(path);
        if (known != null) {
            return known;
        }
        JsonNode node = MissingNode.getInstance();
        Optional<SourceText> source = text(path);
        if (source.isPresent()) {
            switch (format.read(source.get())) {
                case Documents.Document(JsonNode root) -> node = root;
                case Documents.Invalid(Problem problem) -> problem(problem);
            }
        }
        documents.put(path, node);
        return node;
    }

    void add(DeclaredPackage found) {
        packages.add(found);
    }

    void problem(Problem problem) {
        if (told.add(problem.place() + problem.message())) {
            problems.add(problem);
        }
    }

    void problem(Place place, String message) {
        problem(new Problem(place, message));
    }

    /** Remembers a workspace's members, so that the search also looks where it else would not. */
    void members(String folder, Iterable<String> patterns) {
        for (String pattern : patterns) {
            String plain = Arrays.stream(pattern.strip().split("/"))
                    .filter(segment -> !segment.isEmpty() && !segment.equals("."))
                    .collect(Collectors.joining("/"));
            boolean usable = !plain.isEmpty() && !pattern.startsWith("!") && !pattern.startsWith("/");
            if (usable && members.size() < MOST_MEMBERS) {
                members.add(in(folder, plain));
            }
        }
    }

    Set<String> members() {
        return members;
    }

    List<DeclaredPackage> packages() {
        return packages;
    }

    List<Problem> problems() {
        return problems;
    }
}
