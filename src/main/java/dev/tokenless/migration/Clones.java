package dev.tokenless.migration;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The repositories that a portfolio is made of: the clones in a folder, or the folders that a text file lists, one a line.
 * Links are not followed.
 */
public final class Clones {
    /** A list of more characters than this was not written by a person or a script for this purpose. */
    private static final long LONGEST_LIST = 4L << 20;

    /** Of a line that names no folder no more than this is said: it may be of a log, or of no text at all. */
    private static final int LONGEST_QUOTED = 80;

    /** How far below the folder clones may lie: hosts and owners make folders of their own ({@code host/owner/name}). */
    private static final int DEPTH = 3;

    private Clones() {}

    /** What was found. */
    public sealed interface Found {}

    /**
     * The folders, sorted where a folder was named, else in the list's order.
     *
     * @param missing the lines of the list that name no folder
     */
    public record Folders(List<Path> folders, List<String> missing) implements Found {
        public Folders {
            folders = List.copyOf(folders);
            missing = List.copyOf(missing);
        }
    }

    /** Neither a folder nor a list, or not readable; with what to do. */
    public record Unusable(String sentence) implements Found {}

    /** Finds the repositories of a folder or a list. */
    public static Found of(Path given) {
        try {
            if (Files.isDirectory(given)) {
                return folder(given);
            }
            if (Files.isRegularFile(given)) {
                return list(given);
            }
        } catch (IOException e) {
            return new Unusable(given + " cannot be read. Check its permissions.");
        }
        return new Unusable(
                given + " does not exist. Name a folder of clones, or a text file that lists folders, one a line.");
    }

    private static Found folder(Path folder) throws IOException {
        List<Path> found = new ArrayList<>();
        if (Files.exists(folder.resolve(".git"), LinkOption.NOFOLLOW_LINKS)) {
            found.add(folder);
            for (Path child : children(folder)) {
                if (cloned(child)) {
                    found.add(child);
                }
            }
        } else {
            for (Path child : children(folder)) {
                collect(child, DEPTH - 1, found);
            }
        }
        return found.isEmpty()
                ? new Unusable(folder + " holds no folder. Name a folder of clones.")
                : new Folders(found, List.of());
    }

    /** A folder that is no repository itself stands for the clones in it; where there are none, for itself. */
    private static void collect(Path folder, int depth, List<Path> found) {
        if (depth == 0 || repository(folder)) {
            found.add(folder);
            return;
        }
        List<Path> below = new ArrayList<>();
        try {
            for (Path child : children(folder)) {
                if (cloned(child)) {
                    below.add(child);
                } else if (depth > 1) {
                    below.addAll(clonesIn(child));
                }
            }
        } catch (IOException unreadable) {
            below.clear(); // the reader of the repository says that the folder cannot be read
        }
        if (below.isEmpty()) {
            found.add(folder);
        } else {
            found.addAll(below);
        }
    }

    private static List<Path> clonesIn(Path folder) throws IOException {
        return children(folder).stream().filter(Clones::cloned).toList();
    }

    private static boolean cloned(Path folder) {
        return Files.exists(folder.resolve(".git"), LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean repository(Path folder) {
        return cloned(folder)
                || Files.exists(folder.resolve(".github"), LinkOption.NOFOLLOW_LINKS)
                || Files.exists(folder.resolve(".gitlab-ci.yml"), LinkOption.NOFOLLOW_LINKS);
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(p -> Files.isDirectory(p, LinkOption.NOFOLLOW_LINKS))
                    .filter(p -> !String.valueOf(p.getFileName()).equals(".git"))
                    .sorted()
                    .toList();
        }
    }

    private static Found list(Path file) throws IOException {
        if (Files.size(file) > LONGEST_LIST) {
            return new Unusable(file + " is too long for a list of folders.");
        }
        Path base = Objects.requireNonNullElse(file.toAbsolutePath().getParent(), file.toAbsolutePath());
        Set<Path> folders = new LinkedHashSet<>();
        List<String> missing = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(file)) {
                String named = line.replace("\ufeff", "").strip();
                if (named.isEmpty() || named.startsWith("#")) {
                    continue;
                }
                Path folder = path(base, named);
                if (folder != null && Files.isDirectory(folder)) {
                    folders.add(folder);
                } else {
                    missing.add(named);
                }
            }
        } catch (MalformedInputException notText) {
            return new Unusable(file + " is not a text file. List one folder a line, in UTF-8.");
        }
        if (folders.isEmpty()) {
            return new Unusable(
                    missing.isEmpty()
                            ? file + " lists no folder. List one a line."
                            : file + " lists no folder that exists; the first line is " + shortened(missing.getFirst())
                                    + ".");
        }
        return new Folders(List.copyOf(folders), missing);
    }

    private static String shortened(String line) {
        return line.length() <= LONGEST_QUOTED ? line : line.substring(0, LONGEST_QUOTED) + "\u2026";
    }

    private static @org.jspecify.annotations.Nullable Path path(Path base, String named) {
        try {
            return base.resolve(named).normalize();
        } catch (InvalidPathException notAPath) {
            return null;
        }
    }
}
