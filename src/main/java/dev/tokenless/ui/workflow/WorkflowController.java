package dev.tokenless.ui.workflow;

import atlantafx.base.controls.ToggleSwitch;
import dev.tokenless.ui.Desktop;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.part.AnswerPane;
import dev.tokenless.ui.part.Notice;
import dev.tokenless.ui.part.Page;
import dev.tokenless.ui.part.RichFlow;
import dev.tokenless.ui.part.RowTable;
import dev.tokenless.ui.part.StepFrame;
import dev.tokenless.ui.part.Words;
import dev.tokenless.ui.sheet.DiffView;
import dev.tokenless.ui.sheet.SourcePane;
import java.util.List;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;

/** Binds the step Workflow. */
public final class WorkflowController implements Page {
    private final WorkflowModel model;
    private final Texts texts;
    private final Desktop desktop;
    private boolean showing;

    @FXML
    private StepFrame frame;

    @FXML
    private AnswerPane answer;

    @FXML
    private Pane options;

    @FXML
    private TextField environment;

    @FXML
    private ToggleSwitch pin;

    @FXML
    private ToggleSwitch separate;

    @FXML
    private ToggleSwitch everything;

    @FXML
    private Notice refusal;

    @FXML
    private VBox manualSection;

    @FXML
    private RowTable manual;

    @FXML
    private VBox diffSection;

    @FXML
    private DiffView diff;

    @FXML
    private HBox reasonRow;

    @FXML
    private Button previous;

    @FXML
    private Button next;

    @FXML
    private RichFlow reason;

    @FXML
    private SourcePane present;

    public WorkflowController(WorkflowModel model, Texts texts, Desktop desktop) {
        this.model = model;
        this.texts = texts;
        this.desktop = desktop;
    }

    @FXML
    private void initialize() {
        present.with(texts, desktop);
        diff.with(texts, model::goTo);
        manual.columns(new RowTable.Column("", 22), new RowTable.Column("", 78));
        environment.setOnAction(e -> choose());
        environment.focusedProperty().addListener((p, old, now) -> {
            if (!now) {
                choose();
            }
        });
        pin.selectedProperty().addListener((p, old, now) -> choose());
        separate.selectedProperty().addListener((p, old, now) -> choose());
        everything.selectedProperty().addListener((p, old, now) -> choose());
        previous.setOnAction(e -> model.goTo(model.view().get().current() - 1));
        next.setOnAction(e -> model.goTo(model.view().get().current() + 1));
        model.view().subscribe(this::show);
    }

    private void choose() {
        if (!showing) {
            model.choose(new Choices(
                    environment.getText().strip(), pin.isSelected(), separate.isSelected(), everything.isSelected()));
        }
    }

    private void show(WorkflowView view) {
        showing = true;
        answer.show(view.answer());
        if (!environment.isFocused()) {
            environment.setText(view.choices().environment());
        }
        pin.setSelected(view.choices().pin());
        separate.setSelected(view.choices().separateBuild());
        everything.setSelected(view.choices().everything());
        toggle(everything, view.many());
        refusal.show(Sign.ERROR, view.refusal());
        manual.show(view.manual().stream().map(WorkflowController::row).toList());
        toggle(manualSection, !view.manual().isEmpty());
        boolean changes = !view.edits().isEmpty();
        toggle(diffSection, changes || !view.present().lines().isEmpty());
        toggle(diff, changes);
        toggle(reasonRow, changes);
        toggle(options, changes || view.choices().everything());
        toggle(present, !changes);
        diff.show(
                view.diff(), texts.text("diff.today"), view.leftNote(), texts.text("diff.migrated"), view.rightNote());
        diff.current(view.current());
        reason.show(view.reason());
        present.show(view.present());
        showing = false;
    }

    private static void toggle(Node node, boolean on) {
        node.setVisible(on);
        node.setManaged(on);
    }

    private static RowTable.Row row(WorkflowView.Manual step) {
        VBox words = Words.lines(Words.label(step.reason()), Words.label(step.instruction(), "text-13", "muted"));
        return new RowTable.Row(
                List.of(Words.label(step.place(), "mono", "accent"), words),
                step.place() + ": " + step.reason() + " " + step.instruction(),
                "row-56");
    }
}
