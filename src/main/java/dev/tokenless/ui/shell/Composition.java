package dev.tokenless.ui.shell;

import dev.tokenless.ui.Background;
import dev.tokenless.ui.Desktop;
import dev.tokenless.ui.ScreenModel;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.VirtualThreads;
import dev.tokenless.ui.check.CheckController;
import dev.tokenless.ui.check.CheckModel;
import dev.tokenless.ui.part.Page;
import dev.tokenless.ui.project.ProjectController;
import dev.tokenless.ui.project.ProjectModel;
import dev.tokenless.ui.session.Core;
import dev.tokenless.ui.session.Opening;
import dev.tokenless.ui.session.Place;
import dev.tokenless.ui.session.Session;
import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.session.StepModel;
import dev.tokenless.ui.session.Writing;
import dev.tokenless.ui.settings.SettingsFile;
import dev.tokenless.ui.welcome.WelcomeController;
import dev.tokenless.ui.welcome.WelcomeModel;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Parent;
import javafx.scene.Scene;

/** Builds the window's objects, in reading order: the one place where they are put together. */
final class Composition {
    private final Texts texts = new Texts();
    private final Session session = new Session();
    private final Views views = new Views(texts);
    private final Background background;
    private final Themes themes;
    private final Opening opening;
    private final ShellController shell;

    /** The window on this machine. */
    Composition(SettingsFile settings, Desktop desktop, Clock clock) {
        this(settings, desktop, clock, new VirtualThreads(), new LiveCore());
    }

    /** The window on other ground, for tests. */
    Composition(SettingsFile settings, Desktop desktop, Clock clock, Background background, Core core) {
        this.background = background;
        this.themes = new Themes(settings);
        this.opening = new Opening(session, background, core, texts);

        WelcomeModel welcome = new WelcomeModel(session, opening, desktop, settings, texts, clock);
        views.announce(WelcomeController.class, () -> new WelcomeController(welcome, texts));

        List<StepModel> steps = new ArrayList<>();
        Map<Place, ScreenModel> places = new EnumMap<>(Place.class);
        places.put(Place.WELCOME, welcome);
        Map<StepId, Class<? extends Page>> stepPages = new EnumMap<>(StepId.class);
        Writing writing = new Writing(session, background, opening, texts);

        ProjectModel project = new ProjectModel(session, opening, texts);
        views.announce(ProjectController.class, () -> new ProjectController(project, texts, desktop));
        steps.add(project);
        stepPages.put(StepId.PROJECT, ProjectController.class);

        CheckModel check = new CheckModel(session, opening, writing, texts);
        views.announce(CheckController.class, () -> new CheckController(check, texts, desktop));
        steps.add(check);
        stepPages.put(StepId.CHECK, CheckController.class);
        Map<Place, Class<? extends Page>> placePages = new EnumMap<>(Place.class);
        placePages.put(Place.WELCOME, WelcomeController.class);

        Screens screens = new Screens(views, steps, places, stepPages, placePages);
        shell = new ShellController(session, opening, texts, themes, screens, desktop, settings, running());
        views.announce(ShellController.class, () -> shell);
    }

    private ObservableList<VirtualThreads.Task> running() {
        return background instanceof VirtualThreads threads ? threads.running() : FXCollections.emptyObservableList();
    }

    Parent root() {
        return views.load(ShellController.class).root();
    }

    void dress(Scene scene) {
        themes.dress(scene);
        shell.attach(scene);
    }

    void open(Path folder) {
        opening.open(folder);
    }

    Session session() {
        return session;
    }

    Opening opening() {
        return opening;
    }

    Views views() {
        return views;
    }

    Themes themes() {
        return themes;
    }

    void close() {
        if (background instanceof VirtualThreads threads) {
            threads.cancelAll();
        }
    }
}
