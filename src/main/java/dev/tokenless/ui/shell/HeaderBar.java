package dev.tokenless.ui.shell;

import dev.tokenless.ui.Desktop;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.Visible;
import dev.tokenless.ui.part.Buttons;
import dev.tokenless.ui.part.Icons;
import dev.tokenless.ui.session.Opening;
import dev.tokenless.ui.session.Place;
import dev.tokenless.ui.session.Reading;
import dev.tokenless.ui.session.Session;
import dev.tokenless.ui.session.SessionState;
import dev.tokenless.ui.settings.Recent;
import dev.tokenless.ui.settings.SettingsFile;
import dev.tokenless.ui.signin.GitHubAccess;
import dev.tokenless.ui.signin.SignInButton;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The header: mark, the three places, project, read again, light or dark, help. */
final class HeaderBar extends HBox {
    private final BooleanProperty folded = new SimpleBooleanProperty(this, "folded");
    private final Session session;
    private final Opening opening;
    private final Consumer<Path> chosen;
    private final Texts texts;
    private final Desktop desktop;
    private final SettingsFile settings;
    private final ToggleButton migration;
    private final ToggleButton diagnose;
    private final ToggleButton portfolio;
    private final MenuButton project = new MenuButton();
    private final Button reread;
    private final HelpMenu help;
    private @Nullable Recent gone;
    private boolean nothingOpen = true;
    private boolean rereadable = true;

    HeaderBar(
            Session session,
            Opening opening,
            Consumer<Path> chosen,
            Runnable again,
            Texts texts,
            Themes themes,
            Desktop desktop,
            SettingsFile settings,
            GitHubAccess gitHub,
            Runnable tour) {
        this.session = session;
        this.opening = opening;
        this.chosen = chosen;
        this.texts = texts;
        this.desktop = desktop;
        this.settings = settings;
        getStyleClass().add("header");
        ToggleGroup group = new ToggleGroup();
        migration = place(texts.text("shell.migration"), Feather.GIT_PULL_REQUEST, group, this::toMigration);
        diagnose = place(texts.text("shell.diagnose"), Feather.ACTIVITY, group, () -> go(Place.DIAGNOSE));
        portfolio = place(texts.text("shell.portfolio"), Feather.GRID, group, () -> go(Place.PORTFOLIO));
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        project.setGraphic(Icons.of(Feather.FOLDER, "icon-16"));
        project.getStyleClass().add("project-chooser");
        project.setMnemonicParsing(false);
        project.setMinWidth(60);
        reread = Buttons.icon(Feather.REFRESH_CW, texts.text("shell.reread"), again);
        getChildren().addAll(brand(), migration, diagnose, portfolio, space, project, reread);
        getChildren().add(new SignInButton(gitHub, desktop, texts, folded));
        help = new HelpMenu(texts, themes, tour);
        getChildren().addAll(themeButton(themes), help);
        setMinWidth(0);
        for (ToggleButton place : java.util.List.of(migration, diagnose, portfolio)) {
            place.contentDisplayProperty()
                    .bind(folded.flatMap(now -> themes.scale()
                            .map(size -> now && size.doubleValue() > 1.3
                                    ? ContentDisplay.GRAPHIC_ONLY
                                    : ContentDisplay.LEFT)));
            place.setTooltip(new Tooltip(place.getText()));
        }
    }

    BooleanProperty folded() {
        return folded;
    }

    private HBox brand() {
        Label name = new Label("Tokenless");
        name.getStyleClass().add("brand-name");
        name.visibleProperty().bind(folded.not());
        name.managedProperty().bind(folded.not());
        HBox brand = new HBox(Icons.of(Feather.SHIELD, "icon-18", "accent"), name);
        brand.getStyleClass().add("brand");
        brand.setMinWidth(Region.USE_PREF_SIZE);
        return brand;
    }

    private ToggleButton place(String words, Feather icon, ToggleGroup group, Runnable go) {
        ToggleButton button = new ToggleButton(words, Icons.of(icon, "icon-16"));
        button.getStyleClass().add("place");
        button.setToggleGroup(group);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(e -> {
            go.run();
            show(session.now());
        });
        return button;
    }

    private Button themeButton(Themes themes) {
        Button button = Buttons.icon(Feather.MOON, texts.text("shell.dark"), themes::toggle);
        themes.dark().subscribe(dark -> {
            String words = texts.text(dark ? "shell.light" : "shell.dark");
            button.setGraphic(Icons.of(dark ? Feather.SUN : Feather.MOON, "icon-16"));
            button.setTooltip(new Tooltip(words));
            button.setAccessibleText(words);
        });
        return button;
    }

    private void toMigration() {
        go(session.now().reading() == null ? Place.WELCOME : Place.MIGRATION);
    }

    private void go(Place place) {
        session.change(s -> s.at(place));
    }

    void show(SessionState state) {
        migration.setSelected(state.place() == Place.MIGRATION);
        diagnose.setSelected(state.place() == Place.DIAGNOSE);
        portfolio.setSelected(state.place() == Place.PORTFOLIO);
        Reading open = state.reading();
        String name = open == null ? texts.text("shell.no-project") : Visible.line(open.name());
        project.setText(name);
        project.setAccessibleText(texts.text("shell.project.words", name));
        project.setVisible(state.place() != Place.PORTFOLIO);
        project.setManaged(state.place() != Place.PORTFOLIO);
        project.setOnShowing(e -> fill());
        if (project.getItems().isEmpty()) {
            fill();
        }
        nothingOpen = open == null && state.place() != Place.PORTFOLIO;
        showReread();
    }

    /** Opens the help. */
    void help() {
        help.requestFocus();
        help.show();
    }

    /** Whether the shown screen has anything that could be read again. */
    void rereadable(boolean now) {
        rereadable = now;
        showReread();
    }

    private void showReread() {
        reread.setDisable(nothingOpen || !rereadable);
    }

    private void fill() {
        project.getItems().setAll(item(texts.text("welcome.open"), Feather.FOLDER, this::choose));
        project.getItems().add(item(texts.text("welcome.sample.open"), Feather.PLAY, opening::openSample));
        if (session.now().reading() != null) {
            project.getItems()
                    .add(item(
                            texts.text("shell.close"),
                            Feather.X,
                            () -> session.change(s -> s.opened(
                                    null,
                                    dev.tokenless.check.KnownPublishers.NOTHING,
                                    dev.tokenless.ui.session.Keeping.Kept.NOTHING))));
        }
        if (!settings.get().recents().isEmpty()) {
            project.getItems().add(new SeparatorMenuItem());
        }
        for (Recent recent : settings.get().recents()) {
            project.getItems().add(item(recent.name(), Feather.CLOCK, () -> open(recent)));
        }
    }

    /** Opens a project of the list, or offers to forget one that is no longer there. */
    private void open(Recent recent) {
        Path folder = Path.of(recent.folder());
        if (Files.isDirectory(folder)) {
            opening.open(folder);
            return;
        }
        gone = recent;
        Rich words = texts.rich("shell.recent.gone", Rich.code(recent.folder()));
        // The welcome screen has its own list with its own ways out.
        boolean welcome = session.now().place() == Place.WELCOME;
        opening.refuse(welcome ? words : words.then(new Rich(List.of(Rich.link(texts.text("shell.recent.forget"))))));
    }

    /** Takes the project that was not found from the list. */
    void forgetGone() {
        Recent lost = gone;
        if (lost != null) {
            settings.put(settings.get().without(lost));
            gone = null;
            fill();
        }
        opening.refuse(Rich.EMPTY);
    }

    private static MenuItem item(String words, Feather icon, Runnable run) {
        MenuItem item = new MenuItem(Visible.of(words), Icons.of(icon, "icon-16"));
        item.setMnemonicParsing(false);
        item.setOnAction(e -> run.run());
        return item;
    }

    /** Asks for a folder and opens it. */
    void choose() {
        desktop.chooseFolder(texts.text("welcome.choose")).ifPresent(chosen);
    }
}
