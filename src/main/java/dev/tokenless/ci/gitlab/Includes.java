package dev.tokenless.ci.gitlab;

import dev.tokenless.ci.yaml.Parsed;
import dev.tokenless.ci.yaml.Shape;
import dev.tokenless.ci.yaml.YamlDialect;
import dev.tokenless.ci.yaml.YamlNode;
import dev.tokenless.ci.yaml.YamlNode.Mapping;
import dev.tokenless.ci.yaml.YamlNode.Scalar;
import dev.tokenless.ci.yaml.YamlNode.Sequence;
import dev.tokenless.ci.yaml.YamlReader;
import dev.tokenless.repo.Place;
import dev.tokenless.repo.Problem;
import dev.tokenless.repo.SourceText;
import dev.tokenless.repo.SourceTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Follows {@code include:} within the repository; what comes from elsewhere is only named. */
final class Includes {
    /** GitLab's own bound on the files of a pipeline (docs.gitlab.com/ci/yaml/includes). */
    private static final int MAX_FILES = 150;

    private static final int MAX_DEPTH = 20;

    private final SourceTree tree;
    private final Shape shape;
    private final Merging merging = new Merging();
    private final Set<String> onTheWay = new HashSet<>();
    private final Set<Place> references = new HashSet<>();
    private final List<String> elsewhere = new ArrayList<>();
    private final List<Problem> unread = new ArrayList<>();
    private int files;

    Includes(SourceTree tree, Shape shape) {
        this.tree = tree;
        this.shape = shape;
    }

    /** The places of all {@code !reference} lists that were read. */
    Set<Place> references() {
        return references;
    }

    /** What is included from outside the repository, as written. */
    List<String> elsewhere() {
        return List.copyOf(elsewhere);
    }

    /** The problems for which a whole included file is missing. */
    List<Problem> unread() {
        return List.copyOf(unread);
    }

    /** A file's mapping over everything that it includes; later includes lie over earlier ones. */
    Mapping merged(String path, Mapping root, Set<Place> fileReferences) {
        references.addAll(fileReferences);
        YamlNode include = root.get("include").orElse(null);
        if (include == null || !onTheWay.add(path)) {
            return root;
        }
        Mapping below = null;
        for (YamlNode entry : include instanceof Sequence list ? list.items() : List.of(include)) {
            for (Mapping included : entry(entry)) {
                below = below == null ? included : merging.over(below, included);
            }
        }
        onTheWay.remove(path);
        return below == null ? root : merging.over(below, root);
    }

    private List<Mapping> entry(YamlNode entry) {
        return switch (entry) {
            case Scalar s -> {
                if (s.text().contains("://")) {
                    elsewhere.add(s.text());
                    yield List.of();
                }
                yield local(s);
            }
            case Mapping m -> {
                Scalar local = shape.scalar(m, "local");
                if (local != null) {
                    yield local(local);
                }
                for (String kind : List.of("project", "remote", "template", "component")) {
                    m.scalar(kind).ifPresent(s -> elsewhere.add(kind + ": " + s.text()));
                }
                yield List.of();
            }
            case Sequence s -> {
                shape.wrong(s, "include", "a path or a mapping");
                yield List.of();
            }
        };
    }

    private List<Mapping> local(Scalar path) {
        String clean = path.text().startsWith("/") ? path.text().substring(1) : path.text();
        if (clean.contains("$")) {
            elsewhere.add("local: " + path.text());
            return List.of();
        }
        List<String> paths = clean.contains("*") ? matching(clean) : List.of(clean);
        List<Mapping> mappings = new ArrayList<>();
        for (String each : paths) {
            if (++files > MAX_FILES || onTheWay.size() > MAX_DEPTH) {
                shape.problem(path.place(), "More files are included than GitLab allows; the rest is left out.");
                break;
            }
            file(each, path, mappings);
        }
        return mappings;
    }

    private void file(String path, Scalar written, List<Mapping> mappings) {
        switch (tree.read(path)) {
            case SourceTree.Absent _ ->
                shape.problem(written.place(), "The included file '" + path + "' is not in the repository.");
            case SourceTree.Unread(Problem problem) -> missing(problem);
            case SourceTree.Text(SourceText source) -> {
                switch (YamlReader.read(source, YamlDialect.GITLAB)) {
                    case Parsed.Invalid(Problem problem) -> missing(problem);
                    case Parsed.Document document -> {
                        if (document.root() instanceof Mapping root) {
                            mappings.add(merged(path, root, document.references()));
                        } else {
                            missing(new Problem(
                                    document.root().place(),
                                    "An included file must be a mapping, and this file is "
                                            + Shape.kind(document.root()) + "."));
                        }
                    }
                }
            }
        }
    }

    private void missing(Problem problem) {
        shape.problem(problem.place(), problem.message());
        unread.add(problem);
    }

    /** {@code *} stands for a part of a name, {@code **} for any folders. */
    private List<String> matching(String pattern) {
        String[] parts = pattern.split("/", -1);
        List<String> found = new ArrayList<>();
        match(parts, 0, "", found);
        return found;
    }

    private void match(String[] parts, int at, String folder, List<String> found) {
        if (found.size() > MAX_FILES || folder.chars().filter(c -> c == '/').count() > MAX_DEPTH) {
            return;
        }
        if (at == parts.length - 1) {
            for (String file : tree.files(folder)) {
                String path = within(folder, file);
                if (fits(parts[at], file) && !found.contains(path)) {
                    found.add(path);
                }
            }
            return;
        }
        if (parts[at].equals("**")) {
            match(parts, at + 1, folder, found);
        }
        for (String child : tree.folders(folder)) {
            String path = within(folder, child);
            if (parts[at].equals("**")) {
                match(parts, at, path, found);
            } else if (fits(parts[at], child)) {
                match(parts, at + 1, path, found);
            }
        }
    }

    private static String within(String folder, String name) {
        return folder.isEmpty() ? name : folder + "/" + name;
    }

    /** Whether a name fits a pattern of letters and stars, in time proportional to their lengths' product. */
    private static boolean fits(String pattern, String name) {
        boolean[] reached = new boolean[name.length() + 1];
        reached[0] = true;
        for (char c : pattern.toCharArray()) {
            boolean[] next = new boolean[name.length() + 1];
            boolean any = false;
            for (int i = 0; i <= name.length(); i++) {
                if (c == '*') {
                    any |= reached[i];
                    next[i] = any;
                } else if (i < name.length() && reached[i] && name.charAt(i) == c) {
                    next[i + 1] = true;
                }
            }
            reached = next;
        }
        return reached[name.length()];
    }
}
