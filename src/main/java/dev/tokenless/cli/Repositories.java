package dev.tokenless.cli;

import dev.tokenless.migration.Clones;
import dev.tokenless.report.Escaping;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The folders that a call names. */
final class Repositories {
    private Repositories() {}

    /** The named folders, then those of each folder of clones or list; refuses what is neither. */
    static List<Path> of(Terminal terminal, List<String> paths, List<String> each) {
        List<Path> folders = new ArrayList<>();
        for (String path : paths) {
            folders.add(folder(terminal, path));
        }
        for (String path : each) {
            folders.addAll(clones(terminal, path));
        }
        if (folders.isEmpty()) {
            folders.add(folder(terminal, "."));
        }
        return folders;
    }

    /** The repositories of a folder of clones, sorted, or of a text file that lists folders, in its order. */
    static List<Path> clones(Terminal terminal, String path) {
        Path given;
        try {
            given = terminal.directory().resolve(path);
        } catch (java.nio.file.InvalidPathException invalid) {
            throw new Bug.Refusal(ExitStatus.UNUSABLE, path + " is not a path.");
        }
        return switch (Clones.of(given)) {
            case Clones.Folders(List<Path> found, List<String> missing) -> {
                missing.forEach(
                        line -> terminal.err().println(Escaping.terminal(line) + " is not a folder; it is left out."));
                yield found;
            }
            case Clones.Unusable(String sentence) -> throw new Bug.Refusal(ExitStatus.UNUSABLE, sentence);
        };
    }

    /** One named folder. */
    static Path folder(Terminal terminal, String path) {
        Path folder;
        try {
            folder = terminal.directory().resolve(path);
        } catch (java.nio.file.InvalidPathException invalid) {
            throw new Bug.Refusal(ExitStatus.UNUSABLE, path + " is not a path.");
        }
        if (!Files.exists(folder)) {
            throw new Bug.Refusal(ExitStatus.UNUSABLE, path + " does not exist. Name the folder of a repository.");
        }
        if (!Files.isDirectory(folder)) {
            throw new Bug.Refusal(ExitStatus.UNUSABLE, path + " is not a folder. Name the folder of a repository.");
        }
        return path.isEmpty() ? Path.of(".") : folder;
    }
}
