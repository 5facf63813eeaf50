package dev.tokenless.repo.manifest;

import dev.tokenless.repo.Place;
import dev.tokenless.repo.SourceTree;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Looks for manifests, the nearest folders first and within bounds: thousands of repositories are read in one run, and
 * one may hold a million folders. Folders that hold dependencies, build results, tests or examples are left out, unless
 * a workspace counts them among its members.
 */
final class ManifestSearch {
    private static final int DEEPEST = 5;
    private static final int MOST_FOLDERS = 2000;

    /** Never a package of this repository, whatever a workspace says. */
    private static final Set<String> FOREIGN = Set.of("node_modules", ".git", "site-packages", "bower_components");

    private static final Set<String> LEFT_OUT = Set.of(
            "vendor",
            "vendored",
            "third_party",
            "third-party",
            "thirdparty",
            "target",
            "dist",
            "build",
            "out",
            "bin",
            "obj",
            "venv",
            "env",
            "virtualenv",
            "__pycache__",
            "coverage",
            "Pods",
            "tmp",
            "temp",
            "test",
            "tests",
            "__tests__",
            "spec",
            "specs",
            "e2e",
            "fixtures",
            "__fixtures__",
            "__snapshots__",
            "testdata",
            "test-data",
            "test_data",
            "testing",
            "example",
            "examples",
            "sample",
            "samples",
            "demo",
            "demos",
            "playground",
            "playgrounds",
            "doc",
            "docs",
            "documentation",
            "template",
            "templates",
            "bench",
            "benches",
            "benchmark",
            "benchmarks",
            "fuzz");

    private final SourceTree tree;
    private final Manifests manifests;
    private final Set<String> seen = new HashSet<>();
    private final Queue<String> waiting = new ArrayDeque<>();
    private int visited;

    ManifestSearch(SourceTree tree, Manifests manifests) {
        this.tree = tree;
        this.manifests = manifests;
    }

    void run() {
        waiting.add("");
        walk();
        // Members that the walk left out: by name, or because they lie deeper.
        for (int done = 0; done < manifests.members().size(); ) {
            done = manifests.members().size();
            for (String pattern : Set.copyOf(manifests.members())) {
                expand("", pattern.split("/"), 0);
            }
            walk();
        }
        if (visited >= MOST_FOLDERS) {
            manifests.problem(
                    Place.startOf("."),
                    "The repository has very many folders; packages were looked for in the nearest " + MOST_FOLDERS
                            + " only.");
        }
    }

    private void walk() {
        while (!waiting.isEmpty() && visited < MOST_FOLDERS) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            String folder = waiting.remove();
            if (!seen.add(folder)) {
                continue;
            }
            visited++;
            SourceTree.Listing listing = tree.list(folder);
            read(folder, Set.copyOf(listing.files()));
            if (depth(folder) < DEEPEST) {
                for (String name : listing.folders()) {
                    if (!name.startsWith(".") && !FOREIGN.contains(name) && !LEFT_OUT.contains(name)) {
                        waiting.add(Manifests.in(folder, name));
                    }
                }
            }
        }
    }

    private void read(String folder, Set<String> files) {
        if (files.contains(NpmManifest.FILE) || files.contains("pnpm-workspace.yaml") || files.contains("lerna.json")) {
            NpmManifest.read(manifests, folder, files);
        }
        if (files.contains(CargoManifest.FILE)) {
            CargoManifest.read(manifests, folder);
        }
        if (PythonManifest.FILES.stream().anyMatch(files::contains)) {
            PythonManifest.read(manifests, folder, files);
        }
        files.stream()
                .filter(file -> file.endsWith(".gemspec") && file.length() > ".gemspec".length())
                .sorted()
                .limit(200)
                .forEach(file -> GemManifest.read(manifests, folder, file));
    }

    /** Queues the folders that a member pattern names; {@code **} adds nothing to what the walk found below. */
    private void expand(String folder, String[] pattern, int at) {
        if (at == pattern.length) {
            waiting.add(folder);
            return;
        }
        if (visited + waiting.size() >= MOST_FOLDERS) {
            return;
        }
        String segment = pattern[at];
        if (segment.equals("**")) {
            waiting.add(folder);
            return;
        }
        if (segment.equals("..") || FOREIGN.contains(segment)) {
            return;
        }
        if (segment.indexOf('*') < 0 && segment.indexOf('?') < 0 && segment.indexOf('{') < 0) {
            expand(Manifests.in(folder, segment), pattern, at + 1);
            return;
        }
        Pattern name = glob(segment);
        for (String child : tree.folders(folder)) {
            if (!FOREIGN.contains(child) && name.matcher(child).matches()) {
                expand(Manifests.in(folder, child), pattern, at + 1);
            }
        }
    }

    /** One segment of a glob. With very many stars matching would take for ever, so such a one is taken as written. */
    private static Pattern glob(String segment) {
        if (segment.chars().filter(c -> c == '*').count() > 4) {
            return Pattern.compile(Pattern.quote(segment));
        }
        StringBuilder regex = new StringBuilder();
        boolean inBraces = false;
        for (char c : segment.replaceAll("\\*+", "*").toCharArray()) {
            switch (c) {
                case '*' -> regex.append("[^/]*");
                case '?' -> regex.append("[^/]");
                case '{' -> {
                    regex.append("(?:");
                    inBraces = true;
                }
                case '}' -> {
                    regex.append(inBraces ? ")" : "\\}");
                    inBraces = false;
                }
                case ',' -> regex.append(inBraces ? "|" : ",");
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(inBraces ? Pattern.quote(segment) : regex.toString());
    }

    private static int depth(String folder) {
        return folder.isEmpty()
                ? 0
                : 1 + (int) folder.chars().filter(c -> c == '/').count();
    }
}
