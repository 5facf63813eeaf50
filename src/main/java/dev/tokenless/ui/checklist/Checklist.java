package dev.tokenless.ui.checklist;

import dev.tokenless.ui.Action;
import dev.tokenless.ui.Desktop;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.part.AnswerPane;
import dev.tokenless.ui.part.Buttons;
import dev.tokenless.ui.part.Icons;
import dev.tokenless.ui.part.Notice;
import dev.tokenless.ui.part.RichFlow;
import dev.tokenless.ui.part.SectionHeading;
import dev.tokenless.ui.part.SidePane;
import dev.tokenless.ui.part.StepFrame;
import dev.tokenless.ui.part.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import javafx.beans.property.BooleanProperty;
import javafx.geometry.HPos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** Shows a guided list with its proof beside it. */
public final class Checklist extends StackPane {
    private final StepFrame frame = new StepFrame();
    private final AnswerPane answer = new AnswerPane();
    private final Notice failure = new Notice();
    private final SectionHeading heading = new SectionHeading();
    private final RichFlow account = new RichFlow();
    private final VBox tasks = new VBox();
    private final Notice notice = new Notice();
    private final SidePane side = new SidePane();
    private ChecklistView shown = ChecklistView.NONE;

    public Checklist() {
        tasks.getStyleClass().add("tasks");
        account.getStyleClass().addAll("text-13", "muted", "account-line");
        VBox top = new VBox(answer, failure);
        top.getStyleClass().add("stack");
        VBox list = new VBox(heading, tasks, account);
        VBox last = new VBox(list, notice);
        last.getStyleClass().add("stack");
        frame.setTop(top);
        frame.setLast(last);
        frame.setSide(side);
        frame.narrowProperty().addListener((p, old, now) -> lay());
        getChildren().add(frame);
    }

    /** The frame, which folds in a narrow window. */
    public BooleanProperty narrow() {
        return frame.narrowProperty();
    }

    /** Says what a press on the link of the account's line does. */
    public void whenAccountPressed(Runnable run) {
        account.onPress(words -> run.run());
    }

    /** Shows a list. */
    public void show(ChecklistView view, Texts texts, Desktop desktop) {
        boolean asked = shown.side().asks();
        shown = view;
        answer.show(view.answer());
        failure.show(Sign.ERROR, view.failure());
        heading.setTitle(view.title());
        heading.note(view.note());
        account.show(view.account());
        lay();
        notice.show(view.noticeSign(), view.notice());
        frame.setLastTitle(view.title());
        frame.setSideTitle(view.side().title());
        SideParts parts = new SideParts(texts, desktop);
        side.title(
                Feather.CLIPBOARD,
                new Rich(List.of(Rich.bold(view.side().title()))),
                Buttons.icon(
                        Feather.COPY,
                        texts.text("checklist.copy-all"),
                        () -> desktop.copy(SideParts.text(view.side()))));
        side.content(parts.of(view.side()));
        if (view.side().asks() && !asked) {
            frame.revealSide();
        } else if (asked && !view.side().asks()) {
            frame.revealContent();
        }
    }

    /** The tasks anew; the focus stays on the control that had it. */
    private void lay() {
        Node focused = getScene() == null ? null : getScene().getFocusOwner();
        String id = focused != null && tasks.getChildren().stream().anyMatch(row -> within(row, focused))
                ? focused.getId()
                : null;
        tasks.getChildren()
                .setAll(IntStream.range(0, shown.tasks().size())
                        .mapToObj(i ->
                                task(shown.tasks().get(i), i, i == shown.tasks().size() - 1))
                        .toList());
        Node again = id == null ? null : tasks.lookup("#" + id);
        if (again != null) {
            again.requestFocus();
        }
    }

    private static boolean within(Node parent, Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (Objects.equals(at, parent)) {
                return true;
            }
        }
        return false;
    }

    private Node task(ChecklistView.Task task, int index, boolean lastOne) {
        Region line = new Region();
        line.getStyleClass().addAll("task-line", task.sign() == Sign.DONE ? "done" : "open");
        line.setVisible(!lastOne);
        VBox.setVgrow(line, Priority.ALWAYS);
        VBox mark = new VBox(Icons.of(task.sign(), "icon-18"), line);
        mark.getStyleClass().add("task-mark");
        VBox words = new VBox(new RichFlow(task.what(), "task-what"), new RichFlow(task.more(), "text-13", "muted"));
        words.getStyleClass().add("task-words");
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        if (!task.facts().isEmpty()) {
            words.getChildren().add(facts(task.facts()));
        }
        task.fields().forEach(f -> words.getChildren().add(new FieldPart(f)));
        HBox row = new HBox(mark, words);
        row.getStyleClass().add("task");
        List<Node> buttons = buttons(task, index);
        if (!buttons.isEmpty()) {
            // Beside the words where there is room for both, else below them.
            if (frame.isNarrow() || buttons.size() > 2) {
                FlowPane below = new FlowPane(8, 8);
                below.getStyleClass().add("task-buttons-below");
                below.getChildren().setAll(buttons);
                words.getChildren().add(below);
            } else {
                HBox beside = new HBox();
                beside.getStyleClass().add("task-buttons");
                beside.setMinWidth(Region.USE_PREF_SIZE);
                beside.getChildren().setAll(buttons);
                row.getChildren().add(beside);
            }
        }
        if (task.sign() == Sign.CURRENT) {
            row.getStyleClass().add("current");
        }
        row.setAccessibleRole(AccessibleRole.LIST_ITEM);
        row.setAccessibleText(task.what().words() + " " + task.more().words());
        return row;
    }

    private static List<Node> buttons(ChecklistView.Task task, int index) {
        List<Node> buttons = new ArrayList<>();
        for (int i = 0; i < task.actions().size(); i++) {
            Action action = task.actions().get(i);
            Button button = Buttons.of(action, "small");
            button.setGraphic(null);
            button.setId("task-" + index + "-" + i);
            buttons.add(button);
        }
        return buttons;
    }

    private Node facts(List<ChecklistView.Fact> facts) {
        if (frame.isNarrow()) {
            // There is no room for two columns: each value stands below its label.
            VBox list = new VBox();
            list.getStyleClass().addAll("task-facts", "below-each-other");
            for (ChecklistView.Fact fact : facts) {
                VBox one = new VBox(
                        new RichFlow(Rich.plain(fact.label()), "text-13", "muted"),
                        new RichFlow(fact.value(), "text-13"));
                list.getChildren().add(one);
            }
            return list;
        }
        GridPane grid = new GridPane();
        grid.getStyleClass().add("task-facts");
        for (int i = 0; i < facts.size(); i++) {
            Label label = Words.label(facts.get(i).label(), "text-13", "muted");
            label.setMinWidth(Region.USE_PREF_SIZE);
            RichFlow value = new RichFlow(facts.get(i).value(), "text-13");
            GridPane.setHgrow(value, Priority.ALWAYS);
            GridPane.setHalignment(label, HPos.LEFT);
            GridPane.setValignment(label, javafx.geometry.VPos.TOP);
            grid.addRow(i, label, value);
        }
        return grid;
    }
}
