package dev.tokenless.ui.publisher;

import dev.tokenless.registry.PublisherIdentity;
import dev.tokenless.registry.Registry.FormField;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.ui.Desktop;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.part.AnswerPane;
import dev.tokenless.ui.part.Buttons;
import dev.tokenless.ui.part.Icons;
import dev.tokenless.ui.part.InSight;
import dev.tokenless.ui.part.InView;
import dev.tokenless.ui.part.MarkedValue;
import dev.tokenless.ui.part.Notice;
import dev.tokenless.ui.part.Page;
import dev.tokenless.ui.part.RichFlow;
import dev.tokenless.ui.part.RowTable;
import dev.tokenless.ui.part.SectionHeading;
import dev.tokenless.ui.part.Segments;
import dev.tokenless.ui.part.Segments.Segment;
import dev.tokenless.ui.part.SidePane;
import dev.tokenless.ui.part.StepFrame;
import dev.tokenless.ui.part.Words;
import dev.tokenless.ui.sheet.SheetView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.application.Platform;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** Binds the step Publisher. */
public final class PublisherController implements Page {
    private final PublisherModel model;
    private final Texts texts;
    private final Desktop desktop;
    private final SheetView request = new SheetView();
    private final Segments existence = new Segments();

    @FXML
    private StepFrame frame;

    @FXML
    private AnswerPane answer;

    @FXML
    private Notice failure;

    @FXML
    private VBox fieldsSection;

    @FXML
    private SectionHeading fieldsHeading;

    @FXML
    private RowTable fields;

    @FXML
    private VBox packagesSection;

    @FXML
    private SectionHeading packagesHeading;

    @FXML
    private RowTable packages;

    @FXML
    private VBox last;

    @FXML
    private VBox happensSection;

    @FXML
    private SectionHeading happensHeading;

    @FXML
    private RowTable happens;

    @FXML
    private Notice notice;

    @FXML
    private SidePane side;

    private PublisherView.@Nullable Side shownSide;

    public PublisherController(PublisherModel model, Texts texts, Desktop desktop) {
        this.model = model;
        this.texts = texts;
        this.desktop = desktop;
    }

    @FXML
    private void initialize() {
        happens.columns(new RowTable.Column("", 5), new RowTable.Column("", 95));
        Button change = Buttons.small(texts.text("publisher.change"), () -> model.mode(Showing.Mode.TYPING));
        fieldsHeading.right(existence, change);
        packages.columns(
                new RowTable.Column(texts.text("publisher.column.package"), 55),
                new RowTable.Column(texts.text("check.column.result"), 45));
        packagesHeading.right(new OwnedForm(model, texts));
        InSight.follow(frame, model.view(), this::show);
    }

    private void show(PublisherView view) {
        answer.show(view.answer());
        failure.show(Sign.ERROR, view.failure());
        fieldsHeading.note(view.note());
        fields.columns(
                new RowTable.Column(texts.text("publisher.column.field", view.registry()), 26),
                new RowTable.Column(texts.text("publisher.column.registered"), 24),
                new RowTable.Column(texts.text("publisher.column.wanted"), 24),
                new RowTable.Column(texts.text("check.column.result"), 26));
        fields.show(view.fields().stream().map(this::field).toList());
        toggle(fieldsSection, !view.fields().isEmpty());
        packages.show(view.packages().stream().map(this::line).toList());
        toggle(packagesSection, !view.packages().isEmpty());
        String exists = texts.text("publisher.exists");
        String absent = texts.text("publisher.not-yet");
        existence.show(
                view.pendingOffered()
                        ? List.of(new Segment(exists, null, exists), new Segment(absent, null, absent))
                        : List.of(),
                view.pending() ? 1 : 0,
                i -> model.pending(i == 1));
        happens.show(happenings(view.happenings()));
        boolean form = view.side() instanceof PublisherView.Form;
        happensHeading.setTitle(
                form ? texts.text("publisher.on-page", view.registry()) : texts.text("publisher.happens"));
        toggle(happensSection, !view.happenings().isEmpty());
        boolean more = !view.happenings().isEmpty() || !view.notice().spans().isEmpty();
        frame.setLast(more ? last : null); // a tab with nothing behind it would lead nowhere
        notice.show(form ? Sign.NOTE : Sign.WARNING, view.notice());
        frame.setLastTitle(happensHeading.getTitle());
        frame.setSideTitle(texts.text(form ? "publisher.tab.form" : "publisher.tab.request"));
        frame.setSideEmpty(view.side() instanceof PublisherView.Nothing);
        boolean opens = !(shownSide instanceof PublisherView.Typing);
        boolean typedInto = view.side() instanceof PublisherView.Typing
                || view.side() instanceof PublisherView.Call call && call.asksCredential();
        if (typedInto && view.side().equals(shownSide)) {
            return; // what is being typed stays, and the focus with it
        }
        shownSide = view.side();
        switch (view.side()) {
            case PublisherView.Nothing nothing -> {
                String words = nothing.words().isEmpty() ? texts.text("publisher.side.nothing") : nothing.words();
                side.title(
                        Feather.SEND,
                        nothing.words().isEmpty()
                                ? new Rich(List.of(Rich.bold(texts.text("publisher.tab.request"))))
                                : texts.rich("publisher.side.none"));
                side.content(Words.label(words, "text-13", "muted", "empty-pane"));
            }
            case PublisherView.Form shown -> form(shown);
            case PublisherView.Call call -> call(call, view.registry());
            case PublisherView.Proof shown -> proof(shown);
            case PublisherView.Typing shown -> {
                Map<String, TextField> inputs = typing(shown, view.registry());
                if (opens) {
                    inputs.values().stream().findFirst().ifPresent(first -> whenStyled(first::requestFocus));
                }
            }
        }
    }

    /** A credential that is wanted comes first: without it the main action cannot be pressed. */
    @Override
    public @Nullable Node firstFocus() {
        return frame.narrowProperty().get() ? null : side.lookup("#credential");
    }

    /** What scrolls comes into the scene with its first style, and only then can it take the focus. */
    private void whenStyled(Runnable then) {
        Platform.runLater(() -> {
            side.applyCss();
            side.layout();
            then.run();
        });
    }

    private static void toggle(Node node, boolean on) {
        node.setVisible(on);
        node.setManaged(on);
    }

    private RowTable.Row field(PublisherView.FieldRow row) {
        boolean differs = row.known() && row.sign() == Sign.DIFFERS;
        String none = texts.text("none");
        Node registered = differs && !row.registered().isEmpty()
                ? MarkedValue.presented(row.registered(), row.wanted())
                : row.known() && !row.registered().isEmpty()
                        ? Words.label(row.registered(), "mono")
                        : Words.label(row.known() ? none : row.registered(), "text-13", "muted");
        Node wanted = differs && !row.wanted().isEmpty()
                ? MarkedValue.expected(row.registered(), row.wanted())
                : row.wanted().isEmpty() ? Words.label(none, "text-13", "muted") : Words.label(row.wanted(), "mono");
        return new RowTable.Row(
                List.of(Words.label(row.label()), registered, wanted, Words.state(row.sign(), row.result())),
                texts.text("publisher.field.words", row.label(), row.registered(), row.wanted(), row.result()),
                row.known() && row.sign() == Sign.DIFFERS ? "danger" : "plain");
    }

    private RowTable.Row line(PublisherView.Line line) {
        CheckBox chosen = new CheckBox(dev.tokenless.ui.Visible.of(line.name()));
        chosen.setMnemonicParsing(false);
        chosen.setWrapText(true);
        chosen.setMinWidth(0);
        chosen.getStyleClass().add("mono");
        chosen.setSelected(line.chosen());
        chosen.setDisable(line.done());
        chosen.setOnAction(e -> model.several().choose(line.name(), chosen.isSelected()));
        Node state = Words.state(line.sign(), line.state());
        return new RowTable.Row(
                List.of(
                        chosen,
                        line.more().isEmpty()
                                ? state
                                : Words.lines(state, new RichFlow(Rich.plain(line.more()), "text-12", "muted"))),
                line.name() + ", " + line.state() + (line.more().isEmpty() ? "" : ". " + line.more()),
                line.more().isEmpty() ? "plain" : "row-56");
    }

    private void proof(PublisherView.Proof proof) {
        request.show(proof.sheet());
        side.title(
                Feather.EYE,
                proof.title(),
                Buttons.icon(
                        Feather.COPY,
                        texts.text("publisher.request.copy"),
                        () -> desktop.copy(proof.sheet().text())));
        VBox below = new VBox(line(Feather.INFO, proof.below()));
        below.getStyleClass().add("pane-part");
        side.content(request, below);
        frame.revealSide();
    }

    private static List<RowTable.Row> happenings(List<PublisherView.Happening> all) {
        List<RowTable.Row> rows = new ArrayList<>();
        for (PublisherView.Happening one : all) {
            VBox words = Words.lines(new RichFlow(one.what()), new RichFlow(one.more(), "text-12", "muted"));
            rows.add(new RowTable.Row(
                    List.of(Words.label(Integer.toString(rows.size() + 1), "muted"), words),
                    one.what().words() + " " + one.more().words(),
                    "row-56"));
        }
        return rows;
    }

    private void form(PublisherView.Form form) {
        side.title(
                Feather.CLIPBOARD,
                texts.rich("publisher.form.title"),
                Buttons.small(texts.text("publisher.copy-all"), () -> desktop.copy(form.text())));
        VBox list = new VBox();
        list.getStyleClass().add("form-list");
        for (FormField field : form.fields()) {
            list.getChildren().add(value(field));
        }
        Button link = Buttons.small(texts.text("publisher.copy-link"), () -> desktop.copy(form.address()));
        Label caption = Words.label(texts.text("publisher.page"), "text-12", "muted");
        HBox head = new HBox(caption, link);
        HBox.setHgrow(caption, Priority.ALWAYS);
        caption.setMaxWidth(Double.MAX_VALUE);
        head.getStyleClass().add("state");
        VBox page =
                new VBox(head, Words.label(form.address().replace("&", "\n&").replace("?", "\n?"), "mono"));
        page.getStyleClass().add("pane-part");
        side.content(scroll(list), page);
    }

    private Node value(FormField field) {
        Label name = Words.label(field.label(), "text-12", "muted");
        TextField text = new TextField(dev.tokenless.ui.Visible.of(field.value()));
        text.setEditable(false);
        text.setPromptText(texts.text("publisher.leave-empty"));
        if (!field.value().isEmpty()) {
            text.setTooltip(new Tooltip(text.getText())); // a value may be longer than its field
        }
        text.getStyleClass().add("mono");
        text.setAccessibleText(field.label());
        name.setLabelFor(text);
        HBox.setHgrow(text, Priority.ALWAYS);
        Button copy = Buttons.icon(
                Feather.COPY, texts.text("publisher.copy-field", field.label()), () -> desktop.copy(field.value()));
        copy.getStyleClass().remove("flat");
        HBox row = new HBox(text, copy);
        row.getStyleClass().add("state");
        VBox box = new VBox(name, row);
        box.getStyleClass().add("field");
        return box;
    }

    private static ScrollPane scroll(Node node) {
        ScrollPane scroll = new ScrollPane(node);
        InView.drawnInParts(scroll);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("page-scroll");
        scroll.setFocusTraversable(false);
        return scroll;
    }

    private void call(PublisherView.Call call, String registry) {
        request.show(call.sheet());
        side.title(
                Feather.SEND,
                texts.rich("publisher.request.title", registry),
                Buttons.icon(
                        Feather.COPY,
                        texts.text("publisher.request.copy"),
                        () -> desktop.copy(call.sheet().text())));
        VBox below = new VBox();
        below.getStyleClass().add("pane-part");
        if (call.asksCredential()) {
            below.getChildren().add(new CredentialForm(model, texts, call.credentialHint()));
        } else {
            Node from = line(Feather.LOCK, call.credential());
            below.getChildren().add(from);
            if (model.chosen().ofUser()) {
                HBox other = new HBox(Buttons.small(texts.text("publisher.credential.other"), () -> {
                    model.chosen().registry().ifPresent(model.credentials()::forget);
                    whenStyled(() -> {
                        if (firstFocus() instanceof Node asked) {
                            asked.requestFocus(); // the button is gone, and the field is what it was pressed for
                        }
                    });
                }));
                model.chosen()
                        .registry()
                        .flatMap(model.credentials()::page)
                        .ifPresent(page -> other.getChildren()
                                .add(Buttons.small(
                                        texts.text("publisher.credential.delete"), () -> desktop.openPage(page))));
                other.getStyleClass().add("state");
                below.getChildren().add(other);
            }
        }
        below.getChildren().add(line(Feather.CORNER_DOWN_LEFT, call.expected()));
        side.content(request, below);
    }

    private static Node line(Feather icon, Rich words) {
        RichFlow flow = new RichFlow(words, "text-13");
        HBox.setHgrow(flow, Priority.ALWAYS);
        HBox line = new HBox(Icons.of(icon, "icon-16", "muted"), flow);
        line.getStyleClass().add("state");
        return line;
    }

    private Map<String, TextField> typing(PublisherView.Typing typing, String registry) {
        side.title(Feather.EDIT_2, texts.rich("publisher.typing.title", registry));
        Map<String, TextField> inputs = new LinkedHashMap<>();
        VBox list = new VBox();
        list.getStyleClass().add("form-list");
        for (FormField field : typing.fields()) {
            TextField text = new TextField(field.value());
            text.getStyleClass().add("mono");
            text.setAccessibleText(field.label());
            Label name = Words.label(field.label(), "text-12", "muted");
            name.setLabelFor(text);
            inputs.put(field.name(), text);
            VBox box = new VBox(name, text);
            box.getStyleClass().add("field");
            list.getChildren().add(box);
        }
        Button keep = new Button(texts.text("publisher.typing.keep"));
        keep.getStyleClass().add("accent");
        keep.setOnAction(e -> model.typed(held(typing.fields(), inputs)));
        Button none = new Button(texts.text("publisher.typing.none"));
        none.setOnAction(e -> model.typed(null));
        HBox row = new HBox(keep, none);
        row.getStyleClass().add("state");
        list.getChildren().add(row);
        side.content(scroll(list));
        return inputs;
    }

    /** The publisher with the typed values, by the places of its fields in the registry's form. */
    private TrustedPublisher held(List<FormField> fields, Map<String, TextField> inputs) {
        TrustedPublisher wanted = model.chosen().wanted().orElseThrow();
        PublisherIdentity identity = switch (wanted.identity()) {
            case PublisherIdentity.GitHub g -> Typed.gitHub(g, fields, inputs);
            case PublisherIdentity.GitLab g -> Typed.gitLab(g, fields, inputs);
            case PublisherIdentity.CircleCi c -> c;
            case PublisherIdentity.Google g -> g;
            case PublisherIdentity.ActiveState a -> a;
        };
        return new TrustedPublisher(
                wanted.registry(),
                wanted.project(),
                wanted.kind(),
                identity,
                wanted.allowed(),
                wanted.trustpubOnly(),
                wanted.projectExists(),
                null);
    }
}
