package dev.tokenless.ui.publisher;

import dev.tokenless.edit.Editor;
import dev.tokenless.edit.FileEdit;
import dev.tokenless.registry.PublishersFile;
import dev.tokenless.registry.Registry;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.repo.Project;
import dev.tokenless.repo.SourceText;
import dev.tokenless.repo.SourceTree;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Publishers as code: what is registered, as the repository's publishers file would say it. */
sealed interface FileOffer {

    /** The edit, to be shown before it is written. */
    record Change(FileEdit edit) implements FileOffer {}

    /** The file says it already. */
    record SaysSo() implements FileOffer {}

    /** The file cannot be read, so nothing is changed in it. */
    record Unreadable() implements FileOffer {}

    /** Computes the edit. Blocking: it reads the file. */
    static FileOffer of(Project project, Registry registry, List<TrustedPublisher> held) {
        return switch (project.tree().read(PublishersFile.PATH)) {
            case SourceTree.Text(SourceText present) -> change(present, PublishersFile.with(present, registry, held));
            case SourceTree.Absent _ -> change(null, PublishersFile.with(null, registry, held));
            case SourceTree.Unread _ -> new Unreadable();
        };
    }

    private static FileOffer change(@Nullable SourceText present, @Nullable String after) {
        if (after == null) {
            return new Unreadable();
        }
        if (present == null) {
            return new Change(Editor.create(PublishersFile.PATH, after));
        }
        return after.equals(present.text())
                ? new SaysSo()
                : new Change(Editor.between(PublishersFile.PATH, present.text(), after));
    }
}
