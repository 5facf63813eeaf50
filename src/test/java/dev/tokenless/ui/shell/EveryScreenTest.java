package dev.tokenless.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.ui.session.Place;
import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextInputControl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every screen is loaded and walked for controls without a name; one of each kind is drawn dark and narrow. */
class EveryScreenTest {
    /** The screens of each kind: a list, a difference, a form, lanes. The others are built of the same parts. */
    private static final List<StepId> DRAWN = List.of(StepId.CHECK, StepId.WORKFLOW, StepId.PUBLISHER, StepId.REHEARSE);

    @TempDir
    Path folder;

    @Test
    void every_announced_screen_loads() {
        Screen screen = Screen.open(folder, Settings.Theme.LIGHT);
        screen.composition.views().announced().stream()
                .filter(page -> page != ShellController.class)
                .forEach(page -> assertThat(Screen.on(
                                () -> screen.composition.views().load(page).root()))
                        .isNotNull());
        screen.close();
    }

    @Test
    void every_control_has_a_name_on_every_screen() throws IOException {
        Screen screen = Screen.open(folder, Settings.Theme.DARK);
        Screen.run(() -> screen.composition.opening().openSample());
        List<String> nameless = new ArrayList<>();
        for (StepId step : StepId.values()) {
            screen.go(step);
            if (DRAWN.contains(step)) {
                screen.picture((step.ordinal() + 2) + "-" + step.name().toLowerCase(Locale.ROOT) + "-dark");
            }
            nameless.addAll(nameless(screen, step.name()));
        }
        screen.size(1024, 700);
        for (StepId step : DRAWN) {
            screen.go(step);
            screen.picture((step.ordinal() + 2) + "-" + step.name().toLowerCase(Locale.ROOT) + "-dark-1024");
        }
        assertThat(nameless).isEmpty();
        screen.close();
    }

    @Test
    void diagnose_and_portfolio_are_drawn_and_answer() throws IOException {
        Path clones = Files.createDirectories(folder.resolve("clones"));
        dev.tokenless.repo.sample.SampleProject.layOut(clones.resolve("one"));
        dev.tokenless.repo.sample.SampleProject.layOut(clones.resolve("two"));
        Screen screen = Screen.open(folder.resolve("settings"), Settings.Theme.LIGHT);
        screen.desktop.folder = clones;
        Screen.run(() -> screen.composition.session().change(s -> s.at(Place.PORTFOLIO)));
        screen.shows("a-portfolio-empty-light", "Which of your packages");
        screen.press();
        screen.shows("a-portfolio-light", "0 of the 6 packages publish without a stored token");
        List<String> nameless = new ArrayList<>(nameless(screen, "PORTFOLIO"));
        Screen.run(() -> screen.composition.session().change(s -> s.at(Place.DIAGNOSE)));
        screen.shows("a-diagnose-ask-light", "What did the failed release say?");
        nameless.addAll(nameless(screen, "DIAGNOSE"));
        Screen.run(() -> {
            screen.find("#text", TextArea.class).setText("""
                Error: Trusted publishing exchange failure:
                Token request failed: the server refused the request for the following reasons:
                * `invalid-publisher`: valid token, but no corresponding publisher (Publisher with matching claims was not found)
                * `sub`: `repo:octo-org/sample:environment:release`
                * `repository`: `octo-org/sample`
                * `repository_owner`: `octo-org`
                * `repository_owner_id`: `65`
                * `workflow_ref`: `octo-org/sample/.github/workflows/release.yml@refs/tags/v1.4.0`
                * `job_workflow_ref`: `octo-org/sample/.github/workflows/release.yml@refs/tags/v1.4.0`
                * `ref`: `refs/tags/v1.4.0`
                * `environment`: `release`
                """);
            screen.find("#diagnoseButton", javafx.scene.control.Button.class).fire();
        });
        screen.picture("a-diagnose-light");
        nameless.addAll(nameless(screen, "DIAGNOSE"));
        assertThat(nameless).isEmpty();
        screen.close();
    }

    @Test
    void a_text_of_twice_the_size_is_drawn() throws IOException {
        Screen screen = Screen.open(folder, Settings.Theme.LIGHT);
        Screen.run(() -> screen.composition.themes().scaleTo(2));
        screen.picture("1-welcome-light-200");
        Screen.run(() -> screen.composition.opening().openSample());
        screen.go(StepId.CHECK);
        screen.picture("3-check-light-200");
        screen.close();
    }

    private static List<String> nameless(Screen screen, String where) {
        return Screen.on(() -> {
            List<String> found = new ArrayList<>();
            walk(screen.scene.getRoot(), where, found);
            return found;
        });
    }

    private static void walk(Node node, String where, List<String> found) {
        if (!node.isVisible()) {
            return;
        }
        boolean plumbing = node instanceof ScrollPane || node instanceof ScrollBar || node instanceof SplitPane;
        if (node instanceof Control control
                && control.isFocusTraversable()
                && !plumbing
                && words(control).isBlank()) {
            found.add(where + ": " + control);
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> walk(child, where, found));
        }
    }

    private static String words(Control control) {
        String own = control.getAccessibleText();
        if (own != null && !own.isBlank()) {
            return own;
        }
        String shown = control instanceof Labeled labeled
                ? labeled.getText()
                : control instanceof TextInputControl input ? input.getPromptText() : "";
        return shown == null ? "" : shown;
    }
}
