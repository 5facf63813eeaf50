package dev.tokenless.ui.shell;

import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.VirtualThreads;
import dev.tokenless.ui.Visible;
import dev.tokenless.ui.part.Icons;
import dev.tokenless.ui.part.Moment;
import dev.tokenless.ui.part.PopoverPane;
import dev.tokenless.ui.part.Words;
import dev.tokenless.ui.session.Deed;
import dev.tokenless.ui.session.Session;
import dev.tokenless.ui.session.SessionState;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.PopOver;
import org.kordamp.ikonli.feather.Feather;

/** The bar at the bottom: what runs with its progress and Cancel, or what was done last; the list of all deeds. */
final class StatusLine extends HBox {
    private final Session session;
    private final Texts texts;
    private final ObservableList<VirtualThreads.Task> running;
    private final HBox left = new HBox();
    private final Button activity = new Button();
    private final Moment moment = new Moment();
    /** Whether what runs has run long enough to be told of. */
    private boolean announced;

    StatusLine(Session session, Texts texts, ObservableList<VirtualThreads.Task> running) {
        this.session = session;
        this.texts = texts;
        this.running = running;
        getStyleClass().add("status-line");
        left.getStyleClass().add("status-left");
        HBox.setHgrow(left, Priority.ALWAYS);
        left.setMinWidth(0);
        activity.getStyleClass().addAll("flat", "activity");
        activity.setGraphic(Icons.of(Feather.LIST, "icon-14", "muted"));
        activity.setMinWidth(Region.USE_PREF_SIZE);
        activity.setOnAction(e -> list());
        getChildren().addAll(left, activity);
        running.addListener((ListChangeListener<VirtualThreads.Task>) change -> showWork());
    }

    void show(SessionState state) {
        showWork();
        long read = count(state, Deed.Kind.READ);
        long written = count(state, Deed.Kind.WRITTEN);
        long sent = count(state, Deed.Kind.SENT);
        String words = state.deeds().isEmpty()
                ? texts.text("activity.nothing")
                : texts.text(
                        "activity.line",
                        texts.plural("activity.reads", read, number(read)),
                        texts.plural("activity.writes", written, number(written)),
                        texts.plural("activity.sends", sent, number(sent)));
        activity.setText(words);
        activity.setAccessibleText(words);
    }

    private static long count(SessionState state, Deed.Kind kind) {
        return state.deeds().stream()
                .filter(d -> d.kind() == kind)
                .mapToLong(Deed::times)
                .sum();
    }

    private String number(long count) {
        return count == 0 ? texts.count(count) : Long.toString(count);
    }

    /** Work that is over within a moment is not announced. */
    private void showWork() {
        if (running.isEmpty()) {
            moment.stop();
            announced = false;
            showLast(session.now());
        } else if (announced) {
            showRunning(running.getLast());
        } else {
            moment.then(() -> {
                announced = !running.isEmpty();
                showWork();
            });
        }
    }

    private void showLast(SessionState state) {
        String words = state.deeds().isEmpty()
                ? texts.text("status.no-account")
                : state.deeds().getFirst().words();
        Label done = Words.label(words, "text-12", "muted");
        done.setWrapText(false);
        left.getChildren().setAll(Icons.of(Sign.MATCH, "icon-14"), done);
    }

    private void showRunning(VirtualThreads.Task task) {
        ProgressIndicator spinner = new ProgressIndicator();
        spinner.getStyleClass().add("spinner-14");
        Label words = Words.label("", "text-12", "muted");
        words.setWrapText(false);
        words.textProperty().bind(task.words().map(Visible::of));
        ProgressBar bar = new ProgressBar();
        bar.progressProperty().bind(task.share());
        bar.setAccessibleText(texts.text("status.progress"));
        bar.visibleProperty().bind(task.share().greaterThanOrEqualTo(0));
        bar.managedProperty().bind(bar.visibleProperty());
        spinner.setAccessibleText(texts.text("status.progress"));
        Hyperlink cancel = new Hyperlink(texts.text("cancel"));
        cancel.getStyleClass().add("text-12");
        cancel.setOnAction(e -> task.cancel());
        cancel.setMinWidth(Region.USE_PREF_SIZE);
        left.getChildren().setAll(spinner, words, bar, cancel);
    }

    private void list() {
        VBox rows = new VBox();
        rows.getStyleClass().add("deeds");
        SessionState state = session.now();
        if (state.deeds().isEmpty()) {
            rows.getChildren().add(Words.label(texts.text("activity.empty"), "muted"));
        }
        PopOver over = new PopOver();
        for (Deed deed : state.deeds()) {
            rows.getChildren().add(row(deed, over));
        }
        PopoverPane scroll = new PopoverPane(rows, "deeds-scroll");
        scroll.beside(activity);
        over.setContentNode(scroll);
        over.setArrowLocation(PopOver.ArrowLocation.BOTTOM_RIGHT);
        over.setTitle(texts.text("activity.title"));
        over.show(activity);
    }

    private HBox row(Deed deed, PopOver over) {
        Feather icon = switch (deed.kind()) {
            case READ -> Feather.FILE_TEXT;
            case WRITTEN -> Feather.SAVE;
            case SENT -> Feather.SEND;
        };
        String when = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT)
                .format(deed.when().atZone(ZoneId.systemDefault()));
        Label words = Words.label(deed.words(), "text-13");
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox row = new HBox(Icons.of(icon, "icon-14", "muted"), Words.label(when, "text-12", "muted"), words);
        row.getStyleClass().add("deed");
        Runnable undo = deed.undo();
        if (undo != null) {
            Button back = new Button(texts.text("undo"));
            back.getStyleClass().add("small");
            back.setMinWidth(Region.USE_PREF_SIZE);
            back.setOnAction(e -> {
                over.hide();
                session.change(s -> s.undone(deed));
                undo.run();
            });
            row.getChildren().add(back);
        }
        return row;
    }
}
