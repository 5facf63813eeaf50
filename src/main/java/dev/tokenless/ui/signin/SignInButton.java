package dev.tokenless.ui.signin;

import dev.tokenless.ui.Desktop;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.Visible;
import dev.tokenless.ui.part.Icons;
import dev.tokenless.ui.part.PopoverPane;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.controlsfx.control.PopOver;
import org.kordamp.ikonli.feather.Feather;

/** The header's button for GitHub: who is signed in, and below it the ways to sign in or out. */
public final class SignInButton extends Button {
    private final SignInPane pane;
    private final PopoverPane scroll;
    private final PopOver over = new PopOver();

    /**
     * The button.
     *
     * @param folded whether there is room for its icon alone
     */
    public SignInButton(GitHubAccess access, Desktop desktop, Texts texts, ObservableValue<Boolean> folded) {
        this.pane = new SignInPane(access, desktop, texts);
        this.scroll = new PopoverPane(pane, "sign-in-scroll");
        setId("signIn");
        getStyleClass().addAll("flat", "account");
        setGraphic(Icons.of(Feather.GITHUB, "icon-16"));
        setMnemonicParsing(false);
        setMinWidth(Region.USE_PREF_SIZE);
        contentDisplayProperty().bind(folded.map(now -> now ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT));
        over.setContentNode(scroll);
        over.setArrowLocation(PopOver.ArrowLocation.TOP_RIGHT);
        over.setTitle(texts.text("signin.title"));
        over.setHeaderAlwaysVisible(false);
        setOnAction(e -> open());
        access.whenAsked(this::open);
        access.state().subscribe(state -> {
            boolean here = state instanceof SignInState.Here;
            String words = state instanceof SignInState.Here now
                    ? texts.text("signin.button.here", now.name())
                    : texts.text("signin.button.words");
            setText(here ? Visible.of(((SignInState.Here) state).name()) : texts.text("signin.button"));
            setAccessibleText(words);
            setTooltip(new Tooltip(words));
            if (here) {
                over.hide();
            }
        });
    }

    /** What the button opens. */
    public SignInPane pane() {
        return pane;
    }

    private void open() {
        if (getScene() != null && getScene().getWindow() != null && !over.isShowing()) {
            pane.refresh();
            scroll.beside(this);
            over.show(this);
        }
    }
}
