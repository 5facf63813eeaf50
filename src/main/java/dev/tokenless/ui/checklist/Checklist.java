package dev.tokenless.ui.checklist;

import dev.tokenless.ui.Action;
import dev.tokenless.ui.Desktop;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.Visible;
import dev.tokenless.ui.part.AnswerPane;
import dev.tokenless.ui.part.Buttons;
import dev.tokenless.ui.part.Icons;
import dev.tokenless.ui.part.Notice;
import dev.tokenless.ui.part.RichFlow;
import dev.tokenless.ui.part.SectionHeading;
import dev.tokenless.ui.part.SidePane;
import dev.tokenless.ui.part.StepFrame;
import dev.tokenless.ui.part.Words;
import dev.tokenless.ui.sheet.SheetView;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** Shows a guided list with the values to copy beside it. */
public final class Checklist extends StackPane {
    private final StepFrame frame = new StepFrame();
    private final AnswerPane answer = new AnswerPane();
    private final SectionHeading heading = new SectionHeading();
    private final VBox tasks = new VBox();
    private final Notice notice = new Notice();
    private final SidePane side = new SidePane();
    private final SheetView sheet = new SheetView();

    public Checklist() {
        tasks.getStyleClass().add("tasks");
        VBox top = new VBox(answer);
        top.getStyleClass().add("stack");
        VBox list = new VBox(heading, tasks);
        VBox last = new VBox(list, notice);
        last.getStyleClass().add("stack");
        frame.setTop(top);
        frame.setLast(last);
        frame.setSide(side);
        getChildren().add(frame);
    }

    /** The frame, which folds in a narrow window. */
    public BooleanProperty narrow() {
        return frame.narrowProperty();
    }

    /** Shows a list. */
    public void show(ChecklistView view, Texts texts, Desktop desktop) {
        answer.show(view.answer());
        heading.setTitle(view.title());
        heading.note(view.note());
        tasks.getChildren().setAll(view.tasks().stream().map(Checklist::task).toList());
        notice.show(view.noticeSign(), view.notice());
        frame.setLastTitle(view.title());
        frame.setSideTitle(view.sideTitle());
        side.title(
                Feather.CLIPBOARD,
                new Rich(List.of(Rich.bold(view.sideTitle()))),
                Buttons.small(texts.text("checklist.copy-all"), () -> desktop.copy(all(view))));
        List<Node> parts = new ArrayList<>();
        if (!view.values().isEmpty()) {
            VBox list = new VBox();
            list.getStyleClass().add("form-list");
            view.values().forEach(v -> list.getChildren().add(value(v, texts, desktop)));
            ScrollPane scroll = new ScrollPane(list);
            scroll.setFitToWidth(true);
            scroll.getStyleClass().add("page-scroll");
            scroll.setFocusTraversable(false);
            scroll.setMaxHeight(Region.USE_PREF_SIZE);
            parts.add(scroll);
        }
        if (!view.sheet().lines().isEmpty()) {
            sheet.show(view.sheet());
            VBox.setVgrow(sheet, Priority.ALWAYS);
            parts.add(sheet);
        }
        if (parts.isEmpty()) {
            parts.add(Words.label(texts.text("checklist.nothing"), "text-13", "muted", "empty-pane"));
        }
        side.content(parts.toArray(Node[]::new));
    }

    private static String all(ChecklistView view) {
        StringBuilder all = new StringBuilder();
        view.values()
                .forEach(v ->
                        all.append(v.label()).append(": ").append(v.value()).append('\n'));
        return all.append(view.sheet().text()).toString();
    }

    private static Node value(ChecklistView.Value value, Texts texts, Desktop desktop) {
        Label name = Words.label(value.label(), "text-12", "muted");
        TextField text = new TextField(Visible.of(value.value()));
        text.setEditable(false);
        text.getStyleClass().add("mono");
        text.setAccessibleText(value.label());
        name.setLabelFor(text);
        HBox.setHgrow(text, Priority.ALWAYS);
        Button copy = Buttons.icon(
                Feather.COPY, texts.text("publisher.copy-field", value.label()), () -> desktop.copy(value.value()));
        copy.getStyleClass().remove("flat");
        HBox row = new HBox(text, copy);
        row.getStyleClass().add("state");
        VBox box = new VBox(name, row);
        box.getStyleClass().add("field");
        return box;
    }

    private static Node task(ChecklistView.Task task) {
        Region line = new Region();
        line.getStyleClass().addAll("task-line", task.sign() == Sign.DONE ? "done" : "open");
        VBox.setVgrow(line, Priority.ALWAYS);
        VBox mark = new VBox(Icons.of(task.sign(), "icon-18"), line);
        mark.getStyleClass().add("task-mark");
        RichFlow what = new RichFlow(task.what(), "task-what");
        VBox words = new VBox(what, new RichFlow(task.more(), "text-13", "muted"));
        words.getStyleClass().add("task-words");
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox buttons = new HBox();
        buttons.getStyleClass().add("task-buttons");
        buttons.setMinWidth(Region.USE_PREF_SIZE);
        for (Action action : task.actions()) {
            Button button = Buttons.of(action, "small");
            button.setGraphic(null);
            buttons.getChildren().add(button);
        }
        HBox row = new HBox(mark, words, buttons);
        row.getStyleClass().add("task");
        if (task.sign() == Sign.CURRENT) {
            row.getStyleClass().add("current");
        }
        row.setAccessibleRole(AccessibleRole.LIST_ITEM);
        row.setAccessibleText(task.what().words() + " " + task.more().words());
        return row;
    }
}
