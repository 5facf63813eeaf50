package dev.tokenless.check;

import dev.tokenless.repo.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The CI files of a project that could not be read: whether they publish, and as whom, is not known. Nothing may be
 * concluded from what is missing in an inspection while there is one.
 *
 * @param problems what is wrong with them, in the order of their paths
 */
public record Unread(List<Problem> problems) {
    /** Every CI file was read. */
    public static final Unread NOTHING = new Unread(List.of());

    public Unread {
        problems = List.copyOf(problems);
    }

    /** Whether every CI file was read. */
    public boolean isEmpty() {
        return problems.isEmpty();
    }

    /** What to look at first; empty where every CI file was read. */
    public Optional<Problem> first() {
        return problems.stream().findFirst();
    }

    /** The files, each once. */
    public List<String> paths() {
        Set<String> paths = new LinkedHashSet<>();
        problems.forEach(p -> paths.add(p.place().path()));
        return new ArrayList<>(paths);
    }

    /**
     * What is not known and what to do, two whole sentences, text of the repository not yet escaped.
     *
     * @param more whether something was found in the other files
     * @throws IllegalStateException where every CI file was read
     */
    public String sentence(boolean more) {
        Problem first = first().orElseThrow(() -> new IllegalStateException("every file was read"));
        List<String> paths = paths();
        String what = more ? "What else is published is not known: " : "What is published is not known: ";
        boolean whole = paths.getFirst().equals(".");
        String files = whole
                ? "the folder could not be read."
                : paths.size() == 1
                        ? paths.getFirst() + " could not be read (line "
                                + first.place().line() + ")."
                        : paths.getFirst() + " and " + (paths.size() - 1)
                                + (paths.size() == 2 ? " other file" : " other files") + " could not be read.";
        return what + files + (whole ? "" : paths.size() == 1 ? " Fix it first." : " Fix them first.");
    }
}
