package dev.tokenless.repo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files of a repository, read as hostile input: bounded in size, never through a link that leaves the tree, nothing
 * executed. Paths are relative to the root with forward slashes; {@code ..} and absolute paths are answered as absent.
 */
public interface SourceTree {

    /** Reads one file as text. */
    Reading read(String path);

    /**
     * What lies directly in a folder; empty where there is no such folder.
     *
     * @param folder the folder's path, empty for the root
     */
    Listing list(String folder);

    /**
     * The files directly in a folder, sorted by name; empty where there is no such folder.
     *
     * @param folder the folder's path, empty for the root
     */
    default List<String> files(String folder) {
        return list(folder).files();
    }

    /** The folders directly in a folder, sorted by name, without {@code .git} and without links. */
    default List<String> folders(String folder) {
        return list(folder).folders();
    }

    /** How the tree is named to the user. */
    String name();

    /**
     * What lies directly in a folder, by name alone.
     *
     * @param files everything that is no folder, sorted; links and special files among them, so that reading says why
     *     they are not read
     * @param folders sorted, without {@code .git} and without links
     * @param unread why more may lie there than is listed; null where everything is listed
     */
    record Listing(
            List<String> files,
            List<String> folders,
            @Nullable Problem unread) {
        public static final Listing EMPTY = new Listing(List.of(), List.of());

        public Listing {
            files = List.copyOf(files);
            folders = List.copyOf(folders);
        }

        /** Everything that lies there. */
        public Listing(List<String> files, List<String> folders) {
            this(files, folders, null);
        }
    }

    /** The answer to reading a file. */
    sealed interface Reading {}

    /** The text was read. */
    record Text(SourceText source) implements Reading {}

    /** There is no such file. */
    record Absent() implements Reading {}

    /** The file is there and was not read. */
    record Unread(Problem problem) implements Reading {}
}
