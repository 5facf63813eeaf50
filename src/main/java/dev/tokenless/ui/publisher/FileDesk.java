package dev.tokenless.ui.publisher;

import dev.tokenless.check.KnownPublishers.Held;
import dev.tokenless.edit.FileEdit;
import dev.tokenless.registry.Registry;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.directory.Registries;
import dev.tokenless.ui.Background;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.publisher.Showing.Mode;
import dev.tokenless.ui.session.PublisherWords;
import dev.tokenless.ui.session.Reading;
import dev.tokenless.ui.session.Session;
import dev.tokenless.ui.session.Upload;
import dev.tokenless.ui.session.Writing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The repository's publishers file: what it would say is shown, and a second press writes it. */
final class FileDesk {
    private final Session session;
    private final Background background;
    private final Texts texts;
    private final Writing writing;
    private final Showing showing;
    private @Nullable FileEdit offered;

    FileDesk(Session session, Background background, Texts texts, Writing writing, Showing showing) {
        this.session = session;
        this.background = background;
        this.texts = texts;
        this.writing = writing;
        this.showing = showing;
    }

    /** What the file would say; empty where that was not asked for. */
    String text() {
        FileEdit edit = offered;
        return edit == null ? "" : edit.after();
    }

    /** Another package is meant. */
    void forget() {
        offered = null;
    }

    /** Shows what the file would say. */
    void offer() {
        Reading open = session.now().reading();
        Upload upload = session.now().upload().orElse(null);
        Registry registry =
                upload == null ? null : Registries.byId(upload.registry()).orElse(null);
        if (open == null || upload == null || registry == null) {
            return;
        }
        List<TrustedPublisher> held =
                PublisherWords.of(session.now(), upload) instanceof Held there ? there.publishers() : List.of();
        background.start(
                texts.text("publisher.file.reading"),
                progress -> FileOffer.of(open.inspection().project(), registry, held),
                outcome -> {
                    if (outcome instanceof Background.Done<FileOffer>(FileOffer offer)) {
                        computed(offer);
                    } else {
                        showing.again();
                    }
                });
    }

    private void computed(FileOffer offer) {
        switch (offer) {
            case FileOffer.Change(FileEdit edit) -> {
                offered = edit;
                showing.turn(Mode.FILE);
                showing.again();
            }
            case FileOffer.SaysSo _ -> showing.ended(texts.rich("publisher.file.says-so"));
            case FileOffer.Unreadable _ -> showing.ended(texts.rich("publisher.file.unreadable"));
        }
    }

    /** Writes the file as it was shown. */
    void write() {
        FileEdit edit = offered;
        if (edit != null) {
            writing.write(List.of(edit), () -> {
                offered = null;
                showing.turn(Mode.ONE);
            });
            showing.ended(writing.refusal().get());
        }
    }
}
