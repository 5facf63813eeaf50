package dev.tokenless.cli;

import dev.tokenless.registry.PublishersFile;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.repo.Problem;
import dev.tokenless.repo.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The publishers file that a call names. */
final class Publishers {
    /** A publishers file is a list of records; more than this is none. */
    private static final long MOST_BYTES = 16L << 20;

    private Publishers() {}

    static List<TrustedPublisher> read(Terminal terminal, String file) {
        Path path = terminal.directory().resolve(file);
        String text;
        try {
            if (file.equals("-")) {
                text = new String(terminal.in().readNBytes((int) MOST_BYTES), java.nio.charset.StandardCharsets.UTF_8);
            } else {
                if (Files.size(path) > MOST_BYTES) {
                    throw new Bug.Refusal(ExitStatus.UNUSABLE, file + " is too large for a publishers file.");
                }
                text = Files.readString(path);
            }
        } catch (java.nio.file.NoSuchFileException absent) {
            throw new Bug.Refusal(ExitStatus.UNUSABLE, file + " does not exist. Name a publishers file.");
        } catch (IOException unreadable) {
            throw new Bug.Refusal(ExitStatus.UNUSABLE, file + " cannot be read as UTF-8 text.");
        }
        PublishersFile.Contents contents = PublishersFile.read(new SourceText(file, text));
        if (!contents.problems().isEmpty()) {
            Problem first = contents.problems().getFirst();
            throw new Bug.Refusal(
                    ExitStatus.UNUSABLE,
                    file + ":" + first.place().line() + ":" + first.place().column() + ": " + first.message());
        }
        contents.warnings()
                .forEach(w -> terminal.complain(
                        file + ":" + w.place().line() + ":" + w.place().column() + ": " + w.message()));
        return contents.publishers();
    }
}
