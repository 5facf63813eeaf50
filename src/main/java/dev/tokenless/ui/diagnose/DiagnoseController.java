package dev.tokenless.ui.diagnose;

import dev.tokenless.edit.FileEdit;
import dev.tokenless.ui.Action;
import dev.tokenless.ui.Desktop;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.part.AnswerPane;
import dev.tokenless.ui.part.Buttons;
import dev.tokenless.ui.part.Icons;
import dev.tokenless.ui.part.InView;
import dev.tokenless.ui.part.MarkedValue;
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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
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
        runs.show(view.runs().stream().map(this::run).toList());
        runsNote.show(view.runsNote());
        toggle(runs, !view.runs().isEmpty());
        toggle(runsSection, view.asking());
        causes.show(IntStream.range(0, view.causes().size())
                .mapToObj(i -> cause(view.causes().get(i), i))
                .toList());
        causes.mark(view.cause());
        toggle(causesSection, !view.causes().isEmpty());
        (view.comparisons().isEmpty() ? cureHeading : comparisonHeading).right(Words.chip(view.causeId()));
        (view.comparisons().isEmpty() ? comparisonHeading : cureHeading).right();
        comparison.show(view.comparisons().stream().map(this::compared).toList());
        toggle(comparisonSection, !view.comparisons().isEmpty());
        seen = List.of();
        showCures();
        toggle(cureSection, !view.cures().isEmpty());
        checked.show(view.checked().stream()
                .map(c -> new RowTable.Row(
                        List.of(Icons.of(Sign.MATCH, "icon-14"), new RichFlow(Rich.marked(c), "text-13")), c, "row-32"))
                .toList());
        toggle(checkedSection, !view.checked().isEmpty());
        open.show(view.open().stream().map(DiagnoseController::open).toList());
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
                            : new dev.tokenless.ui.Rich(List.of(
                                    dev.tokenless.ui.Rich.code(view.proof().title()))),
                    Buttons.small(texts.text("publisher.change"), model::another));
            proof.show(view.proof());
            side.content(proof);
        }
    }

    private void showCures() {
        List<DiagnoseView.Cure> all = model.view().get().cures();
        cures.getChildren()
                .setAll(IntStream.range(0, all.size())
                        .mapToObj(i -> cure(all.get(i), i == 0))
                        .toList());
    }

    private static void toggle(Node node, boolean on) {
        node.setVisible(on);
        node.setManaged(on);
    }

    private RowTable.Row run(DiagnoseView.RunRow row) {
        VBox words = Words.lines(Words.label(row.title()), Words.label(row.more(), "text-12", "muted"));
        Button pick = Buttons.small(texts.text("diagnose.runs.pick"), row.pick());
        pick.setAccessibleText(texts.text("diagnose.runs.pick.words", row.title()));
        return new RowTable.Row(
                List.of(Icons.of(Sign.REFUSED, "icon-16"), words, pick),
                row.title() + ", " + row.more(),
                List.of("row-56"),
                () -> {},
                row.pick());
    }

    private RowTable.Row cause(DiagnoseView.CauseRow row, int index) {
        VBox words = Words.lines(new RichFlow(row.message()), Words.label(row.id(), "text-12", "muted"));
        return new RowTable.Row(
                List.of(Icons.of(row.sign(), "icon-16"), words, Words.label(row.certainty(), "text-13", "muted")),
                row.certainty() + ": " + row.message().words(),
                List.of("row-56", "pressable"),
                () -> model.choose(index),
                () -> {});
    }

    private static RowTable.Row open(DiagnoseView.Open question) {
        return new RowTable.Row(
                List.of(
                        Icons.of(Sign.UNKNOWN, "icon-14"),
                        Words.lines(
                                new RichFlow(Rich.marked(question.what()), "text-13"),
                                new RichFlow(Rich.marked(question.why()), "text-12", "muted"))),
                question.what() + ". " + question.why(),
                "row-56");
    }

    private RowTable.Row compared(DiagnoseView.Comparison row) {
        String presented = row.presented() == null ? "" : row.presented();
        String expected = row.expected() == null ? "" : row.expected();
        String none = texts.text("none");
        boolean marked = row.differs() && !presented.isEmpty() && !expected.isEmpty();
        Node left = marked
                ? MarkedValue.presented(presented, expected)
                : presented.isEmpty() ? Words.label(none, "text-13", "muted") : Words.label(presented, "mono");
        Node right = marked
                ? MarkedValue.expected(presented, expected)
                : expected.isEmpty()
                        ? Words.label(texts.text("publisher.not-known"), "text-13", "muted")
                        : Words.label(expected, "mono");
        Sign sign = row.differs() ? Sign.DIFFERS : row.expected() == null ? Sign.UNKNOWN : Sign.MATCH;
        String word = texts.text(
                row.differs()
                        ? "check.result.differs"
                        : row.expected() == null ? "check.result.unknown" : "check.result.match");
        return new RowTable.Row(
                List.of(
                        Words.label(row.claim(), "mono"),
                        left,
                        right,
                        row.kind().isEmpty()
                                ? Words.state(sign, word)
                                : Words.lines(Words.state(sign, word), Words.label(row.kind(), "text-12", "muted"))),
                texts.text("publisher.field.words", row.claim(), presented, expected, word + " " + row.kind()),
                row.differs() ? "danger" : "plain");
    }

    private Node cure(DiagnoseView.Cure cure, boolean better) {
        VBox card = new VBox(
                Words.label(cure.side(), "text-12", "muted"), new RichFlow(cure.title(), "text-bold", "card-title"));
        card.getStyleClass().add("cure");
        if (!cure.values().isEmpty()) {
            VBox values = new VBox();
            values.getStyleClass().add("cure-values");
            cure.values().forEach(value -> values.getChildren().add(Words.label(value, "mono")));
            card.getChildren().add(values);
        }
        List<Action> actions = new ArrayList<>();
        String page = cure.link();
        if (!cure.edits().isEmpty()) {
            // Nothing is written before it was seen.
            Action show = Action.of(texts.text("diagnose.show"), Feather.EYE, () -> showEdits(cure));
            Action write = Action.of(texts.text("diagnose.write"), Feather.SAVE, () -> model.write(cure.edits()));
            boolean shown = cure.edits().equals(seen);
            actions.add(shown ? write : show);
            actions.add(shown ? show : write.unless(texts.text("diagnose.write.after")));
        }
        if (!cure.step().isEmpty()) {
            actions.add(Action.of(cure.step(), Feather.ARROW_RIGHT, cure.go()));
        }
        if (page != null) {
            actions.add(Action.of(texts.text("publisher.open-page"), Feather.EXTERNAL_LINK, () -> model.open(page)));
        }
        if (!cure.values().isEmpty()) {
            actions.add(Action.of(
                    texts.text("checklist.copy-all"),
                    Feather.COPY,
                    () -> model.copy(String.join("\n", cure.values()))));
        }
        FlowPane buttons = new FlowPane(8, 8);
        for (int i = 0; i < actions.size(); i++) {
            Action action = actions.get(i);
            buttons.getChildren()
                    .add(Buttons.of(
                            better && i == 0 ? Action.primary(action.text(), action.icon(), action.run()) : action));
        }
        card.getChildren().add(buttons);
        return card;
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
        VBox rail = new VBox(
                Words.label(texts.text("diagnose.rail.from"), "text-12", "muted", "rail-caption"),
                line(Feather.CLIPBOARD, "diagnose.rail.log"),
                line(Feather.LIST, "diagnose.rail.run"),
                line(Feather.TYPE, "diagnose.rail.line"),
                line(Feather.KEY, "diagnose.rail.token"),
                line(Feather.FOLDER, "diagnose.rail.project"),
                Words.label(texts.text("diagnose.rail.hint"), "text-12", "muted", "rail-hint"));
        rail.getStyleClass().add("diagnose-rail");
        ScrollPane scroll = new ScrollPane(rail);
        InView.drawnInParts(scroll);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setMinHeight(0);
        scroll.setFocusTraversable(false);
        scroll.getStyleClass().add("page-scroll");
        return scroll;
    }

    private Node line(Feather icon, String key) {
        javafx.scene.layout.HBox row = new javafx.scene.layout.HBox(
                Icons.of(icon, "icon-18", "muted"), Words.label(texts.text(key), "rail-words"));
        row.getStyleClass().add("step");
        return row;
    }

    /** Room for many lines, but never so much that the sentence above them or the buttons below leave the window. */
    private double textHeight() {
        double em = text.getFont().getSize();
        return Math.clamp(frame.getHeight() * TEXT_SHARE, FEWEST_LINES * em, MOST_LINES * em);
    }
}
