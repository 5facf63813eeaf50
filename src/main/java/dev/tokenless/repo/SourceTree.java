package dev.tokenless.repo;

import java.util.List;

/**
 * The files of a repository, read as hostile input: bounded in size, never through a link that leaves the tree, nothing
 * executed. Paths are relative to the root with forward slashes; {@code ..} and absolute paths are answered as absent.
 */
public interface SourceTree {

    /** Reads one file as text. */
    Reading read(String path);

    /**
     * The files directly in a folder, sorted by name; empty where there is no such folder.
     *
     * @param folder the folder's path, empty for the root
     */
    List<String> files(String folder);

    /** The folders directly in a folder, sorted by name, without {@code .git} and without links. */
    List<String> folders(String folder);

    /** How the tree is named to the user. */
    String name();

    /** The answer to reading a file. */
    sealed interface Reading {}

    /** The text was read. */
    record Text(SourceText source) implements Reading {}

    /** There is no such file. */
    record Absent() implements Reading {}

    /** The file is there and was not read. */
    record Unread(Problem problem) implements Reading {}
}
