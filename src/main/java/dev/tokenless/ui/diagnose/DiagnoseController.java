package dev.tokenless.ui.diagnose;

import dev.tokenless.edit.FileEdit;
import dev.tokenless.ui.Desktop;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.part.AnswerPane;
import dev.tokenless.ui.part.Buttons;
import dev.tokenless.ui.part.Notice;
import dev.tokenless.ui.part.Page;
import dev.tokenless.ui.part.RichFlow;
import dev.tokenless.ui.part.RowTable;
import dev.tokenless.ui.part.SectionHeading;
import dev.tokenless.ui.part.SidePane;
import dev.tokenless.ui.part.StepFrame;
import dev.tokenless.ui.part.Words;
import dev.tokenless.ui.session.FileNames;
import dev.tokenless.ui.sheet.DiffSheet;
import dev.tokenless.ui.sheet.DiffView;
import dev.tokenless.ui.sheet.SheetView;
import dev.tokenless.ui.signin.GitHubAccess;
import java.io.File;
import java.util.List;
import java.util.stream.IntStream;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.TextArea;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** Binds the place Diagnose. */
public final class DiagnoseController implements Page {
    private final DiagnoseModel model;
    private final GitHubAccess gitHub;
    private final Texts texts;
    private final Desktop desktop;
    private final DiagnoseRows rows;
    private final CureCards cards;
    private final SheetView proof = new SheetView();
    private final DiffView diff = new DiffView();
    /** The edits that the user has looked at. */
    private List<FileEdit> seen = List.of();

    @FXML
    private StepFrame frame;

    @FXML
    private AnswerPane answer;

    @FXML
    private Notice refusal;

    @FXML
    private VBox asking;

    private static final double TEXT_SHARE = 0.4;
    private static final double FEWEST_LINES = 5;
    private static final double MOST_LINES = 22;

    @FXML
    private TextArea text;

    @FXML
    private VBox runsSection;

    @FXML
    private RowTable runs;

    @FXML
    private RichFlow runsNote;

    @FXML
    private VBox causesSection;

    @FXML
    private RowTable causes;

    @FXML
    private VBox comparisonSection;

    @FXML
    private SectionHeading comparisonHeading;

    @FXML
    private RowTable comparison;

    @FXML
    private VBox cureSection;

    @FXML
    private SectionHeading cureHeading;

    @FXML
    private FlowPane cures;

    @FXML
    private SectionHeading causesHeading;

    @FXML
    private VBox openSection;

    @FXML
    private RowTable open;

    @FXML
    private VBox checkedSection;

    @FXML
    private RowTable checked;

    @FXML
    private Notice notes;

    @FXML
    private SidePane side;

    public DiagnoseController(DiagnoseModel model, GitHubAccess gitHub, Texts texts, Desktop desktop) {
        this.model = model;
        this.gitHub = gitHub;
        this.texts = texts;
        this.desktop = desktop;
        this.rows = new DiagnoseRows(texts);
        this.cards = new CureCards(model, texts, this::showEdits);
    }

    @FXML
    private void initialize() {
        text.prefHeightProperty()
                .bind(Bindings.createDoubleBinding(this::textHeight, frame.heightProperty(), text.fontProperty()));
        diff.with(texts, change -> {});
        causes.columns(new RowTable.Column("", 5), new RowTable.Column("", 75), new RowTable.Column("", 20, true));
        comparison.columns(
                new RowTable.Column(texts.text("check.column.claim"), 22),
                new RowTable.Column(texts.text("diagnose.column.presented"), 28),
                new RowTable.Column(texts.text("diagnose.column.expected"), 27),
                new RowTable.Column(texts.text("check.column.result"), 23));
        checked.columns(new RowTable.Column("", 5), new RowTable.Column("", 95));
        open.columns(new RowTable.Column("", 5), new RowTable.Column("", 95));
        runs.columns(new RowTable.Column("", 3), new RowTable.Column("", 77), new RowTable.Column("", 20, true));
        runsNote.onPress(words -> gitHub.ask());
        for (Node target : List.of(text, frame)) {
            target.addEventHandler(DragEvent.DRAG_OVER, this::dragged);
            target.addEventHandler(DragEvent.DRAG_DROPPED, this::dropped);
        }
        model.view().subscribe(this::show);
    }

    private void dragged(DragEvent event) {
        if (event.getDragboard().hasFiles()) {
            event.acceptTransferModes(TransferMode.COPY);
            event.consume();
        }
    }

    /** A log file or the archive of a run. */
    private void dropped(DragEvent event) {
        List<File> files = event.getDragboard().getFiles();
        if (!files.isEmpty() && files.getFirst().isFile()) {
            model.diagnose(files.getFirst().toPath());
            event.setDropCompleted(true);
            event.consume();
        }
    }

    @FXML
    private void chooseFile() {
        model.chooseFile();
    }

    @FXML
    private void diagnose() {
        model.diagnose(text.getText());
    }

    private void show(DiagnoseView view) {
        answer.show(view.answer());
        refusal.show(Sign.ERROR, view.refusal());
        toggle(asking, view.asking());
        if (view.asking() && !text.isFocused()) {
            text.clear();
        }
        runs.show(view.runs().stream().map(rows::run).toList());
        runsNote.show(view.runsNote());
        toggle(runs, !view.runs().isEmpty());
        toggle(runsSection, view.asking());
        causes.show(IntStream.range(0, view.causes().size())
                .mapToObj(i -> rows.cause(view.causes().get(i), () -> model.choose(i)))
                .toList());
        causes.mark(view.cause());
        toggle(causesSection, !view.causes().isEmpty());
        (view.comparisons().isEmpty() ? cureHeading : comparisonHeading).right(Words.chip(view.causeId()));
        (view.comparisons().isEmpty() ? comparisonHeading : cureHeading).right();
        comparison.show(view.comparisons().stream().map(rows::compared).toList());
        toggle(comparisonSection, !view.comparisons().isEmpty());
        seen = List.of();
        showCures();
        toggle(cureSection, !view.cures().isEmpty());
        checked.show(view.checked().stream().map(DiagnoseRows::checked).toList());
        toggle(checkedSection, !view.checked().isEmpty());
        open.show(view.open().stream().map(DiagnoseRows::open).toList());
        toggle(openSection, !view.open().isEmpty());
        causesHeading.setTitle(view.titles().causes());
        cureHeading.setTitle(view.titles().cures());
        notes.show(Sign.NOTE, view.notes());
        boolean log = view.proof().title().equals(texts.text("diagnose.log"));
        frame.setLastTitle(texts.text("diagnose.looked"));
        frame.setSideTitle(log ? texts.text("diagnose.log") : view.proof().title());
        frame.setSide(view.proof().lines().isEmpty() ? null : side);
        if (!view.proof().lines().isEmpty()) {
            side.title(
                    log ? Feather.CLIPBOARD : Feather.FILE_TEXT,
                    log
                            ? texts.richPlural(
                                    "diagnose.log.title",
                                    view.proof().lines().size(),
                                    view.proof().lines().size())
                            : new Rich(List.of(Rich.code(view.proof().title()))),
                    Buttons.small(texts.text("publisher.change"), model::another));
            proof.show(view.proof());
            side.content(proof);
        }
    }

    private void showCures() {
        List<DiagnoseView.Cure> all = model.view().get().cures();
        cures.getChildren()
                .setAll(IntStream.range(0, all.size())
                        .mapToObj(i ->
                                cards.of(all.get(i), i == 0, all.get(i).edits().equals(seen)))
                        .toList());
    }

    private static void toggle(Node node, boolean on) {
        node.setVisible(on);
        node.setManaged(on);
    }

    private void showEdits(DiagnoseView.Cure cure) {
        FileEdit first = cure.edits().getFirst();
        String name = FileNames.name(first.path());
        String from = first.movedFrom() == null ? name : FileNames.name(first.movedFrom());
        diff.show(DiffSheet.of(cure.edits()), texts.text("diff.today"), from, texts.text("diff.fixed"), name);
        side.title(
                Feather.TOOL,
                cure.title(),
                Buttons.icon(
                        Feather.COPY,
                        texts.text("source.copy"),
                        () -> desktop.copy(cure.edits().getFirst().after())));
        side.content(diff);
        frame.setSide(side);
        frame.revealSide();
        seen = cure.edits();
        showCures();
    }

    @Override
    public @Nullable Node firstFocus() {
        return asking.isManaged() ? text : null;
    }

    @Override
    public @Nullable Node rail() {
        return DiagnoseRail.of(texts);
    }

    /** Room for many lines, but never so much that the sentence above them or the buttons below leave the window. */
    private double textHeight() {
        double em = text.getFont().getSize();
        return Math.clamp(frame.getHeight() * TEXT_SHARE, FEWEST_LINES * em, MOST_LINES * em);
    }
}
