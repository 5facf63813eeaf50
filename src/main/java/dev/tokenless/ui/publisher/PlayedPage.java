package dev.tokenless.ui.publisher;

import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.ui.Background;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.session.Reading;
import dev.tokenless.ui.session.Session;
import dev.tokenless.ui.session.Upload;
import java.io.IOException;
import java.util.List;

/** The registry's own page, which is played on this computer for the sample. */
final class PlayedPage {
    private final Session session;
    private final Background background;
    private final Registrar registrar;
    private final Texts texts;
    private String host = "";

    PlayedPage(Session session, Background background, Registrar registrar, Texts texts) {
        this.session = session;
        this.background = background;
        this.registrar = registrar;
        this.texts = texts;
    }

    /** Prepares the page for a package. */
    void prepare(Upload upload, String name, Runnable then) {
        background.start(
                texts.text("publisher.page.preparing"),
                progress -> registrar.playedHost(upload.registry(), name),
                outcome -> {
                    if (outcome instanceof Background.Done<String>(String prepared)) {
                        host = prepared;
                    }
                    then.run();
                });
    }

    /** Where it is played; empty where it is not. */
    String host() {
        return plays() ? host : "";
    }

    /** Whether the page is played for what is open. */
    boolean plays() {
        Reading open = session.now().reading();
        return open != null && open.sample() && !host.isEmpty();
    }

    /** What the page took for a package; it lies in memory. */
    List<TrustedPublisher> took(Upload upload, String name) {
        if (!plays()) {
            return List.of();
        }
        try {
            return registrar.playedPublishers(upload.registry(), name);
        } catch (IOException notStarted) {
            return List.of();
        }
    }
}
