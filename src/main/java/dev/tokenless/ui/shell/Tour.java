package dev.tokenless.ui.shell;

import dev.tokenless.ui.Texts;
import dev.tokenless.ui.part.Buttons;
import dev.tokenless.ui.part.InView;
import dev.tokenless.ui.part.Words;
import dev.tokenless.ui.session.Opening;
import dev.tokenless.ui.session.Place;
import dev.tokenless.ui.session.Reading;
import dev.tokenless.ui.session.Session;
import dev.tokenless.ui.session.SessionState;
import java.util.Arrays;
import javafx.application.Platform;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * The tour: a card over the sample's screens that says what is to be seen and lights it. It goes on by its own button, and
 * with the user where they go by themselves; it can be left at any stop.
 */
final class Tour extends StackPane {
    private static final PseudoClass TOURED = PseudoClass.getPseudoClass("toured");

    /** Pixels between what is spoken of and the ring around it. */
    private static final double AROUND = 4;

    private final Session session;
    private final Opening opening;
    private final Texts texts;
    private final Node screens;
    private final Label title = Words.label("", "tour-title");
    private final Label words = Words.label("", "tour-words");
    private final Label count = Words.label("", "text-12", "muted");
    private final Button next = new Button();
    private final Button back;
    private final VBox card;
    private final Region ring = new Region();
    private Subscription litMoves = Subscription.EMPTY;
    private @Nullable TourStop at;
    private @Nullable Node lit;
    private boolean begun;

    Tour(Session session, Opening opening, Texts texts, Node screens) {
        this.session = session;
        this.opening = opening;
        this.texts = texts;
        this.screens = screens;
        next.setId("tourNext");
        next.getStyleClass().addAll("accent", "small", "primary-of-tour");
        next.setMinWidth(Region.USE_PREF_SIZE);
        next.setOnAction(e -> forward());
        back = Buttons.small(texts.text("back"), this::backward);
        Button leave = Buttons.small(texts.text("tour.leave"), this::end);
        leave.setId("tourLeave");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox buttons = new HBox(count, space, leave, back, next);
        buttons.getStyleClass().add("tour-buttons");
        card = new VBox(title, words, buttons);
        card.getStyleClass().add("tour");
        card.setAccessibleRole(AccessibleRole.PARENT);
        card.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        StackPane.setAlignment(card, Pos.BOTTOM_RIGHT);
        ring.getStyleClass().add("tour-ring");
        ring.setManaged(false);
        ring.setMouseTransparent(true);
        ring.setVisible(false);
        getChildren().addAll(ring, card);
        setPickOnBounds(false);
        getStyleClass().add("stage-of-tour");
        setVisible(false);
        setManaged(false);
        session.follow(this::follow);
    }

    /** Whether the tour is under way: then its button takes the focus on each new screen. */
    boolean on() {
        return at != null;
    }

    /** Opens the sample and begins. */
    void begin() {
        begun = true;
        opening.openSample();
    }

    /** Ends the tour; answers whether there was one. */
    boolean end() {
        boolean was = on();
        at = null;
        begun = false;
        light(null);
        setVisible(false);
        setManaged(false);
        return was;
    }

    void focus() {
        next.requestFocus();
    }

    private void follow(SessionState state) {
        Reading open = state.reading();
        if (begun && open != null && open.sample() && at == null) {
            begun = false;
            show(TourStop.PROJECT);
            return;
        }
        TourStop now = at;
        if (now == null) {
            return;
        }
        if (open == null || !open.sample()) {
            end();
        } else if (state.place() == Place.MIGRATION && now.step() != state.step()) {
            Arrays.stream(TourStop.values())
                    .filter(stop -> stop.step() == state.step())
                    .findFirst()
                    .ifPresent(this::show);
        }
    }

    private void forward() {
        TourStop now = at;
        if (now == null || now.last()) {
            end();
        } else {
            to(TourStop.values()[now.ordinal() + 1]);
        }
    }

    private void backward() {
        TourStop now = at;
        if (now != null && now.ordinal() > 0) {
            to(TourStop.values()[now.ordinal() - 1]);
        }
    }

    private void to(TourStop stop) {
        at = stop;
        if (session.now().step() != stop.step() || session.now().place() != Place.MIGRATION) {
            session.change(s -> s.at(stop.step()));
        }
        show(stop);
    }

    private void show(TourStop stop) {
        at = stop;
        title.setText(texts.text(stop.titleKey()));
        words.setText(texts.text(stop.wordsKey()));
        count.setText(texts.text("tour.count", stop.ordinal() + 1, TourStop.values().length));
        next.setText(texts.text(stop.last() ? "tour.done" : "tour.next"));
        next.setAccessibleHelp(title.getText() + ". " + words.getText());
        back.setVisible(stop.ordinal() > 0);
        setVisible(true);
        setManaged(true);
        Platform.runLater(() -> light(at == null ? null : screens.lookup(at.target())));
    }

    /** Draws the ring around what is spoken of, and moves it along when that moves. */
    private void light(@Nullable Node other) {
        litMoves.unsubscribe();
        litMoves = Subscription.EMPTY;
        if (lit != null) {
            lit.pseudoClassStateChanged(TOURED, false);
        }
        lit = other;
        ring.setVisible(other != null);
        if (other != null) {
            other.pseudoClassStateChanged(TOURED, true);
            InView.bring(other);
            litMoves = other.localToSceneTransformProperty()
                    .subscribe(moved -> surround(other))
                    .and(other.layoutBoundsProperty().subscribe(grown -> surround(other)));
        }
        if (on()) {
            focus();
        }
    }

    private void surround(Node node) {
        Bounds place = sceneToLocal(node.localToScene(node.getLayoutBounds()));
        double left = Math.max(place.getMinX() - AROUND, 0);
        double top = Math.max(place.getMinY() - AROUND, 0);
        double right = Math.min(place.getMaxX() + AROUND, getWidth());
        double bottom = Math.min(place.getMaxY() + AROUND, getHeight());
        ring.resizeRelocate(left, top, Math.max(right - left, 0), Math.max(bottom - top, 0));
    }
}
