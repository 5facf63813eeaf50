package dev.tokenless.repo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A path inside a tree, made safe: relative, forward slashes, no way up. */
final class TreePath {
    private TreePath() {}

    /**
     * The path without {@code .} and empty segments; empty text for the root.
     *
     * @return nothing where the path is absolute, leads upwards, or holds what no path in a repository holds
     */
    static Optional<String> normal(String path) {
        if (path.startsWith("/") || path.indexOf('\\') >= 0 || path.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        List<String> segments = new ArrayList<>();
        for (String segment : path.split("/")) {
            if (segment.equals("..")) {
                return Optional.empty();
            }
            if (!segment.isEmpty() && !segment.equals(".")) {
                segments.add(segment);
            }
        }
        return Optional.of(String.join("/", segments));
    }
}
