package dev.tokenless.ui.rehearse;

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
import dev.tokenless.ui.part.SidePane;
import dev.tokenless.ui.part.StepFrame;
import dev.tokenless.ui.part.Words;
import dev.tokenless.ui.sheet.SheetView;
import java.util.List;
import java.util.stream.Collectors;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** Binds the step Rehearse. */
public final class RehearseController implements Page {
    private final RehearseModel model;
    private final Texts texts;
    private final Desktop desktop;
    private final Segments triggers = new Segments();
    private final SheetView token = new SheetView();

    @FXML
    private StepFrame frame;

    @FXML
    private AnswerPane answer;

    @FXML
    private Lanes lanes;

    @FXML
    private Notice assumption;

    @FXML
    private VBox exchangeSection;

    @FXML
    private SectionHeading exchangeHeading;

    @FXML
    private RowTable exchange;

    @FXML
    private SidePane side;

    public RehearseController(RehearseModel model, Texts texts, Desktop desktop) {
        this.model = model;
        this.texts = texts;
        this.desktop = desktop;
    }

    @FXML
    private void initialize() {
        exchangeHeading.right(triggers);
        exchange.columns(
                new RowTable.Column(texts.text("rehearse.column.step"), 51),
                new RowTable.Column(texts.text("rehearse.column.seen"), 38),
                new RowTable.Column(texts.text("rehearse.column.time"), 11, true));
        side.title(
                Feather.KEY,
                texts.rich("rehearse.token.title"),
                Buttons.icon(
                        Feather.COPY,
                        texts.text("rehearse.token.copy"),
                        () -> desktop.copy(token.sheet().text())));
        InSight.follow(frame, model.view(), this::show);
    }

    private void show(RehearseView view) {
        answer.show(view.answer());
        lanes.show(
                view.lanes(),
                view.lanes().stream()
                        .map(l -> l.name() + ": "
                                + l.sign()
                                        .name()
                                        .toLowerCase(java.util.Locale.ROOT)
                                        .replace('_', ' '))
                        .collect(Collectors.joining(", ")));
        assumption.show(Sign.NOTE, view.assumption());
        exchangeHeading.note(view.note());
        triggers.show(view.triggers(), view.trigger(), model::chooseTrigger);
        exchange.show(view.rows().stream().map(this::row).toList());
        exchangeSection.setVisible(!view.rows().isEmpty());
        exchangeSection.setManaged(!view.rows().isEmpty());
        frame.setLastTitle(texts.text("rehearse.exchange"));
        frame.setSideTitle(texts.text("rehearse.token"));
        if (view.token().lines().isEmpty()) {
            Label empty = Words.label(texts.text("rehearse.token.empty"), "text-13", "muted", "empty-pane");
            side.content(empty);
            return;
        }
        token.show(view.token());
        if (view.registryAnswer().spans().isEmpty()) {
            side.content(token);
        } else {
            VBox said = new VBox(
                    Words.label(texts.text("rehearse.registry-answer", view.registry()), "text-12", "muted"),
                    new RichFlow(view.registryAnswer(), "mono-flow"));
            said.getStyleClass().add("pane-part");
            side.content(token, said);
        }
    }

    private RowTable.Row row(RehearseView.Row row) {
        HBox name = new HBox(
                Icons.of(row.sign(), row.claim() ? "icon-14" : "icon-16"),
                row.claim() ? Words.value(row.name()) : Words.label(row.name()));
        name.getStyleClass().addAll("state", row.claim() ? "claim-name" : "step-row-name");
        name.setMinWidth(0);
        String expected = row.expected();
        Node seen = expected == null
                ? row.claim() ? Words.settled(row.seen()) : Words.label(row.seen(), "text-13")
                : differing(row.seen(), expected);
        boolean off = row.sign() == Sign.NOT_REACHED || row.sign() == Sign.WAITING;
        return new RowTable.Row(
                List.of(name, seen, Words.label(row.time(), "text-12", "muted")),
                texts.text(
                        "rehearse.row.words",
                        row.name(),
                        row.seen(),
                        row.sign().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ')),
                row.claim() ? "row-32" : "row-38",
                row.sign() == Sign.DIFFERS ? "danger" : off ? "off" : "plain");
    }

    private Node differing(String presented, String expected) {
        Region box = Words.pieces(
                MarkedValue.presented(presented, expected),
                Words.label(texts.text("rehearse.expected"), "text-12", "muted"),
                MarkedValue.expected(presented, expected));
        box.getStyleClass().add("differing");
        return box;
    }
}
