package dev.tokenless.ui.shell;

import dev.tokenless.migration.Clones;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/** What was dropped on the window, and what is to be made of it. */
sealed interface Dropped {
    /** Further up than this no repository is looked for. */
    int HIGHEST = 64;

    /** One repository. */
    record Repository(Path folder) implements Dropped {}

    /** A folder that holds several repositories, or a list of them. */
    record Many(Path source) implements Dropped {}

    /** Several folders. */
    record Folders(List<Path> all) implements Dropped {}

    /** A file that lies in no repository. */
    record LooseFile(Path file) implements Dropped {}

    /** A file that was dropped on Portfolio and is no list of folders, with why not. */
    record NoList(String sentence) implements Dropped {}

    /** A link, a piece of text, or something that is no longer there. */
    record Nothing() implements Dropped {}

    /**
     * Looks at what was dropped; reads the disk.
     *
     * @param portfolio whether Portfolio is shown: there a file may be a list of folders, and a folder need not hold more
     *     than one clone
     */
    static Dropped of(List<Path> dropped, boolean portfolio) {
        List<Path> folders = dropped.stream().filter(Files::isDirectory).toList();
        if (folders.size() > 1) {
            return new Folders(folders);
        }
        if (folders.size() == 1) {
            Path folder = folders.getFirst();
            return holds(folder, portfolio ? 1 : 2) ? new Many(folder) : new Repository(folder);
        }
        Path file = dropped.stream().filter(Files::isRegularFile).findFirst().orElse(null);
        if (file == null) {
            return new Nothing();
        }
        if (portfolio) {
            return Clones.of(file) instanceof Clones.Unusable(String sentence) ? new NoList(sentence) : new Many(file);
        }
        Path at = file.toAbsolutePath().normalize().getParent();
        for (int up = 0; at != null && up < HIGHEST; up++, at = at.getParent()) {
            if (repository(at)) {
                return new Repository(at);
            }
        }
        return new LooseFile(file);
    }

    private static boolean repository(Path folder) {
        return Files.exists(folder.resolve(".git"), LinkOption.NOFOLLOW_LINKS)
                || Files.exists(folder.resolve(".github"), LinkOption.NOFOLLOW_LINKS);
    }

    /** Whether a folder that is no repository holds at least so many clones. */
    private static boolean holds(Path folder, int clones) {
        return !repository(folder)
                && Clones.of(folder) instanceof Clones.Folders found
                && found.folders().stream()
                                .filter(f -> Files.exists(f.resolve(".git"), LinkOption.NOFOLLOW_LINKS))
                                .limit(clones)
                                .count()
                        == clones;
    }
}
