package dev.tokenless.ui.part;

import dev.tokenless.ui.Action;
import dev.tokenless.ui.Bar;
import dev.tokenless.ui.Rich;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The bar below every screen: Back, what one press does, the other actions, and the one primary action at the right. */
public final class ActionBar extends VBox {
    private final HBox row = new HBox();
    private final VBox note = new VBox();
    /** Less room than this, in the size of the text, is no place for a note. */
    private static final double LEAST_NOTE = 13;

    /** A note of two lines is no higher than this, in the size of the text; a higher one stands above the buttons. */
    private static final double HIGHEST_NOTE = 3;

    /** Marks the tooltip of a button that has no room for its words. */
    private static final String ITS_WORDS = "its-words";

    private static final String ICON_ONLY = "icon-only";

    private final Region space = new Region();
    /** In their order: Back, the others, the primary one. */
    private final List<Button> buttons = new ArrayList<>();

    private boolean stacked;
    /** The room that the buttons took when they were arranged. */
    private double arrangedFor;

    private Bar bar = Bar.NONE;
    private @Nullable Button primary;
    private int builds;
    private int pressedOn;

    public ActionBar() {
        getStyleClass().add("action-bar");
        row.getStyleClass().add("action-row");
        note.getStyleClass().add("action-note");
        note.setMinWidth(0);
        HBox.setHgrow(note, Priority.ALWAYS);
        HBox.setHgrow(space, Priority.ALWAYS);
        getChildren().add(row);
        setMinWidth(0);
        widthProperty().addListener((p, old, now) -> arrange());
        row.addEventFilter(MouseEvent.MOUSE_PRESSED, this::pressed);
    }

    /**
     * The second press of a double click that began on another action does not press the one that took its place: what it
     * does was not read by anybody.
     */
    private void pressed(MouseEvent press) {
        if (press.getClickCount() < 2) {
            pressedOn = builds;
        } else if (pressedOn != builds && !backPressed(press)) {
            press.consume();
        }
    }

    private boolean backPressed(MouseEvent press) {
        return bar.back() != null && press.getTarget() instanceof Node target && within(buttons.getFirst(), target);
    }

    /** Text of another size, or a style that comes only now, needs another room in a window of the same width. */
    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        if (!buttons.isEmpty() && Math.abs(needed() - arrangedFor) > 1) {
            arrangedFor = needed();
            Platform.runLater(this::arrange);
        }
    }

    /** The note stands between the buttons, or above them where they leave it no room; Back is always at the left. */
    private void arrange() {
        double room = getWidth() - getInsets().getLeft() - getInsets().getRight();
        if (getWidth() <= 0 || buttons.isEmpty()) {
            return;
        }
        buttons.forEach(ActionBar::toWords);
        applyCss(); // a style that is laid on only later would count less room than the buttons take then
        double em = buttons.getFirst().getFont().getSize();
        double left = room - needed() - row.getSpacing();
        boolean above = left < LEAST_NOTE * em || noteHeight(left) > HIGHEST_NOTE * em;
        for (Button button : buttons) {
            if (above && button != primary && needed() > room) {
                toIcon(button);
                button.applyCss();
            }
        }
        Button main = primary;
        if (main != null) {
            boolean wrapped = needed() > room;
            main.setWrapText(wrapped);
            main.setMinWidth(wrapped ? 0 : Region.USE_PREF_SIZE);
        }
        if (above == stacked) {
            settled();
            return;
        }
        stacked = above;
        Node owner = getScene() == null ? null : getScene().getFocusOwner();
        Node focused = within(owner) ? owner : null;
        layOut();
        if (focused != null) {
            focused.requestFocus(); // what is taken out of the window, if only for a moment, loses the focus
        }
        settled();
    }

    /** Remembers the room that the buttons take as they stand now, in their styles. */
    private void settled() {
        applyCss();
        arrangedFor = needed();
    }

    private double needed() {
        return buttons.stream()
                .mapToDouble(b -> b.prefWidth(-1) + row.getSpacing())
                .sum();
    }

    /** How high the note is in this width, without the room around it. */
    private double noteHeight(double width) {
        return note.getChildren().isEmpty() || !(note.getChildren().getFirst() instanceof Region words)
                ? 0
                : words.prefHeight(
                        width - note.getInsets().getLeft() - note.getInsets().getRight());
    }

    private void layOut() {
        List<Node> inRow = new ArrayList<>(buttons);
        inRow.add(bar.back() == null ? 0 : 1, stacked ? space : note);
        getChildren().clear();
        row.getChildren().setAll(inRow);
        getChildren().setAll(stacked ? List.of(note, row) : List.of(row));
        getStyleClass().remove("stacked");
        if (stacked) {
            getStyleClass().add("stacked");
        }
    }

    /** The words of a button that has no room for them are read out and in its tooltip. */
    private static void toIcon(Button button) {
        button.setAccessibleText(button.getText());
        if (button.getTooltip() == null) {
            Tooltip words = new Tooltip(button.getText());
            words.getStyleClass().add(ITS_WORDS);
            button.setTooltip(words);
        }
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        button.getStyleClass().add(ICON_ONLY);
    }

    private static void toWords(Button button) {
        if (!button.getStyleClass().remove(ICON_ONLY)) {
            return;
        }
        button.setContentDisplay(ContentDisplay.LEFT);
        button.setAccessibleText(null);
        Tooltip words = button.getTooltip();
        if (words != null && words.getStyleClass().contains(ITS_WORDS)) {
            button.setTooltip(null);
        }
    }

    /** Shows the actions of a screen; the focus stays on the same place of the bar where it was there. */
    public void show(Bar next) {
        if (sameActions(bar, next) && !note.getChildren().isEmpty()) {
            bar = next;
            ((RichFlow) note.getChildren().getFirst()).show(told(next));
            arrange();
            return;
        }
        build(next);
    }

    /** Whether two bars differ in their note at most: what counts while work goes on does not make its buttons anew. */
    private static boolean sameActions(Bar one, Bar other) {
        return Objects.equals(one.back(), other.back())
                && one.others().equals(other.others())
                && Objects.equals(one.primary(), other.primary())
                && Objects.equals(one.leave(), other.leave())
                && told(one).spans().isEmpty() == told(other).spans().isEmpty();
    }

    /** What stands beside the buttons: what a press does, or why the main one cannot be pressed. */
    private static Rich told(Bar bar) {
        Action main = bar.primary();
        return main == null || main.ready() ? bar.note() : Rich.plain(main.reason());
    }

    private void build(Bar next) {
        boolean focused = getScene() != null && within(getScene().getFocusOwner());
        bar = next;
        builds++;
        primary = null;
        // A press that began on one of them ends on it, also where a field that lost the focus to it changed what is
        // asked.
        buttons.forEach(b -> b.setOnAction(null));
        buttons.clear();
        Action back = next.back();
        if (back != null) {
            buttons.add(Buttons.of(back));
        }
        note.getChildren().setAll(new RichFlow(told(next), "text-13", "muted"));
        note.getStyleClass().remove("first");
        if (back == null) {
            note.getStyleClass().add("first");
        }
        next.others().forEach(a -> buttons.add(Buttons.of(a)));
        Action main = next.primary();
        if (main != null) {
            Button button = Buttons.of(main, "primary");
            primary = button;
            buttons.add(button);
        }
        stacked = stacked && !buttons.isEmpty();
        layOut();
        boolean used = back != null
                || main != null
                || !next.others().isEmpty()
                || !told(next).spans().isEmpty();
        setVisible(used);
        setManaged(used);
        applyCss();
        arrange();
        if (focused) {
            focusPrimary();
        }
    }

    private boolean within(@Nullable Node node) {
        return within(this, node);
    }

    private static boolean within(Node outer, @Nullable Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at == outer) {
                return true;
            }
        }
        return false;
    }

    /** Puts the focus on the primary action, unless it deletes for good; then on the first action beside it. */
    public void focusPrimary() {
        Action main = bar.primary();
        if (main != null && main.kind() == Action.Kind.DANGER) {
            buttons.stream()
                    .filter(b -> b != primary)
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

    /** Puts away what waits for its confirmation; false where nothing does. */
    public boolean pressLeave() {
        Action leave = bar.leave();
        if (leave == null || !leave.ready()) {
            return false;
        }
        leave.run().run();
        return true;
    }
}
