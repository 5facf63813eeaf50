package dev.tokenless.ui.session;

import dev.tokenless.edit.Editor;
import dev.tokenless.edit.FileEdit;
import dev.tokenless.edit.UndoLog;
import dev.tokenless.edit.WriteResult;
import dev.tokenless.migration.Remembered;
import dev.tokenless.ui.Background;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Texts;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** Writes files of the open project, keeps what takes them back, and reads the project again. */
public final class Writing {
    private final Session session;
    private final Background background;
    private final Opening opening;
    private final Keeping keeping;
    private final Texts texts;
    private final ReadOnlyObjectWrapper<Rich> refusal = new ReadOnlyObjectWrapper<>(Rich.EMPTY);

    public Writing(Session session, Background background, Opening opening, Keeping keeping, Texts texts) {
        this.session = session;
        this.background = background;
        this.opening = opening;
        this.keeping = keeping;
        this.texts = texts;
    }

    /** Why the last files were not written, and what to do; empty where they were. */
    public ReadOnlyObjectProperty<Rich> refusal() {
        return refusal.getReadOnlyProperty();
    }

    /** Forgets a refusal. */
    public void forget() {
        refusal.set(Rich.EMPTY);
    }

    /**
     * Writes edits, all or none.
     *
     * @param whenWritten called when they were written, before the project is read again
     */
    public void write(List<FileEdit> edits, Runnable whenWritten) {
        Reading open = session.now().reading();
        if (open == null || edits.isEmpty()) {
            return;
        }
        Path folder = open.folder();
        String names = edits.stream().map(e -> fileName(e.path())).distinct().collect(Collectors.joining(", "));
        keeping.writing();
        background.start(
                texts.text("write.running", names),
                progress -> Editor.write(folder, edits),
                outcome -> ended(outcome, undo -> {
                    keeping.written(folder, texts.text("write.written", names), undo);
                    session.change(s -> s.did(new Deed(
                            Instant.now(),
                            Deed.Kind.WRITTEN,
                            texts.text("write.written", names),
                            () -> undo(open, undo, names),
                            undo.entries().size())));
                    whenWritten.run();
                }));
    }

    /** The last writing of this program, in this window or before it, that can be taken back. */
    public Optional<Remembered.Written> lastKept() {
        Reading open = session.now().reading();
        List<Remembered.Written> kept =
                open == null ? List.of() : session.now().kept().remembered().writtenIn(open.folder());
        return kept.isEmpty() ? Optional.empty() : Optional.of(kept.getLast());
    }

    /** Takes a kept writing back: its files are again as they were, unless somebody changed them meanwhile. */
    public void takeBack(Remembered.Written written) {
        Reading open = session.now().reading();
        if (open != null) {
            undo(open, written.log(), names(written));
        }
    }

    /** The files of a writing, as a person lists them. */
    public static String names(Remembered.Written written) {
        return written.log().entries().stream()
                .map(entry -> fileName(entry.path()))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private void undo(Reading of, UndoLog log, String names) {
        background.start(
                texts.text("write.undoing", names),
                progress -> keeping.takeBack(of, log),
                outcome -> ended(outcome, again -> {
                    keeping.takenBack(of.folder(), log);
                    session.change(s -> s.did(new Deed(
                            Instant.now(),
                            Deed.Kind.WRITTEN,
                            texts.text("write.undone", names),
                            null,
                            log.entries().size())));
                }));
    }

    private void ended(Background.Outcome<WriteResult> outcome, java.util.function.Consumer<UndoLog> then) {
        switch (outcome) {
            case Background.Done<WriteResult>(WriteResult result) -> {
                switch (result) {
                    case WriteResult.Written(UndoLog undo) -> {
                        refusal.set(Rich.EMPTY);
                        then.accept(undo);
                        opening.reread();
                    }
                    case WriteResult.Refused(String reason, String manual) ->
                        refusal.set(Rich.plain(reason + " " + manual));
                }
            }
            case Background.Cancelled<WriteResult> _ -> opening.reread();
            case Background.Failed<WriteResult>(Throwable cause) ->
                refusal.set(texts.rich("fault", Rich.code(cause.toString())));
        }
    }

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
