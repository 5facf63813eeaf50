package dev.tokenless.ui.shell;

import dev.tokenless.migration.MigrationStore;
import dev.tokenless.migration.UserFolders;
import dev.tokenless.migration.WrittenFiles;
import dev.tokenless.registry.SecondFactor;
import dev.tokenless.ui.Background;
import dev.tokenless.ui.Desktop;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.ScreenModel;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.VirtualThreads;
import dev.tokenless.ui.check.CheckController;
import dev.tokenless.ui.check.CheckModel;
import dev.tokenless.ui.checklist.Lookouts;
import dev.tokenless.ui.checklist.Staged;
import dev.tokenless.ui.diagnose.DiagnoseController;
import dev.tokenless.ui.diagnose.DiagnoseModel;
import dev.tokenless.ui.environment.EnvironmentController;
import dev.tokenless.ui.environment.EnvironmentModel;
import dev.tokenless.ui.part.Page;
import dev.tokenless.ui.portfolio.PortfolioController;
import dev.tokenless.ui.portfolio.PortfolioModel;
import dev.tokenless.ui.portfolio.Registrations;
import dev.tokenless.ui.project.ProjectController;
import dev.tokenless.ui.project.ProjectModel;
import dev.tokenless.ui.publisher.PublisherController;
import dev.tokenless.ui.publisher.PublisherModel;
import dev.tokenless.ui.rehearse.RehearseController;
import dev.tokenless.ui.rehearse.RehearseModel;
import dev.tokenless.ui.release.ReleaseController;
import dev.tokenless.ui.release.ReleaseModel;
import dev.tokenless.ui.retire.RetireController;
import dev.tokenless.ui.retire.RetireModel;
import dev.tokenless.ui.session.Core;
import dev.tokenless.ui.session.Errands;
import dev.tokenless.ui.session.Keeping;
import dev.tokenless.ui.session.Opening;
import dev.tokenless.ui.session.Outside;
import dev.tokenless.ui.session.Place;
import dev.tokenless.ui.session.SandboxHouse;
import dev.tokenless.ui.session.Session;
import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.session.StepModel;
import dev.tokenless.ui.session.Writing;
import dev.tokenless.ui.settings.SettingsFile;
import dev.tokenless.ui.signin.GitHubAccess;
import dev.tokenless.ui.signin.GitHubGround;
import dev.tokenless.ui.welcome.WelcomeController;
import dev.tokenless.ui.welcome.WelcomeModel;
import dev.tokenless.ui.workflow.WorkflowController;
import dev.tokenless.ui.workflow.WorkflowModel;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.application.Platform;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.stage.Window;
import javafx.stage.WindowEvent;

/** Builds the window's objects, in reading order: the one place where they are put together. */
final class Composition {
    private final Texts texts;
    private final Session session = new Session();
    private final Views views;
    private final Background background;
    private final SettingsFile settings;
    private final Themes themes;
    private final Opening opening;
    private final GitHubAccess gitHub;
    private final ShellController shell;
    private final Screens screens;
    private final Errands errands;
    private final Drops drops;
    private final PortfolioModel portfolio;
    private final SandboxHouse sandboxes = new SandboxHouse();
    private final List<AutoCloseable> closing = new ArrayList<>(List.of(sandboxes));

    /** The window on this machine. */
    Composition(SettingsFile settings, Themes themes, Desktop desktop, Clock clock) {
        this(
                settings,
                Launch.texts(),
                themes,
                desktop,
                clock,
                new VirtualThreads(),
                new LiveCore(),
                new MigrationStore(UserFolders.state()),
                pace(),
                new AskInWindow(desktop),
                GitHubGround.live());
    }

    /** The window on other ground, for tests. */
    Composition(
            SettingsFile settings,
            Texts texts,
            Themes themes,
            Desktop desktop,
            Clock clock,
            Background background,
            Core core,
            MigrationStore store,
            Duration pace,
            SecondFactor asking,
            GitHubGround ground) {
        this.background = background;
        this.texts = texts;
        this.views = new Views(texts);
        this.settings = settings;
        this.themes = themes;
        Keeping keeping = new Keeping(session, background, store, texts, clock);
        closing.add(keeping);
        this.opening = new Opening(session, background, core, keeping, texts);
        closing.add(opening);

        this.errands = new Errands(session, desktop, clock);
        Outside outside = new Outside(ground.http(), sandboxes, ground.registries());
        closing.add(outside);
        this.gitHub = new GitHubAccess(session, background, ground, outside, desktop, texts, clock);
        closing.add(gitHub);

        WelcomeModel welcome = new WelcomeModel(session, opening, this::chosen, desktop, settings, texts, clock);
        views.announce(WelcomeController.class, () -> new WelcomeController(welcome, texts, this::startTour));

        List<StepModel> steps = new ArrayList<>();
        Map<Place, ScreenModel> places = new EnumMap<>(Place.class);
        places.put(Place.WELCOME, welcome);
        Map<StepId, Class<? extends Page>> stepPages = new EnumMap<>(StepId.class);
        Writing writing = new Writing(session, background, opening, keeping, texts);

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

        WorkflowModel workflow = new WorkflowModel(session, background, writing, opening, desktop, texts);
        views.announce(WorkflowController.class, () -> new WorkflowController(workflow, texts, desktop));
        steps.add(workflow);
        stepPages.put(StepId.WORKFLOW, WorkflowController.class);

        PublisherModel publisher = new PublisherModel(
                session,
                background,
                opening,
                texts,
                outside,
                asking,
                ground.credentials(),
                gitHub,
                writing,
                errands,
                clock);
        views.announce(PublisherController.class, () -> new PublisherController(publisher, texts, desktop));
        steps.add(publisher);
        stepPages.put(StepId.PUBLISHER, PublisherController.class);

        EnvironmentModel environment = new EnvironmentModel(session, background, gitHub, texts, errands, clock);
        views.announce(
                EnvironmentController.class, () -> new EnvironmentController(environment, gitHub, texts, desktop));
        steps.add(environment);
        stepPages.put(StepId.ENVIRONMENT, EnvironmentController.class);

        RehearseModel rehearse = new RehearseModel(session, background, texts, pace);
        views.announce(RehearseController.class, () -> new RehearseController(rehearse, texts, desktop));
        steps.add(rehearse);
        stepPages.put(StepId.REHEARSE, RehearseController.class);

        Staged staged = new Staged(
                keeping, new Lookouts(session, background, keeping, outside, gitHub, texts, clock), texts, clock);
        ReleaseModel release = new ReleaseModel(
                session,
                background,
                keeping,
                outside,
                gitHub,
                staged,
                writing,
                opening,
                publisher::quietSession,
                texts,
                errands,
                clock);
        views.announce(ReleaseController.class, () -> new ReleaseController(release, gitHub, texts, desktop));
        steps.add(release);
        stepPages.put(StepId.RELEASE, ReleaseController.class);

        RetireModel retire = new RetireModel(
                session, background, keeping, outside, gitHub, ground, asking, staged, texts, errands, clock);
        views.announce(RetireController.class, () -> new RetireController(retire, gitHub, texts, desktop));
        steps.add(retire);
        stepPages.put(StepId.RETIRE, RetireController.class);

        DiagnoseModel diagnose =
                new DiagnoseModel(session, background, writing, keeping, opening, gitHub, desktop, texts);
        views.announce(DiagnoseController.class, () -> new DiagnoseController(diagnose, gitHub, texts, desktop));
        places.put(Place.DIAGNOSE, diagnose);
        placePages.put(Place.DIAGNOSE, DiagnoseController.class);

        Registrations registrations = new Registrations(outside, asking);
        portfolio = new PortfolioModel(
                session, background, opening, core, new WrittenFiles(store, clock), desktop, texts, registrations);
        views.announce(PortfolioController.class, () -> new PortfolioController(portfolio, texts));
        drops = new Drops(session, background, opening, portfolio, texts);
        places.put(Place.PORTFOLIO, portfolio);
        placePages.put(Place.PORTFOLIO, PortfolioController.class);

        screens = new Screens(views, steps, places, stepPages, placePages);
        shell = new ShellController(
                session, opening, texts, themes, screens, desktop, settings, gitHub, this::chosen, running());
        views.announce(ShellController.class, () -> shell);
    }

    /** A tick is held so that the eye can follow, unless the system asks for less motion. */
    private static Duration pace() {
        return Duration.ofMillis(Platform.getPreferences().isReducedMotion() ? 0 : 120);
    }

    private ObservableList<VirtualThreads.Task> running() {
        return background instanceof VirtualThreads threads ? threads.running() : FXCollections.emptyObservableList();
    }

    Parent root() {
        return views.load(ShellController.class).root();
    }

    /** Takes the keys of the window and what is dropped on it. */
    void attach(Scene scene) {
        shell.attach(scene);
        drops.attach(scene);
        Leaving leaving = new Leaving(running(), opening, texts);
        scene.windowProperty().subscribe(window -> {
            if (window != null) {
                window.addEventFilter(WindowEvent.WINDOW_CLOSE_REQUEST, leaving::asked);
            }
        });
        scene.windowProperty().flatMap(Window::focusedProperty).orElse(false).subscribe((was, is) -> {
            if (is && !was) {
                errands.back();
            }
        });
    }

    /** Makes ready what is likely to be wanted next. */
    void lookAhead(Scene scene) {
        new Ahead(screens, this::undisturbed, scene).begin();
    }

    /** Opens what was named at the start, in the place that fits it, as if it had been dropped on the window. */
    void open(List<Path> named) {
        drops.dropped(named);
    }

    /** A folder that was chosen is what it would be had it been dropped: a repository, or one that holds many. */
    private void chosen(Path folder) {
        drops.dropped(folder);
    }

    private boolean undisturbed() {
        return session.now().place() == Place.WELCOME && session.now().reading() == null && !working();
    }

    void open(Path folder) {
        opening.open(folder);
    }

    /** Opens the sample and begins the tour. */
    void startTour() {
        shell.startTour();
    }

    /** Whether something runs beside the window. */
    boolean working() {
        return !running().isEmpty();
    }

    Session session() {
        return session;
    }

    /** Tells, above whatever is shown, that no page could be opened. */
    void notOpened(String address) {
        opening.refuse(texts.rich("page.not-opened", Rich.code(address)));
    }

    Opening opening() {
        return opening;
    }

    Sign sign(StepId step) {
        return screens.steps().stream()
                .filter(s -> s.id() == step)
                .findFirst()
                .orElseThrow()
                .rail()
                .getValue()
                .sign();
    }

    SandboxHouse sandboxes() {
        return sandboxes;
    }

    GitHubAccess gitHub() {
        return gitHub;
    }

    PortfolioModel portfolio() {
        return portfolio;
    }

    Drops drops() {
        return drops;
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
        settings.flush();
        for (AutoCloseable one : closing) {
            try {
                one.close();
            } catch (Exception e) {
                System.getLogger(Composition.class.getName()).log(System.Logger.Level.DEBUG, "not closed", e);
            }
        }
    }
}
