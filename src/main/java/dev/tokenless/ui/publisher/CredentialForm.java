package dev.tokenless.ui.publisher;

import dev.tokenless.net.Secret;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.part.Buttons;
import dev.tokenless.ui.part.Words;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The ways to come by a credential: pasted, from a variable, from the file of the registry's tools, by signing in. */
final class CredentialForm extends VBox {
    private final PublisherModel model;
    private final Texts texts;

    CredentialForm(PublisherModel model, Texts texts, String hint) {
        this.model = model;
        this.texts = texts;
        getStyleClass().add("field");
        PasswordField secret = new PasswordField();
        secret.setId("credential");
        secret.setAccessibleText(texts.text("publisher.credential"));
        Label name = Words.label(hint, "text-12", "muted");
        name.setWrapText(true);
        name.setLabelFor(secret);
        Button use = Buttons.small(
                texts.text("publisher.credential.use"),
                () -> model.chosen()
                        .registry()
                        .ifPresent(r -> model.credentials()
                                .use(
                                        r,
                                        Secret.of(secret.getText().strip()),
                                        texts.text("publisher.credential.pasted"))));
        secret.setOnAction(e -> use.fire());
        getChildren().addAll(name, row(secret, use));
        model.chosen().registry().ifPresent(this::ways);
    }

    private void ways(RegistryId registry) {
        FlowPane ways = new FlowPane(8, 8);
        model.credentials()
                .variable(registry)
                .ifPresent(found -> ways.getChildren()
                        .add(Buttons.small(
                                texts.text("publisher.credential.environment", found.from()),
                                () -> model.credentials().use(registry, found.secret(), found.from()))));
        Keyring.file(registry)
                .ifPresent(file -> ways.getChildren()
                        .add(Buttons.small(
                                texts.text("publisher.credential.file", file),
                                () -> model.credentials().readFile(registry))));
        if (registry.equals(RegistryId.NPM)) {
            ways.getChildren()
                    .addAll(
                            Buttons.small(
                                    texts.text("publisher.credential.sign-in"),
                                    () -> model.credentials().signInToNpm()),
                            Buttons.small(
                                    texts.text("publisher.credential.own-npm"),
                                    () -> model.credentials().useOwnNpm()));
        }
        getChildren().add(ways);
        if (registry.equals(RegistryId.RUBYGEMS)) {
            password();
        }
    }

    /** RubyGems makes a key that dies by itself; the password is used once and kept nowhere. */
    private void password() {
        TextField user = new TextField();
        user.setPromptText(texts.text("publisher.credential.user"));
        user.setAccessibleText(texts.text("publisher.credential.user"));
        PasswordField password = new PasswordField();
        password.setPromptText(texts.text("publisher.credential.password"));
        password.setAccessibleText(texts.text("publisher.credential.password"));
        Button make = Buttons.small(texts.text("publisher.credential.make"), () -> {
            if (!user.getText().isBlank() && !password.getText().isEmpty()) {
                model.credentials().keyOfRubyGems(user.getText().strip(), Secret.of(password.getText()));
                password.clear();
            }
        });
        password.setOnAction(e -> make.fire());
        Label words = Words.label(texts.text("publisher.credential.short.hint"), "text-12", "muted");
        words.setWrapText(true);
        words.setLabelFor(user);
        HBox.setHgrow(password, Priority.ALWAYS);
        getChildren().addAll(words, row(user, password, make));
    }

    private static HBox row(Node... nodes) {
        HBox row = new HBox(nodes);
        row.getStyleClass().add("state");
        HBox.setHgrow(nodes[0], Priority.ALWAYS);
        return row;
    }
}
