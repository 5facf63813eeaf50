package dev.tokenless.ui.part;

import dev.tokenless.ui.Rich;
import java.util.Arrays;
import java.util.function.Consumer;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;

/** The heading of a section: its name, a note, and at the right what switches it. */
public final class SectionHeading extends VBox {
    /** From this width on, in the size of the text, the name stands in one line. */
    private static final double LEAST_WHOLE = 38;

    /** Less room than this beside the controls, in the size of the text, makes a note a column of words. */
    private static final double LEAST_NOTE = 14;

    private final StringProperty title = new SimpleStringProperty(this, "title", "");
    private final RichFlow note = new RichFlow();
    private final HBox row = new HBox();
    private final HBox right = new HBox();
    private final Label name = new Label() {
        /** The name breaks over lines only where the text is large for the width; the note does before. */
        @Override
        protected double computeMinWidth(double height) {
            double em = getFont().getSize();
            return row.getWidth() > LEAST_WHOLE * em ? computePrefWidth(-1) : widestWord();
        }

        /** A line breaks between words, never inside one. */
        private double widestWord() {
            measure.setFont(getFont());
            return Arrays.stream(getText().split(" "))
                            .mapToDouble(word -> {
                                measure.setText(word);
                                return measure.getLayoutBounds().getWidth();
                            })
                            .max()
                            .orElse(0)
                    + 1;
        }
    };
    private final Text measure = new Text();
    private boolean named = true;

    public SectionHeading() {
        getStyleClass().add("section-heading");
        name.textProperty().bind(title);
        name.getStyleClass().add("section-title");
        name.setWrapText(true);
        HBox.setHgrow(name, Priority.SOMETIMES); // gives way after the note has
        name.setAccessibleRole(AccessibleRole.TEXT);
        note.getStyleClass().addAll("text-13", "muted");
        note.setVisible(false);
        note.setManaged(false);
        right.getStyleClass().add("section-right");
        right.setMinWidth(Region.USE_PREF_SIZE);
        HBox.setHgrow(note, Priority.ALWAYS);
        Region space = new Region();
        HBox.setHgrow(space, Priority.SOMETIMES);
        row.getStyleClass().add("section-row");
        row.getChildren().addAll(name, note, space, right);
        getChildren().add(row);
        // What it needs depends on the width that it has: it may not keep a page wide that would fold if it were
        // narrower.
        row.setMinWidth(0);
        row.widthProperty().addListener((p, old, now) -> name.requestLayout()); // its least width was kept for another
    }

    @Override
    protected void layoutChildren() {
        arrange();
        super.layoutChildren();
    }

    /** Where the text is large for the width, the note stands below: beside the controls it would be a column of words. */
    private void arrange() {
        double em = name.getFont().getSize();
        double beside = getWidth()
                - (named ? name.prefWidth(-1) + row.getSpacing() : 0)
                - right.prefWidth(-1)
                - 2 * row.getSpacing();
        boolean below = getWidth() > 0
                && !right.getChildren().isEmpty()
                && beside < Math.min(LEAST_NOTE * em, note.prefWidth(-1));
        if (below == getChildren().contains(note)) {
            return;
        }
        if (below) {
            row.getChildren().remove(note);
            getChildren().add(note);
        } else {
            getChildren().remove(note);
            row.getChildren().add(1, note);
        }
    }

    public StringProperty titleProperty() {
        return title;
    }

    public String getTitle() {
        return title.get();
    }

    public void setTitle(String text) {
        title.set(text);
    }

    /** Leaves the name away where a tab above says it already; and the heading, where it held nothing else. */
    void named(boolean shown) {
        named = shown;
        name.setVisible(shown);
        name.setManaged(shown);
        fit();
    }

    private void fit() {
        boolean used = named || note.isVisible() || !right.getChildren().isEmpty();
        setVisible(used);
        setManaged(used);
    }

    /** Shows a note behind the name. */
    public void note(Rich words) {
        note.show(words);
        fit();
    }

    /** Says what a press on a link of the note does. */
    public void onPress(Consumer<String> action) {
        note.onPress(action);
    }

    /** Puts controls at the right. */
    public void right(Node... nodes) {
        right.getChildren().setAll(nodes);
        arrange();
        fit();
    }
}
