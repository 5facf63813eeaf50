package dev.tokenless.ui.part;

import dev.tokenless.ui.Action;
import dev.tokenless.ui.Bar;
import java.util.List;
import java.util.Objects;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The bar below every screen: Back, what one press does, the other actions, and the one primary action at the right. */
public final class ActionBar extends VBox {
    private final HBox row = new HBox();
    private final VBox note = new VBox();
    /** Less room than this, in pixels, breaks a note into too many lines. */
    private static final double LEAST_NOTE = 180;

    private double stackedWidth;
    private Bar bar = Bar.NONE;
    private @Nullable Button primary;

    public ActionBar() {
        getStyleClass().add("action-bar");
        row.getStyleClass().add("action-row");
        note.getStyleClass().add("action-note");
        note.setMinWidth(0);
        HBox.setHgrow(note, Priority.ALWAYS);
        getChildren().add(row);
        setMinWidth(0);
        widthProperty().addListener((p, old, now) -> arrange());
    }

    /** The note stands between the buttons, or above them where they leave it no room. */
    private void arrange() {
        boolean above = getChildren().size() > 1;
        double buttons = above
                ? stackedWidth
                : row.getChildren().stream()
                        .filter(n -> n != note)
                        .mapToDouble(n -> n.prefWidth(-1) + row.getSpacing())
                        .sum();
        stackedWidth = buttons;
        boolean stacked = getWidth() > 0
                && buttons > 0
                && getWidth() - getInsets().getLeft() - getInsets().getRight() - buttons < LEAST_NOTE;
        if (stacked == above) {
            return;
        }
        Node focused = getScene() == null || !within(getScene().getFocusOwner())
                ? null
                : getScene().getFocusOwner();
        getChildren().setAll(row);
        getStyleClass().remove("stacked");
        if (stacked) {
            row.getChildren().remove(note);
            FlowPane buttonRow = new FlowPane(12, 8);
            buttonRow.setAlignment(Pos.CENTER_RIGHT);
            buttonRow.getChildren().setAll(List.copyOf(row.getChildren()));
            if (getWidth() - getInsets().getLeft() - getInsets().getRight() < buttons) {
                buttonRow.getChildren().stream().filter(n -> n != primary).forEach(ActionBar::toIcon);
            }
            getChildren().setAll(note, buttonRow);
            getStyleClass().add("stacked");
            // What is taken out of the window, if only for a moment, loses the focus.
            if (focused != null) {
                focused.requestFocus();
            }
        } else {
            build(bar);
            if (focused != null) {
                focusPrimary();
            }
        }
    }

    /** The words of a button that has no room for them are read out and in its tooltip. */
    private static void toIcon(Node node) {
        if (node instanceof Button button) {
            button.setAccessibleText(button.getText());
            if (button.getTooltip() == null) {
                button.setTooltip(new Tooltip(button.getText()));
            }
            button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        }
    }

    /** Shows the actions of a screen; the focus stays on the same place of the bar where it was there. */
    public void show(Bar next) {
        if (sameActions(bar, next) && !note.getChildren().isEmpty()) {
            bar = next;
            ((RichFlow) note.getChildren().getFirst()).show(next.note());
            return;
        }
        build(next);
    }

    /** Whether two bars differ in their note at most: what counts while work goes on does not make its buttons anew. */
    private static boolean sameActions(Bar one, Bar other) {
        return Objects.equals(one.back(), other.back())
                && one.others().equals(other.others())
                && Objects.equals(one.primary(), other.primary())
                && one.note().spans().isEmpty() == other.note().spans().isEmpty();
    }

    private void build(Bar next) {
        boolean focused = getScene() != null && within(getScene().getFocusOwner());
        bar = next;
        primary = null;
        getChildren().setAll(row);
        getStyleClass().remove("stacked");
        row.getChildren().clear();
        Action back = next.back();
        if (back != null) {
            row.getChildren().add(Buttons.of(back));
        }
        note.getChildren().setAll(new RichFlow(next.note(), "text-13", "muted"));
        note.getStyleClass().remove("first");
        if (back == null) {
            note.getStyleClass().add("first");
        }
        row.getChildren().add(note);
        next.others().forEach(a -> row.getChildren().add(Buttons.of(a)));
        Action main = next.primary();
        if (main != null) {
            Button button = Buttons.of(main, "primary");
            primary = button;
            row.getChildren().add(button);
        }
        boolean used = back != null
                || main != null
                || !next.others().isEmpty()
                || !next.note().spans().isEmpty();
        setVisible(used);
        setManaged(used);
        applyCss();
        arrange();
        if (focused) {
            focusPrimary();
        }
    }

    private boolean within(@Nullable Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at == this) {
                return true;
            }
        }
        return false;
    }

    /** Puts the focus on the primary action, unless it deletes for good; then on the first action beside it. */
    public void focusPrimary() {
        Action main = bar.primary();
        if (main != null && main.kind() == Action.Kind.DANGER) {
            row.getChildren().stream()
                    .filter(n -> n instanceof Button b && b != primary)
                    .reduce((one, other) -> other)
                    .ifPresent(Node::requestFocus);
        } else if (primary != null) {
            primary.requestFocus();
        }
    }

    /** Presses the primary action. */
    public void pressPrimary() {
        Action main = bar.primary();
        if (main != null && main.ready()) {
            main.run().run();
        }
    }

    /** Presses Back. */
    public void pressBack() {
        Action back = bar.back();
        if (back != null && back.ready()) {
            back.run().run();
        }
    }
}
