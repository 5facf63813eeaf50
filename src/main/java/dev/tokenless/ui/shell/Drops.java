package dev.tokenless.ui.shell;

import dev.tokenless.migration.Clones;
import dev.tokenless.ui.Background;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.portfolio.PortfolioModel;
import dev.tokenless.ui.session.Opening;
import dev.tokenless.ui.session.Place;
import dev.tokenless.ui.session.Session;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.Scene;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;

/** A folder dropped anywhere on the window is opened: a repository in Migration, one that holds many in Portfolio. */
final class Drops {
    private final Session session;
    private final Background background;
    private final Opening opening;
    private final PortfolioModel portfolio;
    private final Texts texts;

    Drops(Session session, Background background, Opening opening, PortfolioModel portfolio, Texts texts) {
        this.session = session;
        this.background = background;
        this.opening = opening;
        this.portfolio = portfolio;
        this.texts = texts;
    }

    void attach(Scene scene) {
        scene.setOnDragOver(event -> {
            if (taken(event).isPresent()) {
                event.acceptTransferModes(TransferMode.COPY, TransferMode.LINK, TransferMode.MOVE);
                event.consume();
            }
        });
        scene.setOnDragDropped(event -> {
            Optional<Path> path = taken(event);
            event.setDropCompleted(path.isPresent());
            event.consume();
            path.ifPresent(this::dropped);
        });
    }

    /** A folder; in Portfolio a list of folders as well. */
    private Optional<Path> taken(DragEvent event) {
        boolean lists = session.now().place() == Place.PORTFOLIO;
        return event.getDragboard().getFiles().stream()
                .filter(f -> f.isDirectory() || lists && f.isFile())
                .findFirst()
                .map(File::toPath);
    }

    /** Opens what was dropped, in the place that fits it. */
    void dropped(Path path) {
        background.start(texts.text("open.reading"), progress -> many(path), outcome -> {
            if (outcome instanceof Background.Done<Boolean>(Boolean several) && several) {
                session.change(s -> s.at(Place.PORTFOLIO));
                portfolio.read(path);
            } else {
                opening.open(path);
            }
        });
    }

    private static boolean many(Path path) {
        if (Files.isRegularFile(path)) {
            return true;
        }
        if (Files.exists(path.resolve(".git"), LinkOption.NOFOLLOW_LINKS)
                || Files.exists(path.resolve(".github"), LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        return Clones.of(path) instanceof Clones.Folders folders
                && folders.folders().stream()
                                .filter(f -> Files.exists(f.resolve(".git"), LinkOption.NOFOLLOW_LINKS))
                                .limit(2)
                                .count()
                        == 2;
    }
}
