package dev.tokenless.cli;

import dev.tokenless.edit.Editor;
import dev.tokenless.edit.FileEdit;
import dev.tokenless.edit.WriteResult;
import dev.tokenless.registry.PublishersFile;
import dev.tokenless.registry.Registry;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.repo.SourceText;
import dev.tokenless.repo.SourceTree;
import dev.tokenless.repo.manifest.ProjectReader;
import dev.tokenless.report.Escaping;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what was registered into the repository's publishers file, once the user agreed. */
final class PublishersWriting {
    private PublishersWriting() {}

    /** @param wanted whether the call itself asked for it, so that nobody is asked */
    static int offer(Terminal terminal, Path folder, Map<Registry, List<TrustedPublisher>> registered, boolean wanted)
            throws IOException {
        if (!wanted && !terminal.interactive()) {
            return ExitStatus.FINE;
        }
        FileEdit edit = edit(terminal, folder, registered);
        if (edit == null) {
            return ExitStatus.FINE;
        }
        if (!wanted
                && !terminal.ask("Write it to " + PublishersFile.PATH + ", so that check holds every change against it?"
                                + " [y/N] ")
                        .strip()
                        .equalsIgnoreCase("y")) {
            return ExitStatus.FINE;
        }
        return switch (Editor.write(folder, List.of(edit))) {
            case WriteResult.Written _ -> {
                terminal.err().println("Wrote " + PublishersFile.PATH);
                yield ExitStatus.FINE;
            }
            case WriteResult.Refused(String reason, String manual) ->
                throw new Bug.Refusal(ExitStatus.UNUSABLE, Escaping.terminal(reason + " " + manual));
        };
    }

    /** Null where the file says it already, or cannot be read. */
    private static @Nullable FileEdit edit(
            Terminal terminal, Path folder, Map<Registry, List<TrustedPublisher>> registered) throws IOException {
        SourceText present = switch (ProjectReader.read(folder).tree().read(PublishersFile.PATH)) {
            case SourceTree.Text(SourceText text) -> text;
            case SourceTree.Absent _ -> null;
            case SourceTree.Unread(var problem) -> {
                terminal.complain(problem.message());
                yield new SourceText(PublishersFile.PATH, "{");
            }
        };
        String before = present == null ? "" : present.text();
        @Nullable String after = present == null ? null : before;
        SourceText now = present;
        for (Map.Entry<Registry, List<TrustedPublisher>> one : registered.entrySet()) {
            if (one.getValue().isEmpty()) {
                continue;
            }
            after = PublishersFile.with(now, one.getKey(), one.getValue());
            if (after == null) {
                terminal.complain(PublishersFile.PATH + " is not valid JSON, so nothing is written to it.");
                return null;
            }
            now = new SourceText(PublishersFile.PATH, after);
        }
        if (after == null || after.equals(before)) {
            return null;
        }
        return present == null
                ? Editor.create(PublishersFile.PATH, after)
                : Editor.between(PublishersFile.PATH, before, after);
    }
}
