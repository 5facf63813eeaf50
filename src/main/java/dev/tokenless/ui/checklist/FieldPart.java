package dev.tokenless.ui.checklist;

import dev.tokenless.ui.part.Words;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/** A field of a task: what it holds is told when the user presses Enter or goes on. */
final class FieldPart extends VBox {
    FieldPart(ChecklistView.Field field) {
        getStyleClass().addAll("field", "task-field");
        TextField text = field.secret() ? new PasswordField() : new TextField(field.value());
        text.setId(field.id());
        text.setPromptText(field.prompt());
        text.setAccessibleText(field.label());
        Label name = Words.label(field.label(), "text-12", "muted");
        name.setLabelFor(text);
        Runnable end = () -> {
            String typed = text.getText().strip();
            boolean news = field.secret() ? !typed.isEmpty() : !typed.equals(field.value());
            if (news) {
                if (field.secret()) {
                    text.clear();
                }
                field.given().accept(typed);
            }
        };
        text.setOnAction(e -> end.run());
        text.focusedProperty().subscribe((was, is) -> {
            if (was && !is && text.getScene() != null) {
                end.run();
            }
        });
        getChildren().addAll(name, text);
    }
}
