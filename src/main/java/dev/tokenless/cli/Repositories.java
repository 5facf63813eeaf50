package dev.tokenless.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The folders that a call names. */
final class Repositories {
    private Repositories() {}

    /** The named folders, then the folders in each folder of clones, sorted; refuses what is not a folder. */
    static List<Path> of(Terminal terminal, List<String> paths, List<String> each) {
        List<Path> folders = new ArrayList<>();
        for (String path : paths) {
            folders.add(folder(terminal, path));
        }
        for (String path : each) {
            Path folder = folder(terminal, path);
            try (Stream<Path> children = Files.list(folder)) {
                children.filter(child -> Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS))
                        .sorted()
                        .forEach(folders::add);
            } catch (IOException unreadable) {
                throw new Bug.Refusal(ExitStatus.UNUSABLE, path + " cannot be read. Check its permissions.");
            }
        }
        if (folders.isEmpty()) {
            if (!each.isEmpty()) {
                throw new Bug.Refusal(
                        ExitStatus.UNUSABLE, String.join(", ", each) + " holds no folder. Name a folder of clones.");
            }
            folders.add(folder(terminal, "."));
        }
        return folders;
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
