package dev.tokenless.ui.project;

import dev.tokenless.ui.Desktop;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.part.AnswerPane;
import dev.tokenless.ui.part.InSight;
import dev.tokenless.ui.part.Page;
import dev.tokenless.ui.part.RowTable;
import dev.tokenless.ui.part.SectionHeading;
import dev.tokenless.ui.part.StepFrame;
import dev.tokenless.ui.part.Words;
import dev.tokenless.ui.sheet.SourcePane;
import java.util.List;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Binds the step Project. */
public final class ProjectController implements Page {
    private final ProjectModel model;
    private final Texts texts;
    private final Desktop desktop;

    @FXML
    private StepFrame frame;

    @FXML
    private AnswerPane answer;

    @FXML
    private FlowPane facts;

    @FXML
    private SectionHeading uploadsHeading;

    @FXML
    private RowTable uploads;

    @FXML
    private VBox jobsSection;

    @FXML
    private SectionHeading jobsHeading;

    @FXML
    private RowTable jobs;

    @FXML
    private VBox problemsSection;

    @FXML
    private RowTable problems;

    @FXML
    private VBox uploadsSection;

    @FXML
    private SourcePane source;

    public ProjectController(ProjectModel model, Texts texts, Desktop desktop) {
        this.model = model;
        this.texts = texts;
        this.desktop = desktop;
    }

    @FXML
    private void initialize() {
        answer.onPress(words -> model.pressed());
        source.with(texts, desktop);
        uploads.columns(
                new RowTable.Column(texts.text("project.column.package"), 35),
                new RowTable.Column(texts.text("project.column.registry"), 13),
                new RowTable.Column(texts.text("project.column.by"), 24),
                new RowTable.Column(texts.text("project.column.login"), 28));
        jobs.columns(
                new RowTable.Column(texts.text("project.column.job"), 36),
                new RowTable.Column(texts.text("project.column.id-token"), 15),
                new RowTable.Column(texts.text("project.column.environment"), 22),
                new RowTable.Column(texts.text("project.column.starts"), 27));
        problems.columns(new RowTable.Column("", 28), new RowTable.Column("", 72));
        InSight.follow(frame, model.view(), this::show);
    }

    private void show(ProjectView view) {
        answer.show(view.answer());
        facts.getChildren()
                .setAll(view.facts().stream().map(ProjectController::fact).toList());
        uploadsHeading.note(Rich.plain(texts.plural(
                "count.uploads", view.uploads().size(), view.uploads().size())));
        uploads.show(java.util.stream.IntStream.range(0, view.uploads().size())
                .mapToObj(i -> upload(view.uploads().get(i), i))
                .toList());
        uploads.mark(view.chosenUpload());
        toggle(uploadsSection, !view.uploads().isEmpty());
        jobsHeading.note(Rich.plain(view.jobsNote()));
        jobs.show(java.util.stream.IntStream.range(0, view.jobs().size())
                .mapToObj(i -> job(view.jobs().get(i), i))
                .toList());
        jobs.mark(view.chosenJob());
        toggle(jobsSection, !view.jobs().isEmpty());
        problems.show(view.problems().stream()
                .map(p -> new RowTable.Row(
                        List.of(Words.label(p.place(), "mono"), Words.label(p.message())),
                        p.place() + " " + p.message()))
                .toList());
        toggle(problemsSection, !view.problems().isEmpty());
        source.show(view.sheet());
        frame.setSideEmpty(view.sheet().title().isEmpty()); // a tab for a file that is not there would be an empty one
        frame.setSideTitle(texts.text(
                "source.tab",
                dev.tokenless.ui.session.FileNames.name(view.sheet().title())));
    }

    private static void toggle(Node node, boolean on) {
        node.setVisible(on);
        node.setManaged(on);
    }

    /** In a box of its own: a name in pieces and one in small text stand equally far in. */
    private static Node under(Node words) {
        HBox box = new HBox(words);
        box.getStyleClass().add("under-state");
        box.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        return box;
    }

    private static Node fact(ProjectView.Fact fact) {
        VBox lines = Words.lines(Words.label(fact.name(), "text-12", "muted"), Words.value(fact.value()));
        lines.getStyleClass().add("fact");
        return lines;
    }

    private RowTable.Row upload(ProjectView.UploadRow row, int index) {
        Node by = row.place().isEmpty()
                ? Words.label(row.job(), "muted")
                : Words.lines(Words.label(row.place(), "mono", "accent"), Words.label(row.job(), "text-12", "muted"));
        Node state = Words.state(row.sign(), row.login());
        Node login = row.key().isEmpty() ? state : Words.lines(state, under(Words.name(row.key(), "text-12", "muted")));
        return new RowTable.Row(
                List.of(
                        Words.lines(
                                Words.name(row.name(), "text-bold"), Words.value(row.manifest(), "text-12", "muted")),
                        Words.label(row.registry()),
                        by,
                        login),
                texts.text(
                        "project.upload.words",
                        row.name(),
                        row.registry(),
                        row.job() + " " + row.place(),
                        row.login() + " " + row.key()),
                List.of("row-56", "pressable"),
                () -> model.chooseUpload(index),
                frame::revealSide);
    }

    private RowTable.Row job(ProjectView.JobRow row, int index) {
        Node environment = row.named() ? Words.chip(row.environment()) : Words.label(row.environment(), "muted");
        return new RowTable.Row(
                List.of(
                        Words.lines(Words.name(row.job(), "text-bold"), Words.value(row.tool(), "text-12", "muted")),
                        Words.state(row.idTokenSign(), row.idToken()),
                        row.environmentNote().isEmpty()
                                ? environment
                                : Words.lines(environment, Words.label(row.environmentNote(), "text-12", "muted")),
                        row.otherTriggers().isEmpty()
                                ? Words.label(row.trigger())
                                : Words.lines(
                                        Words.label(row.trigger()),
                                        Words.label(row.otherTriggers(), "text-12", "muted"))),
                texts.text(
                        "project.job.words",
                        row.job(),
                        row.idToken(),
                        row.environment(),
                        row.trigger() + " " + row.otherTriggers()),
                List.of("row-56", "pressable"),
                () -> model.chooseJob(index),
                frame::revealSide);
    }

    @Override
    public @Nullable Node firstFocus() {
        return uploads.isManaged() && uploadsSection.isManaged() ? uploads : null;
    }
}
