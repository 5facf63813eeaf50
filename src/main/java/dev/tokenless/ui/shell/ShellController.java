package dev.tokenless.ui.shell;

import dev.tokenless.ui.Desktop;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.ScreenModel;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.VirtualThreads;
import dev.tokenless.ui.part.ActionBar;
import dev.tokenless.ui.part.InView;
import dev.tokenless.ui.part.Notice;
import dev.tokenless.ui.part.Page;
import dev.tokenless.ui.part.StepFrame;
import dev.tokenless.ui.session.Opening;
import dev.tokenless.ui.session.Place;
import dev.tokenless.ui.session.Session;
import dev.tokenless.ui.session.SessionState;
import dev.tokenless.ui.settings.SettingsFile;
import dev.tokenless.ui.signin.GitHubAccess;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.ObservableList;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** Binds the frame: what stands in the middle, in the rail, in the bars. */
final class ShellController implements Page {
    /** Below this width, in pixels at a text size of 100 %, the rail folds and the side pane becomes a tab. */
    static final double NARROW = 1120;

    private final Session session;
    private final Opening opening;
    private final Texts texts;
    private final Themes themes;
    private final Screens screens;
    private final RunningWork running;
    private final Desktop desktop;
    private final Consumer<Path> chosen;
    private final SettingsFile settings;
    private final GitHubAccess gitHub;
    private final ReadOnlyBooleanWrapper narrow = new ReadOnlyBooleanWrapper(this, "narrow");
    private final BooleanProperty rereadable = new SimpleBooleanProperty(this, "rereadable", true);
    private @Nullable Furniture furniture;
    private @Nullable Tour tour;
    private @Nullable ScreenModel shownModel;
    private Subscription shownBar = Subscription.EMPTY;
    /** Whether the focus was last seen on the screen itself, not in the header, the rail or the bar. */
    private boolean focusInContent;

    @FXML
    private BorderPane root;

    @FXML
    private StackPane rail;

    @FXML
    private StackPane content;

    @FXML
    private StackPane stage;

    @FXML
    private ActionBar bar;

    @FXML
    private Notice refusal;

    ShellController(
            Session session,
            Opening opening,
            Texts texts,
            Themes themes,
            Screens screens,
            Desktop desktop,
            SettingsFile settings,
            GitHubAccess gitHub,
            Consumer<Path> chosen,
            ObservableList<VirtualThreads.Task> running) {
        this.session = session;
        this.opening = opening;
        this.texts = texts;
        this.themes = themes;
        this.screens = screens;
        this.running = new RunningWork(running);
        this.desktop = desktop;
        this.settings = settings;
        this.gitHub = gitHub;
        this.chosen = chosen;
    }

    /** The screen stands first, in the room that it will have: what a newcomer needs to begin is on it. */
    @FXML
    private void initialize() {
        narrow.bind(root.widthProperty()
                .greaterThan(0)
                .and(root.widthProperty().lessThan(themes.scale().multiply(NARROW))));
        narrow.subscribe(now -> {
            root.getStyleClass().remove("narrow");
            if (now) {
                root.getStyleClass().add("narrow");
            }
        });
        rail.visibleProperty().bind(narrow.not()); // as the first rail will be
        rail.managedProperty().bind(narrow.not());
        root.setTop(FirstFrame.header(narrow));
        Region room = new Region();
        room.getStyleClass().add("status-line");
        root.setBottom(room);
        refusal.onPress(words -> {
            if (words.equals(texts.text("shell.recent.forget"))) {
                furnished().header().forgetGone();
            }
            opening.refuse(Rich.EMPTY);
        });
        opening.refusal().subscribe(why -> showRefusal());
        showScreen(session.now());
    }

    /** Sets the header, the rail and the status line around the screen, and from now on follows the session. */
    private void furnish() {
        Furniture made = new Furniture(
                new HeaderBar(
                        session,
                        opening,
                        chosen,
                        this::reread,
                        texts,
                        themes,
                        desktop,
                        settings,
                        gitHub,
                        this::startTour),
                new MigrationRail(session, texts),
                new WayRail(texts),
                new StatusLine(session, texts, running.all()),
                new Remembering(settings, texts, screens.steps()));
        furniture = made;
        made.foldWith(narrow);
        rereadable.subscribe(made.header()::rereadable);
        root.setTop(made.header());
        root.setBottom(made.status());
        screens.steps().forEach(step -> step.rail().subscribe(line -> showSteps(session.now())));
        showRail(session.now().place());
        session.follow(state -> {
            showRefusal();
            made.show(state);
            showSteps(state);
            showScreen(state);
            made.remembering().follow(state);
        });
    }

    private Furniture furnished() {
        return Objects.requireNonNull(furniture);
    }

    /** What could not be opened is told where the user is: the welcome screen has a place of its own for it. */
    private void showRefusal() {
        Rich why = opening.refusal().get();
        boolean here = !why.spans().isEmpty() && session.now().place() != Place.WELCOME;
        refusal.show(Sign.ERROR, here ? why.then(new Rich(List.of(Rich.link(texts.text("close"))))) : Rich.EMPTY);
    }

    /** Takes the keys of the window. */
    void attach(Scene scene) {
        furnish();
        new Keys(
                        session,
                        this::reread,
                        () -> endTour() || running.cancelLast(),
                        List.of(rail, stage, bar),
                        bar,
                        furnished().header()::choose,
                        furnished().header()::help)
                .attach(scene);
        Zoom.attach(scene, themes);
        WholeWords.attach(scene);
        scene.focusOwnerProperty().addListener((p, old, now) -> {
            if (now != null) {
                InView.bring(now);
            }
            regain(scene, old, now);
        });
    }

    /**
     * A control that went away under the user's press leaves the focus to the main action: the toolkit would begin again with
     * the first control of the window.
     */
    private void regain(Scene scene, @Nullable Node old, @Nullable Node now) {
        boolean lost = old != null && old.getScene() == null && focusInContent && !inContent(now);
        if (now != null) {
            focusInContent = inContent(now);
        }
        if (lost) {
            Platform.runLater(() -> {
                // The toolkit has chosen its own by now; a screen that chose another one is left alone.
                if (!inContent(scene.getFocusOwner()) && !onTour()) {
                    bar.focusPrimary();
                }
            });
        }
    }

    private boolean inContent(@Nullable Node node) {
        Node at = node;
        while (at != null && at != content) {
            at = at.getParent();
        }
        return at != null;
    }

    /** Reads again what is shown: the open project, or what a place holds of its own. */
    private void reread() {
        if (!screens.model(session.now()).rereads()) {
            opening.reread();
        }
    }

    /** Opens the sample and begins the tour. */
    void startTour() {
        Tour over = tour;
        if (over == null) {
            over = new Tour(session, opening, texts, content);
            stage.getChildren().add(over);
            tour = over;
        }
        over.begin();
    }

    private boolean onTour() {
        return tour != null && tour.on();
    }

    /** Ends the tour; answers whether there was one. */
    private boolean endTour() {
        return tour != null && tour.end();
    }

    private void showSteps(SessionState state) {
        List<StepRail.Item> items = screens.steps().stream()
                .map(step -> new StepRail.Item(step.id(), step.rail().getValue()))
                .toList();
        furnished().migration().steps().show(items, state.step());
    }

    private void showScreen(SessionState state) {
        ScreenModel model = screens.model(state);
        if (model == shownModel) {
            return;
        }
        shownModel = model;
        Views.View view = screens.view(state);
        foldWith(view.root());
        if (furniture != null) {
            showRail(state.place());
        }
        content.getChildren().setAll(view.root());
        shownBar.unsubscribe();
        shownBar = model.bar().subscribe(bar::show).and(model.rereadable().subscribe(rereadable::set));
        model.shown();
        focusFirst(state);
    }

    private void showRail(Place place) {
        Node own = screens.view(session.now()).page().rail();
        Node shown = own != null ? own : furnished().rail(place);
        rail.getChildren().setAll(shown);
        rail.visibleProperty().bind(shown.managedProperty());
        rail.managedProperty().bind(shown.managedProperty());
    }

    /** A screen folds with the window: the frame is its root, or the one thing in it. */
    private void foldWith(Node node) {
        if (node instanceof StepFrame frame && !frame.narrowProperty().isBound()) {
            frame.narrowProperty().bind(narrow);
        } else if (node instanceof StackPane stack && !stack.getChildren().isEmpty()) {
            stack.getChildren().forEach(this::foldWith);
        }
    }

    /** Controls come into the scene with their first styles, and only then can they take the focus. */
    private void focusFirst(SessionState state) {
        Platform.runLater(() -> {
            if (content.getScene() == null) {
                return;
            }
            if (screens.model(session.now()) != screens.model(state)) {
                return; // another screen has come meanwhile, with a focus of its own
            }
            Node owner = content.getScene() == null ? null : content.getScene().getFocusOwner();
            if (owner instanceof TextInputControl && inContent(owner)) {
                return; // the user was quicker, and is typing
            }
            content.applyCss();
            content.layout();
            Node first = screens.view(state).page().firstFocus();
            if (tour != null && tour.on()) {
                tour.focus();
            } else if (first != null) {
                first.requestFocus();
            } else {
                bar.focusPrimary();
            }
        });
    }
}
