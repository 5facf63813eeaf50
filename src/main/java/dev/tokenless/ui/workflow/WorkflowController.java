package dev.tokenless.ui.workflow;

import atlantafx.base.controls.ToggleSwitch;
import dev.tokenless.fix.ReleaseTrigger;
import dev.tokenless.ui.Desktop;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.part.AnswerPane;
import dev.tokenless.ui.part.Buttons;
import dev.tokenless.ui.part.InSight;
import dev.tokenless.ui.part.Notice;
import dev.tokenless.ui.part.Page;
import dev.tokenless.ui.part.RichFlow;
import dev.tokenless.ui.part.RowTable;
import dev.tokenless.ui.part.SectionHeading;
import dev.tokenless.ui.part.Segments;
import dev.tokenless.ui.part.StepFrame;
import dev.tokenless.ui.part.Words;
import dev.tokenless.ui.sheet.DiffView;
import dev.tokenless.ui.sheet.SourcePane;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** Binds the step Workflow. */
public final class WorkflowController implements Page {
    private static final int MOST_MANUAL = 3;

    private final WorkflowModel model;
    private final Texts texts;
    private final Desktop desktop;
    private boolean showing;
    private List<WorkflowView.Manual> shownManual = List.of();

    @FXML
    private StepFrame frame;

    @FXML
    private AnswerPane answer;

    @FXML
    private Segments kind;

    @FXML
    private Pane options;

    @FXML
    private ComboBox<Choices.Naming> naming;

    @FXML
    private VBox environmentField;

    @FXML
    private TextField environment;

    @FXML
    private VBox fileField;

    @FXML
    private TextField fileName;

    @FXML
    private VBox triggerField;

    @FXML
    private ComboBox<ReleaseTrigger> trigger;

    @FXML
    private VBox toolField;

    @FXML
    private ComboBox<String> tool;

    @FXML
    private ToggleSwitch pin;

    @FXML
    private ToggleSwitch separate;

    @FXML
    private ToggleSwitch everything;

    @FXML
    private ToggleSwitch testFirst;

    @FXML
    private ToggleSwitch attestations;

    @FXML
    private ToggleSwitch preflight;

    @FXML
    private Label provenance;

    @FXML
    private Notice refusal;

    @FXML
    private VBox manualSection;

    @FXML
    private SectionHeading manualHeading;

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
        naming.setConverter(words(n -> texts.text(
                switch (n) {
                    case ONE -> "workflow.naming.one";
                    case EACH_REGISTRY -> "workflow.naming.registry";
                    case EACH_PACKAGE -> "workflow.naming.package";
                    case NONE -> "workflow.naming.none";
                })));
        trigger.setConverter(words(t -> texts.text(
                switch (t) {
                    case TAG -> "workflow.trigger.tag";
                    case RELEASE -> "workflow.trigger.release";
                    case MANUAL -> "workflow.trigger.hand";
                })));
        tool.setConverter(words(t -> t.isEmpty() ? texts.text("workflow.tool.auto") : t));
        naming.getItems().setAll(Choices.Naming.values());
        trigger.getItems().setAll(ReleaseTrigger.values());
        for (TextField field : List.of(environment, fileName)) {
            field.setOnAction(e -> choose());
            field.focusedProperty().addListener((p, old, now) -> {
                if (!now) {
                    choose();
                }
            });
        }
        for (ComboBox<?> box : List.of(naming, trigger, tool)) {
            box.valueProperty().addListener((p, old, now) -> choose());
        }
        for (ToggleSwitch one : List.of(pin, separate, everything, testFirst, attestations, preflight)) {
            one.selectedProperty().addListener((p, old, now) -> choose());
        }
        previous.setOnAction(e -> model.goTo(model.view().get().current() - 1));
        next.setOnAction(e -> model.goTo(model.view().get().current() + 1));
        InSight.follow(frame, model.view(), this::show);
    }

    private static <T> StringConverter<T> words(Function<T, String> words) {
        return new StringConverter<>() {
            @Override
            public String toString(@Nullable T value) {
                return value == null ? "" : words.apply(value);
            }

            @Override
            public @Nullable T fromString(String text) {
                return null;
            }
        };
    }

    private void choose() {
        choose(model.view().get().choices().fresh());
    }

    private void choose(boolean fresh) {
        if (showing) {
            return;
        }
        String typed = fileName.getText().strip();
        model.choose(new Choices(
                fresh,
                naming.getValue(),
                environment.getText().strip(),
                pin.isSelected(),
                separate.isSelected(),
                everything.isSelected(),
                typed.equals(model.view().get().offered().fileName())
                        ? model.view().get().choices().fileName()
                        : typed,
                trigger.getValue(),
                tool.getValue() == null ? "" : tool.getValue(),
                testFirst.isSelected(),
                attestations.isSelected(),
                preflight.isSelected()));
    }

    private void show(WorkflowView view) {
        showing = true;
        answer.show(view.answer());
        options(view.choices(), view.offered());
        refusal.show(Sign.ERROR, view.refusal());
        manual(view.manual());
        toggle(manualSection, !view.manual().isEmpty());
        boolean changes = !view.edits().isEmpty();
        toggle(diffSection, changes || !view.present().lines().isEmpty());
        toggle(diff, changes);
        toggle(reasonRow, changes);
        toggle(options, changes || view.offering());
        toggle(kind, view.offering() && view.offered().migrate());
        toggle(present, !changes);
        diff.show(
                view.diff(),
                texts.text("diff.today"),
                view.leftNote(),
                texts.text(view.fresh() ? "workflow.new" : "diff.migrated"),
                view.rightNote());
        diff.current(view.current());
        reason.show(view.reason());
        present.show(view.present());
        showing = false;
    }

    /** A few steps are shown; many would push the difference out of sight. */
    private void manual(List<WorkflowView.Manual> steps) {
        if (steps.equals(shownManual)) {
            return;
        }
        shownManual = steps;
        boolean many = steps.size() > MOST_MANUAL;
        rows(many ? steps.subList(0, MOST_MANUAL - 1) : steps);
        if (many) {
            manualHeading.right(Buttons.small(texts.text("workflow.manual.all", steps.size()), () -> {
                manualHeading.right();
                rows(steps);
            }));
        } else {
            manualHeading.right();
        }
    }

    private void rows(List<WorkflowView.Manual> steps) {
        manual.show(steps.stream().map(WorkflowController::row).toList());
    }

    private void options(Choices choices, WorkflowView.Offered offered) {
        boolean fresh = choices.fresh() || !offered.migrate();
        kind.show(
                List.of(segment("workflow.kind.migrate"), segment("workflow.kind.new")),
                fresh ? 1 : 0,
                i -> choose(i == 1));
        naming.setValue(choices.naming());
        toggle(environmentField, choices.naming() == Choices.Naming.ONE);
        put(environment, choices.environment());
        put(fileName, choices.fileName().isEmpty() ? offered.fileName() : choices.fileName());
        trigger.setValue(choices.trigger());
        List<String> tools = new ArrayList<>(List.of(""));
        tools.addAll(offered.tools());
        if (!tool.getItems().equals(tools)) {
            tool.getItems().setAll(tools);
        }
        tool.setValue(tools.contains(choices.tool()) ? choices.tool() : "");
        pin.setSelected(choices.pin());
        separate.setSelected(choices.separateBuild());
        everything.setSelected(choices.everything());
        testFirst.setSelected(choices.testFirst());
        attestations.setSelected(choices.attestations());
        preflight.setSelected(choices.preflight());
        toggle(fileField, fresh);
        toggle(triggerField, fresh);
        toggle(toolField, fresh && !offered.tools().isEmpty());
        toggle(separate, !fresh);
        toggle(everything, offered.many());
        toggle(testFirst, fresh && offered.python());
        toggle(attestations, fresh && offered.python());
        toggle(preflight, fresh);
        toggle(provenance, fresh && offered.npm());
    }

    private Segments.Segment segment(String key) {
        return new Segments.Segment(texts.text(key), null, texts.text(key));
    }

    private static void put(TextField field, String text) {
        if (!field.isFocused() && !field.getText().equals(text)) {
            field.setText(text);
        }
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
