package dev.tokenless.ui.publisher;

import dev.tokenless.repo.RegistryId;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.part.Buttons;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;

/** Asks the registry which further packages the user owns, where it can tell. */
final class OwnedForm extends HBox {

    OwnedForm(PublisherModel model, Texts texts) {
        getStyleClass().add("state");
        TextField user = new TextField();
        user.setPrefColumnCount(12);
        user.setPromptText(texts.text("publisher.owned.user"));
        user.setAccessibleText(texts.text("publisher.owned.user"));
        Button list = Buttons.small(
                texts.text("publisher.owned"),
                () -> model.several().listOwned(user.getText().strip()));
        list.setId("owned");
        getChildren().addAll(user, list);
        model.view().subscribe(view -> {
            RegistryId registry = model.chosen().registry().orElse(null);
            // A token of crates.io does not tell whose it is; npm lists no packages of an account.
            boolean named = RegistryId.CRATES_IO.equals(registry);
            user.setVisible(named);
            user.setManaged(named);
            boolean offered = named || RegistryId.RUBYGEMS.equals(registry);
            setVisible(offered);
            setManaged(offered);
        });
    }
}
