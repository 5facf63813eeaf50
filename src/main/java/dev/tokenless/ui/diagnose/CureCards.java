package dev.tokenless.ui.diagnose;

import dev.tokenless.ui.Action;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.part.Buttons;
import dev.tokenless.ui.part.RichFlow;
import dev.tokenless.ui.part.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** What cures a cause, a card each, with what can be done about it. */
final class CureCards {
    private final DiagnoseModel model;
    private final Texts texts;
    private final Consumer<DiagnoseView.Cure> show;

    /**
     * @param show shows the edits of a cure
     */
    CureCards(DiagnoseModel model, Texts texts, Consumer<DiagnoseView.Cure> show) {
        this.model = model;
        this.texts = texts;
        this.show = show;
    }

    /**
     * A card.
     *
     * @param better whether it is the one to take first
     * @param shown whether the user has looked at its edits
     */
    Node of(DiagnoseView.Cure cure, boolean better, boolean shown) {
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
            Action look = Action.of(texts.text("diagnose.show"), Feather.EYE, () -> show.accept(cure));
            Action write = Action.of(texts.text("diagnose.write"), Feather.SAVE, () -> model.write(cure.edits()));
            actions.add(shown ? write : look);
            actions.add(shown ? look : write.unless(texts.text("diagnose.write.after")));
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
}
