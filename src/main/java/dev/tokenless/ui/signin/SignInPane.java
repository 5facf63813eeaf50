package dev.tokenless.ui.signin;

import dev.tokenless.github.RateLimit;
import dev.tokenless.net.Secret;
import dev.tokenless.ui.Action;
import dev.tokenless.ui.Desktop;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.part.Buttons;
import dev.tokenless.ui.part.Icons;
import dev.tokenless.ui.part.Notice;
import dev.tokenless.ui.part.RichFlow;
import dev.tokenless.ui.part.Words;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.PasswordField;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** The ways to sign in, or who is signed in. */
public final class SignInPane extends VBox {
    private final GitHubAccess access;
    private final Desktop desktop;
    private final Texts texts;
    private final Notice trouble = new Notice();

    public SignInPane(GitHubAccess access, Desktop desktop, Texts texts) {
        this.access = access;
        this.desktop = desktop;
        this.texts = texts;
        getStyleClass().add("sign-in");
        access.state().subscribe(this::show);
    }

    /** Shows what holds now: another project may be open. */
    void refresh() {
        show(access.state().get());
    }

    private void show(SignInState state) {
        getChildren().clear();
        switch (state) {
            case SignInState.Nobody(Rich why) -> nobody(why);
            case SignInState.Trying(String words) -> trying(words);
            case SignInState.Code code -> code(code);
            case SignInState.Here here -> here(here);
        }
    }

    private void nobody(Rich why) {
        getChildren()
                .addAll(
                        new RichFlow(texts.rich("signin.heading", access.host()), "sign-in-title"),
                        Words.label(
                                texts.text(access.ofSample() ? "signin.sample.why" : "signin.why"),
                                "text-13",
                                "muted"));
        trouble.show(Sign.ERROR, why);
        getChildren().add(trouble);
        if (access.ofSample()) {
            HBox row = new HBox(press("signin.sample.press", Feather.LOG_IN, access::enter, "useSample"));
            row.getStyleClass().add("state");
            getChildren().add(row);
            return;
        }
        VBox ways = new VBox();
        ways.getStyleClass().add("sign-in-ways");
        access.variable()
                .ifPresent(from -> ways.getChildren()
                        .add(way(
                                Feather.TERMINAL,
                                texts.rich("signin.variable", from),
                                texts.rich("signin.variable.more"),
                                press("signin.variable.press", Feather.LOG_IN, access::useVariable, "useVariable"))));
        ways.getChildren()
                .add(way(
                        Feather.GITHUB,
                        texts.rich("signin.command"),
                        texts.rich("signin.command.more"),
                        press("signin.command.press", Feather.TERMINAL, access::useCommand, "useCommand")));
        ways.getChildren().add(pasting());
        if (access.codeOffered()) {
            ways.getChildren()
                    .add(way(
                            Feather.SMARTPHONE,
                            texts.rich("signin.code"),
                            texts.rich("signin.code.more"),
                            press("signin.code.press", Feather.HASH, access::useCode, "useCode")));
        }
        getChildren().addAll(ways, Words.label(texts.text("signin.without"), "text-12", "muted"));
    }

    private Node pasting() {
        PasswordField field = new PasswordField();
        field.setId("pasteToken");
        field.setPromptText(texts.text("signin.paste.prompt"));
        field.setAccessibleText(texts.text("signin.paste"));
        HBox.setHgrow(field, Priority.ALWAYS);
        Runnable use = () -> {
            String typed = field.getText();
            if (!typed.isBlank()) {
                field.clear();
                access.paste(Secret.of(typed));
            }
        };
        field.setOnAction(e -> use.run());
        HBox row = new HBox(field, press("signin.paste.use", Feather.LOG_IN, use, "usePasted"));
        row.getStyleClass().add("state");
        VBox way = way(
                Feather.KEY,
                texts.rich("signin.paste"),
                texts.rich("signin.paste.more"),
                press("signin.paste.page", Feather.EXTERNAL_LINK, access::openTokenPage, "openTokenPage"));
        way.getChildren().add(row);
        return way;
    }

    private VBox way(Feather icon, Rich what, Rich more, Button press) {
        VBox words = new VBox(
                new RichFlow(new Rich(what.spans().stream()
                        .map(s -> s.style() == Rich.Style.PLAIN ? Rich.bold(s.text()) : s)
                        .toList())),
                new RichFlow(more, "text-13", "muted"));
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox row = new HBox(Icons.of(icon, "icon-16", "muted"), words, press);
        row.getStyleClass().add("sign-in-way");
        VBox way = new VBox(row);
        way.getStyleClass().add("sign-in-part");
        return way;
    }

    private Button press(String key, Feather icon, Runnable run, String id) {
        Button button = Buttons.of(Action.of(texts.text(key), icon, run), "small");
        button.setId(id);
        return button;
    }

    private void trying(String words) {
        ProgressIndicator spinner = new ProgressIndicator();
        spinner.getStyleClass().add("spinner-14");
        spinner.setAccessibleText(words);
        HBox row = new HBox(spinner, Words.label(words), press("cancel", Feather.X, access::cancel, "cancelSignIn"));
        row.getStyleClass().add("state");
        getChildren().add(row);
    }

    private void code(SignInState.Code code) {
        HBox buttons = new HBox(
                press("signin.code.copy", Feather.COPY, () -> desktop.copy(code.code()), "copyCode"),
                press("signin.code.open", Feather.EXTERNAL_LINK, () -> desktop.openPage(code.page()), "openCodePage"),
                press("cancel", Feather.X, access::cancel, "cancelSignIn"));
        buttons.getStyleClass().add("state");
        getChildren()
                .addAll(
                        new RichFlow(texts.rich("signin.code.type", Rich.code(code.code())), "sign-in-title"),
                        Words.label(texts.text("signin.code.more"), "text-13", "muted"),
                        buttons);
    }

    private void here(SignInState.Here here) {
        getChildren()
                .addAll(
                        new RichFlow(texts.rich("signin.here", Rich.bold(here.name())), "sign-in-title"),
                        new RichFlow(
                                texts.rich(
                                        "signin.here.from",
                                        here.account().from(),
                                        here.account().session().kind().words()),
                                "text-13",
                                "muted"));
        Notice rights = new Notice();
        var missing = here.missing();
        if (missing == null) {
            rights.show(Sign.NOTE, texts.rich("signin.rights.unknown"));
        } else if (missing.isEmpty()) {
            rights.show(Sign.DONE, texts.rich("signin.rights.all"));
        } else {
            List<String> names = missing.stream()
                    .map(r -> texts.text("signin.rights.one", r.words(), r.scope()))
                    .distinct()
                    .toList();
            rights.show(Sign.WARNING, texts.rich("signin.rights.missing", texts.list(names)));
        }
        getChildren().add(rights);
        here.account()
                .session()
                .rateLimit()
                .ifPresent((RateLimit limit) -> getChildren()
                        .add(Words.label(
                                texts.text("signin.limit", limit.remaining(), limit.limit()), "text-12", "muted")));
        HBox row = new HBox(press("signin.out", Feather.LOG_OUT, access::signOut, "signOut"));
        row.getStyleClass().add("state");
        getChildren().add(row);
    }
}
