package dev.tokenless.repo;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** A repository whose files are given as texts by path. */
public final class MemoryTree implements SourceTree {
    private final Map<String, String> texts = new TreeMap<>();
    private final String name;

    /** Paths are relative with forward slashes; others are left out. */
    public MemoryTree(Map<String, String> texts) {
        this("memory", texts);
    }

    /**
     * A tree that names itself.
     *
     * @param name how it is named to the user
     */
    public MemoryTree(String name, Map<String, String> texts) {
        this.name = name;
        texts.forEach((path, text) -> TreePath.normal(path)
                .filter(normal -> !normal.isEmpty())
                .ifPresent(normal -> this.texts.put(normal, text)));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Reading read(String path) {
        Optional<String> normal = TreePath.normal(path);
        String text = normal.isEmpty() ? null : texts.get(normal.get());
        return text == null ? new Absent() : new Text(new SourceText(normal.get(), text));
    }

    @Override
    public Listing list(String folder) {
        Optional<String> normal = TreePath.normal(folder);
        if (normal.isEmpty()) {
            return Listing.EMPTY;
        }
        String prefix = normal.get().isEmpty() ? "" : normal.get() + "/";
        TreeSet<String> files = new TreeSet<>();
        TreeSet<String> folders = new TreeSet<>();
        for (String path : texts.keySet()) {
            if (!path.startsWith(prefix)) {
                continue;
            }
            String rest = path.substring(prefix.length());
            int slash = rest.indexOf('/');
            if (slash < 0) {
                files.add(rest);
            } else if (!rest.startsWith(".git/")) {
                folders.add(rest.substring(0, slash));
            }
        }
        return new Listing(List.copyOf(files), List.copyOf(folders));
    }
}
