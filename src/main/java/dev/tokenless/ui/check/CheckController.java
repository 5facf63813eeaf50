package dev.tokenless.ui.check;

import dev.tokenless.ui.Desktop;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.part.AnswerPane;
import dev.tokenless.ui.part.Buttons;
import dev.tokenless.ui.part.Icons;
import dev.tokenless.ui.part.InSight;
import dev.tokenless.ui.part.MarkedValue;
import dev.tokenless.ui.part.Notice;
import dev.tokenless.ui.part.Page;
import dev.tokenless.ui.part.RichFlow;
import dev.tokenless.ui.part.RowTable;
import dev.tokenless.ui.part.SectionHeading;
import dev.tokenless.ui.part.Segments;
import dev.tokenless.ui.part.StepFrame;
import dev.tokenless.ui.part.Words;
import dev.tokenless.ui.session.FileNames;
import dev.tokenless.ui.sheet.DiffSheet;
import dev.tokenless.ui.sheet.DiffView;
import dev.tokenless.ui.sheet.SourcePane;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Binds the step Check. */
public final class CheckController implements Page {
    private final CheckModel model;
    private final Texts texts;
    private final Desktop desktop;
    private final Segments triggers = new Segments();
    private final Segments scopes = new Segments();

    @FXML
    private StepFrame frame;

    @FXML
    private StepFrame reviewFrame;

    @FXML
    private AnswerPane answer;

    @FXML
    private VBox verdictSection;

    @FXML
    private SectionHeading verdictHeading;

    @FXML
    private RowTable verdict;

    @FXML
    private SectionHeading findingsHeading;

    @FXML
    private RowTable findings;

    @FXML
    private SourcePane source;

    @FXML
    private Label reviewTitle;

    @FXML
    private Notice refusal;

    @FXML
    private DiffView diff;

    public CheckController(CheckModel model, Texts texts, Desktop desktop) {
        this.model = model;
        this.texts = texts;
        this.desktop = desktop;
    }

    @FXML
    private void initialize() {
        reviewFrame.narrowProperty().bind(frame.narrowProperty());
        answer.onPress(words -> model.pressed());
        verdictHeading.onPress(words -> model.pressed());
        verdictHeading.right(triggers);
        findingsHeading.right(scopes);
        source.with(texts, desktop);
        diff.with(texts, change -> {});
        findings.columns(
                new RowTable.Column("", 4),
                new RowTable.Column("", 61),
                new RowTable.Column("", 19),
                new RowTable.Column("", 16, true));
        InSight.follow(frame, model.view(), this::show);
    }

    private void show(CheckView view) {
        CheckView.Review review = view.review();
        frame.setVisible(review == null);
        reviewFrame.setVisible(review != null);
        if (review != null) {
            showReview(review, view);
            return;
        }
        answer.show(view.answer());
        verdictHeading.note(view.verdictNote());
        triggers.show(view.triggers(), view.trigger(), model::chooseTrigger);
        verdict.columns(
                new RowTable.Column(texts.text("check.column.claim"), 27),
                new RowTable.Column(texts.text("check.column.presents"), 26),
                new RowTable.Column(view.expects(), 25),
                new RowTable.Column(texts.text("check.column.result"), 22));
        verdict.show(
                view.claims().stream().map(row -> claim(row, view.expects())).toList());
        verdictSection.setVisible(!view.claims().isEmpty());
        verdictSection.setManaged(!view.claims().isEmpty());
        findingsHeading.note(view.findingsNote());
        scopes.show(view.scopes(), view.scope(), model::chooseScope);
        findings.show(IntStream.range(0, view.findings().size())
                .mapToObj(i -> finding(view.findings().get(i), i))
                .toList());
        findings.mark(view.finding());
        findings.setVisible(!view.findings().isEmpty());
        findings.setManaged(!view.findings().isEmpty());
        int all = view.findings().stream().mapToInt(row -> 1 + row.more()).sum();
        frame.setLastTitle(texts.text("check.findings.tab", all));
        frame.setSideTitle(texts.text("source.tab", FileNames.name(view.sheet().title())));
        source.show(view.sheet());
    }

    private void showReview(CheckView.Review review, CheckView view) {
        reviewTitle.setText(review.title());
        refusal.show(Sign.ERROR, view.refusal());
        String names = review.edits().stream()
                .map(e -> FileNames.name(e.path()))
                .distinct()
                .collect(Collectors.joining(", "));
        diff.show(DiffSheet.of(review.edits()), texts.text("diff.today"), names, texts.text("diff.fixed"), names);
    }

    private RowTable.Row claim(CheckView.ClaimRow row, String expects) {
        String presented = row.presented().text();
        String expected = row.expected().text();
        boolean marked =
                row.differs() && row.presented().literal() && row.expected().literal();
        Node left = marked ? MarkedValue.presented(presented, expected) : value(row.presented());
        Node right = marked ? MarkedValue.expected(presented, expected) : value(row.expected());
        Node result = Words.state(row.sign(), row.result());
        if (!row.note().isEmpty()) {
            result = Words.lines(result, Words.label(row.note(), "text-12", "muted"));
        }
        return new RowTable.Row(
                List.of(Words.value(row.claim()), left, right, result),
                texts.text("check.claim.words", row.claim(), presented, expects, expected, row.result()),
                row.differs() ? "danger" : "plain");
    }

    private static Node value(CheckView.Value value) {
        return value.literal() ? Words.settled(value.text()) : Words.label(value.text(), "text-13", "muted");
    }

    private RowTable.Row finding(CheckView.FindingRow row, int index) {
        VBox words = new VBox(new RichFlow(row.message()), Words.label(row.rule(), "text-12", "muted"));
        words.setMinWidth(0);
        words.setAlignment(Pos.CENTER_LEFT);
        HBox place = new HBox(Words.label(row.place(), "mono", "accent"));
        place.setAlignment(Pos.CENTER_LEFT);
        place.getStyleClass().add("place-of-finding");
        place.setMinWidth(0);
        HBox.setHgrow(place.getChildren().getFirst(), Priority.SOMETIMES);
        if (row.more() > 0) {
            Label more = new Label("+" + row.more());
            more.getStyleClass().addAll("text-12", "muted");
            more.setMinWidth(Region.USE_PREF_SIZE);
            place.getChildren().add(more);
        }
        Node fix;
        if (row.fixable()) {
            Button show = Buttons.small(texts.text("check.show-fix"), () -> model.showFix(index));
            show.setAccessibleText(texts.text("check.show-fix.words", row.rule()));
            fix = show;
        } else {
            Button why = Buttons.small(texts.text("check.why"), () -> {});
            why.setOnAction(e -> HelpPopover.show(why, row.title(), model.help(index)));
            why.setAccessibleText(texts.text("check.why.words", row.rule()));
            fix = why;
        }
        Node icon = Icons.of(row.sign(), "icon-16");
        Tooltip.install(words, new Tooltip(row.title()));
        return new RowTable.Row(
                List.of(icon, words, place, fix),
                texts.text("check.finding.words", row.rule(), row.message().words(), row.place()),
                List.of("row-56", "pressable"),
                () -> model.chooseFinding(index),
                frame::revealSide);
    }
}
