package dev.tokenless.ui.part;

import dev.tokenless.ui.Rich;
import java.util.function.Consumer;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** The heading of a section: its name, a note, and at the right what switches it. */
public final class SectionHeading extends HBox {
    private final StringProperty title = new SimpleStringProperty(this, "title", "");
    private final RichFlow note = new RichFlow();
    private final HBox right = new HBox();
    private final Label name = new Label();

    public SectionHeading() {
        getStyleClass().add("section-heading");
        name.textProperty().bind(title);
        name.getStyleClass().add("section-title");
        name.setMinWidth(0);
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
        getChildren().addAll(name, note, space, right);
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

    /** Leaves the name away where a tab above says it already. */
    void named(boolean shown) {
        name.setVisible(shown);
        name.setManaged(shown);
    }

    /** Shows a note behind the name. */
    public void note(Rich words) {
        note.show(words);
    }

    /** Says what a press on a link of the note does. */
    public void onPress(Consumer<String> action) {
        note.onPress(action);
    }

    /** Puts controls at the right. */
    public void right(Node... nodes) {
        right.getChildren().setAll(nodes);
    }
}
