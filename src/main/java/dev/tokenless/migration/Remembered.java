package dev.tokenless.migration;

import dev.tokenless.check.Inspection;
import dev.tokenless.edit.UndoLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a repository's migration between two starts of the program. It holds no secret.
 *
 * @param packages what was seen or said, by {@code registry/package}
 * @param undo what was written into the repository, newest last, with the way back
 * @param secretNames the names, never the values, of the secrets that a package's jobs handed over before they were
 *     migrated, by {@code registry/package}
 */
public record Remembered(
        Map<String, Map<Stage, Mark>> packages, List<Written> undo, Map<String, Set<String>> secretNames) {
    /** Nothing yet. */
    public static final Remembered NOTHING = new Remembered(Map.of(), List.of(), Map.of());

    public Remembered {
        packages = Collections.unmodifiableMap(new LinkedHashMap<>(packages));
        undo = List.copyOf(undo);
        Map<String, Set<String>> names = new LinkedHashMap<>();
        secretNames.forEach((key, set) -> names.put(key, Collections.unmodifiableSet(new TreeSet<>(set))));
        secretNames = Collections.unmodifiableMap(names);
    }

    /**
     * One stage's mark.
     *
     * @param kind {@code seen}, {@code said} or {@code skipped}
     * @param of what it was seen of, one thing a line; where that has changed, the mark says nothing any more. Null for a
     *     mark that holds whatever changes
     */
    public record Mark(
            Kind kind,
            String evidence,
            Instant at,
            @Nullable String of) {
        /** A mark that holds whatever changes. */
        public Mark(Kind kind, String evidence, Instant at) {
            this(kind, evidence, at, null);
        }
    }

    /** Who or what set a mark. */
    public enum Kind {
        SEEN,
        SAID,
        SKIPPED
    }

    /**
     * One writing into the repository.
     *
     * @param what the command or step that wrote
     * @param log the way back
     * @param folder the clone that was written into, null where an older version of the program kept it
     */
    public record Written(
            String what, UndoLog log, Instant at, @Nullable String folder) {
        /** Of a clone that is not known. */
        public Written(String what, UndoLog log, Instant at) {
            this(what, log, at, null);
        }

        /** Into this clone. */
        public static Written into(Path folder, String what, UndoLog log, Instant at) {
            return new Written(what, log, at, place(folder));
        }

        /**
         * Whether this is the clone that was written into: another one of the same repository may hold the same lines, and
         * they are not this one's to take back. A clone that is no longer where it was may have been moved here.
         */
        public boolean in(Path clone) {
            String known = folder;
            return known == null || known.equals(place(clone)) || !there(known);
        }

        private static boolean there(String folder) {
            try {
                return Files.isDirectory(Path.of(folder));
            } catch (InvalidPathException damaged) {
                return false;
            }
        }

        private static String place(Path folder) {
            try {
                return folder.toRealPath().toString();
            } catch (IOException gone) {
                return folder.toAbsolutePath().normalize().toString();
            }
        }
    }

    /** What was written into one clone, newest last. */
    public List<Written> writtenIn(Path clone) {
        return undo.stream().filter(written -> written.in(clone)).toList();
    }

    /** The marks of one package. */
    public Map<Stage, Mark> marks(String packageKey) {
        return packages.getOrDefault(packageKey, Map.of());
    }

    /** Whether this program wrote into a file of one of these jobs. */
    boolean wrote(List<Inspection.Examined> jobs) {
        Set<String> paths = new TreeSet<>();
        jobs.forEach(job -> paths.add(job.job().path()));
        return undo.stream()
                .flatMap(written -> written.log().entries().stream())
                .anyMatch(entry -> paths.contains(entry.path()));
    }

    /** The names of the secrets that hold a package's token, as far as they were ever seen. */
    public Set<String> secretNames(String packageKey) {
        return secretNames.getOrDefault(packageKey, Set.of());
    }

    /** With names of secrets that hold a package's token. */
    public Remembered withSecretNames(String packageKey, Set<String> names) {
        if (secretNames(packageKey).containsAll(names)) {
            return this;
        }
        Map<String, Set<String>> changed = new LinkedHashMap<>(secretNames);
        Set<String> all = new TreeSet<>(secretNames(packageKey));
        all.addAll(names);
        changed.put(packageKey, all);
        return new Remembered(packages, undo, changed);
    }

    /** With one mark set. */
    public Remembered with(String packageKey, Stage stage, Mark mark) {
        Map<String, Map<Stage, Mark>> changed = new LinkedHashMap<>(packages);
        Map<Stage, Mark> marks = new EnumMap<>(Stage.class);
        marks.putAll(marks(packageKey));
        marks.put(stage, mark);
        changed.put(packageKey, Collections.unmodifiableMap(marks));
        return new Remembered(changed, undo, secretNames);
    }

    /** With one mark taken away. */
    public Remembered without(String packageKey, Stage stage) {
        Map<String, Map<Stage, Mark>> changed = new LinkedHashMap<>(packages);
        Map<Stage, Mark> marks = new EnumMap<>(Stage.class);
        marks.putAll(marks(packageKey));
        marks.remove(stage);
        changed.put(packageKey, Collections.unmodifiableMap(marks));
        return new Remembered(changed, undo, secretNames);
    }

    /** With one more writing. */
    public Remembered with(Written written) {
        List<Written> more = new java.util.ArrayList<>(undo);
        more.add(written);
        return new Remembered(packages, more, secretNames);
    }

    /** Without one writing into a clone: it was taken back there. */
    public Remembered without(Path clone, UndoLog log) {
        return new Remembered(
                packages,
                undo.stream().filter(w -> !w.log().equals(log) || !w.in(clone)).toList(),
                secretNames);
    }
}
