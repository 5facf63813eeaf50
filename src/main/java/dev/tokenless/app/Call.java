package dev.tokenless.app;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What is meant by the arguments: a command, or folders to open in the window. */
sealed interface Call {

    /** A command with its options, a mistyped one too. */
    record Command() implements Call {}

    /** Folders to open, absolute; none for the window alone. */
    record Folders(List<Path> folders) implements Call {
        public Folders {
            folders = List.copyOf(folders);
        }
    }

    /** A path that cannot be opened, with the reason and what to do. */
    record Refused(String sentence) implements Call {}

    /**
     * Reads the arguments. A command wins over a folder of its name, which {@code ./NAME} names.
     *
     * @param command whether a word is a command
     */
    static Call of(String[] args, Predicate<String> command) {
        if (args.length > 0 && (args[0].startsWith("-") || command.test(args[0]))) {
            return new Command();
        }
        List<Path> folders = new ArrayList<>();
        for (String arg : args) {
            Path path;
            try {
                path = Path.of(arg).toAbsolutePath().normalize();
            } catch (InvalidPathException noPath) {
                return new Command();
            }
            if (!Files.isDirectory(path)) {
                return folders.isEmpty() ? noFolder(arg, path) : alone(args[0], arg);
            }
            folders.add(path);
        }
        return new Folders(folders);
    }

    private static Call noFolder(String arg, Path path) {
        if (Files.exists(path)) {
            return new Refused(arg + " is not a folder. Name the folder of a repository.");
        }
        // A word without a slash is rather a command that was mistyped.
        boolean looksLikePath = arg.contains("/") || arg.contains("\\");
        return looksLikePath ? new Refused(arg + " does not exist. Name the folder of a repository.") : new Command();
    }

    private static Call alone(String folder, String other) {
        return new Refused("what comes after a folder must be a folder, and " + other
                + " is none. For the terminal: tokenless check " + folder + ".");
    }
}
