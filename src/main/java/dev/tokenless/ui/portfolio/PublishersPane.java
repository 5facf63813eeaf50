package dev.tokenless.ui.portfolio;

import dev.tokenless.net.Secret;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.Visible;
import dev.tokenless.ui.part.AnswerPane;
import dev.tokenless.ui.part.Buttons;
import dev.tokenless.ui.part.Icons;
import dev.tokenless.ui.part.Notice;
import dev.tokenless.ui.part.Segments;
import dev.tokenless.ui.part.SidePane;
import dev.tokenless.ui.part.StepFrame;
import dev.tokenless.ui.part.Words;
import dev.tokenless.ui.portfolio.PublishersView.Item;
import dev.tokenless.ui.session.RegistryNames;
import dev.tokenless.ui.sheet.Sheet;
import dev.tokenless.ui.sheet.SheetView;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.PasswordField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The publishers of many packages: how each stands, and at the right what will be sent for the current one. */
public final class PublishersPane extends StackPane {
    private final StepFrame frame = new StepFrame();
    private final AnswerPane answer = new AnswerPane();
    private final Notice fault = new Notice();
    private final Segments ground = new Segments();
    private final FlowPane options = new FlowPane();
    private final FlowPane logins = new FlowPane();
    private final ListView<Item> items = new ListView<>();
    private final SidePane side = new SidePane();
    private final SheetView request = new SheetView();
    private List<PublishersView.Login> shownLogins = List.of();
    private boolean showing;

    public PublishersPane() {
        options.getStyleClass().add("options");
        logins.getStyleClass().add("options");
        items.getStyleClass().add("publisher-items");
        VBox top = new VBox(answer, fault, options, logins);
        top.getStyleClass().add("stack");
        options.getChildren().add(ground);
        frame.setFill(true);
        frame.setTop(top);
        frame.setLast(items);
        frame.setSide(side);
        getChildren().add(frame);
    }

    void bind(PublishersModel model, Texts texts) {
        frame.setLastTitle(texts.text("publishers.list"));
        frame.setSideTitle(texts.text("publishers.request"));
        items.setItems(model.items());
        items.setAccessibleText(texts.text("publishers.list"));
        items.setCellFactory(view -> new ItemCell(texts));
        items.getSelectionModel().selectedIndexProperty().addListener((p, old, now) -> {
            if (!showing) {
                model.goTo(now.intValue());
            }
        });
        items.setOnKeyPressed(key -> {
            if (key.getCode() == KeyCode.ENTER && !key.isShortcutDown()) {
                model.openPage();
                key.consume();
            }
        });
        request.setAccessibleText(texts.text("publishers.request"));
        model.view().subscribe(view -> show(view, model, texts));
    }

    private void show(PublishersView view, PublishersModel model, Texts texts) {
        showing = true;
        answer.show(view.answer());
        fault.show(Sign.ERROR, view.fault());
        ground.show(
                List.of(
                        new Segments.Segment(
                                texts.text("publishers.ground.real"), null, texts.text("publishers.ground.real")),
                        new Segments.Segment(
                                texts.text("publishers.ground.sandbox"),
                                null,
                                texts.text("publishers.ground.sandbox"))),
                view.ground().ordinal(),
                i -> model.ground(Registrations.Ground.values()[i]));
        if (!view.logins().equals(shownLogins)) {
            shownLogins = view.logins();
            boolean typedHere = getScene() != null && inLogins(getScene().getFocusOwner());
            logins.getChildren()
                    .setAll(view.logins().stream()
                            .map(l -> login(l, model, texts))
                            .toList());
            if (typedHere) {
                // the field that had the focus is gone: the next one that is wanted, or the list
                Node next = logins.lookup(".password-field");
                (next == null ? items : next).requestFocus();
            }
        }
        toggle(logins, !view.logins().isEmpty());
        toggle(items, !items.getItems().isEmpty());
        if (view.current() >= 0 && view.current() < items.getItems().size()) {
            items.getSelectionModel().select(view.current());
            proof(view, items.getItems().get(view.current()), model, texts);
        } else {
            side.title(Feather.SEND, texts.rich("publishers.request"));
            side.content(Words.label(texts.text("publishers.request.none"), "muted", "empty-pane"));
        }
        showing = false;
    }

    private boolean inLogins(@Nullable Node node) {
        Node at = node;
        while (at != null && at != logins) {
            at = at.getParent();
        }
        return at != null;
    }

    private static Node login(PublishersView.Login login, PublishersModel model, Texts texts) {
        String name = RegistryNames.of(login.registry());
        Label caption = Words.label(texts.text("publishers.credential", name), "text-12", "muted");
        if (!login.from().isEmpty()) {
            Label held = Words.label(texts.text("publishers.held", login.from()), "text-13");
            HBox row = new HBox(
                    Icons.of(Feather.LOCK, "icon-16", "muted"),
                    held,
                    Buttons.small(
                            texts.text("publishers.forget"),
                            () -> model.credential(login.registry(), Secret.of(""), "")));
            row.setAlignment(Pos.CENTER_LEFT);
            row.getStyleClass().add("state");
            VBox field = new VBox(caption, row);
            field.getStyleClass().add("field");
            return field;
        }
        PasswordField secret = new PasswordField();
        secret.setPromptText(texts.text("publishers.credential.prompt"));
        secret.setAccessibleText(texts.text("publishers.credential", name));
        caption.setLabelFor(secret);
        Runnable take = () -> {
            Secret typed = Secret.of(secret.getText().strip());
            secret.clear();
            if (!typed.isEmpty()) {
                model.credential(login.registry(), typed, texts.text("publishers.here"));
            }
        };
        secret.setOnAction(e -> take.run());
        HBox row = new HBox(secret, Buttons.small(texts.text("publishers.take"), take));
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("state");
        VBox field = new VBox(caption, row);
        field.getStyleClass().add("field");
        return field;
    }

    private void proof(PublishersView view, Item item, PublishersModel model, Texts texts) {
        boolean sends = ManyPublishers.api(item.registry()) && !view.request().isEmpty();
        side.title(
                sends ? Feather.SEND : Feather.EXTERNAL_LINK,
                texts.rich(sends ? "publishers.request" : "publishers.page"));
        VBox words = new VBox();
        words.getStyleClass().add("form-list");
        if (!item.standing().sentence().isEmpty()) {
            words.getChildren().add(Words.label(item.standing().sentence()));
        }
        if (!view.page().isEmpty()) {
            words.getChildren().add(Words.label(view.page(), "mono", "muted"));
            words.getChildren().add(Buttons.small(texts.text("publishers.open-page"), model::openPage));
        }
        if (sends) {
            request.show(Sheet.named(texts.text("publishers.request"), view.request()));
            side.content(request, words);
        } else {
            side.content(words);
        }
    }

    private static void toggle(Node node, boolean on) {
        node.setVisible(on);
        node.setManaged(on);
    }

    /** Where the focus goes. */
    Node first() {
        return items;
    }

    void requestFirst() {
        items.requestFocus();
    }

    /** A package: name and registry, the publisher that it needs, how it stands. */
    private static final class ItemCell extends ListCell<Item> {
        private final Texts texts;
        private final Label name = Words.label("", "text-bold");
        private final Label values = Words.label("", "text-12", "muted");
        private final Label more = Words.label("", "text-12", "muted");
        private final StackPane state = new StackPane();
        private final HBox row;

        ItemCell(Texts texts) {
            this.texts = texts;
            name.setWrapText(false);
            values.setWrapText(false);
            VBox words = new VBox(name, values, more);
            words.setMinWidth(0);
            HBox.setHgrow(words, Priority.ALWAYS);
            state.getStyleClass().add("publisher-state");
            row = new HBox(words, state);
            row.setAlignment(Pos.CENTER_LEFT);
            row.getStyleClass().add("fix-file");
            row.setMinWidth(0);
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable Item item, boolean empty) {
            super.updateItem(item, empty);
            if (empty || item == null) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            String title = texts.text(
                    "publishers.item",
                    item.name().isEmpty() ? texts.text("upload.unnamed") : Visible.of(item.name()),
                    RegistryNames.of(item.registry()));
            name.setText(title);
            values.setText(Visible.of(item.wanted() == null ? item.repository() : ManyPublishers.words(item)));
            String sentence = Visible.of(item.standing().sentence());
            more.setText(sentence);
            more.setVisible(!sentence.isEmpty());
            more.setManaged(!sentence.isEmpty());
            String word = texts.text(item.standing().kind().key());
            state.getChildren().setAll(Words.state(item.standing().kind().sign(), word));
            setAccessibleText(title + ", " + word + ", " + sentence);
            setGraphic(row);
        }
    }
}
