package dev.tokenless.ui.shell;

import dev.tokenless.ui.Background;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.Visible;
import dev.tokenless.ui.portfolio.PortfolioModel;
import dev.tokenless.ui.session.Opening;
import dev.tokenless.ui.session.Place;
import dev.tokenless.ui.session.Session;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;

/**
 * What is dropped anywhere on the window is opened: a repository, or the one that holds a file, in Migration; a folder that
 * holds many, or several folders, in Portfolio. What cannot be opened is told.
 */
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
            if (event.getGestureSource() == null && of(event.getDragboard())) {
                event.acceptTransferModes(TransferMode.COPY, TransferMode.LINK, TransferMode.MOVE);
                event.consume();
            }
        });
        scene.setOnDragDropped(this::taken);
    }

    /** A link is taken too, so that it can be said why it is not opened. */
    private static boolean of(Dragboard board) {
        return board.hasFiles() || board.hasUrl();
    }

    private void taken(DragEvent event) {
        Dragboard board = event.getDragboard();
        List<Path> files = board.hasFiles() // there is no list at all where there are none
                ? board.getFiles().stream().map(File::toPath).toList()
                : List.of();
        boolean link = files.isEmpty() && board.hasUrl();
        event.setDropCompleted(!files.isEmpty());
        event.consume();
        if (link) {
            opening.refuse(texts.rich("drop.link"));
        } else {
            dropped(files);
        }
    }

    /** Opens what was dropped, in the place that fits it. */
    void dropped(Path path) {
        dropped(List.of(path));
    }

    /** Opens what was dropped, in the place that fits it, or says why it is not opened. */
    void dropped(List<Path> paths) {
        boolean portfolio = session.now().place() == Place.PORTFOLIO;
        background.start(texts.text("open.reading"), progress -> Dropped.of(paths, portfolio), outcome -> {
            if (outcome instanceof Background.Done<Dropped>(Dropped found)) {
                open(found);
            }
        });
    }

    private void open(Dropped found) {
        opening.refuse(Rich.EMPTY);
        switch (found) {
            case Dropped.Repository(Path folder) -> opening.open(folder);
            case Dropped.Many(Path source) -> {
                session.change(s -> s.at(Place.PORTFOLIO));
                portfolio.read(source);
            }
            case Dropped.Folders(List<Path> all) -> {
                session.change(s -> s.at(Place.PORTFOLIO));
                portfolio.read(all);
            }
            case Dropped.LooseFile(Path file) ->
                opening.refuse(texts.rich("drop.file", Rich.code(String.valueOf(file.getFileName()))));
            case Dropped.NoList(String sentence) -> opening.refuse(Rich.plain(Visible.of(sentence)));
            case Dropped.Nothing() -> opening.refuse(texts.rich("drop.nothing"));
        }
    }
}
