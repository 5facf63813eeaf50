package dev.tokenless.ui.welcome;

import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.Visible;
import dev.tokenless.ui.part.Icons;
import dev.tokenless.ui.part.Moment;
import dev.tokenless.ui.part.Notice;
import dev.tokenless.ui.part.Page;
import dev.tokenless.ui.part.RowTable;
import dev.tokenless.ui.part.SectionHeading;
import dev.tokenless.ui.part.Words;
import dev.tokenless.ui.session.Place;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** Binds the welcome screen. */
public final class WelcomeController implements Page {
    private static final PseudoClass OVER = PseudoClass.getPseudoClass("drag-over");

    /** Below this width, in the size of the text, the drop area stacks. */
    private static final double LEAST_DROP = 40;

    private final WelcomeModel model;
    private final Texts texts;
    private final Runnable tour;

    private final Moment reading = new Moment();

    @FXML
    private Pane drop;

    @FXML
    private Node dropIcon;

    @FXML
    private Pane dropSign;

    @FXML
    private Label dropTitle;

    @FXML
    private Label dropBelow;

    @FXML
    private Pane dropWords;

    @FXML
    private Pane dropButtons;

    @FXML
    private Button openFolder;

    @FXML
    private Notice refusal;

    @FXML
    private Pane columns;

    @FXML
    private Pane recentSection;

    @FXML
    private Pane starts;

    @FXML
    private SectionHeading recentHeading;

    @FXML
    private RowTable recents;

    public WelcomeController(WelcomeModel model, Texts texts, Runnable tour) {
        this.model = model;
        this.texts = texts;
        this.tour = tour;
    }

    @FXML
    private void initialize() {
        recents.columns(
                new RowTable.Column("", 35),
                new RowTable.Column("", 45),
                new RowTable.Column("", 15, true),
                new RowTable.Column("", 5, true));
        model.recents().subscribe(this::showRecents);
        model.refusal().subscribe(why -> refusal.show(Sign.ERROR, why));
        model.reading().subscribe(words -> {
            if (words.isEmpty()) {
                reading.stop();
                showReading(words);
            } else {
                reading.then(() -> showReading(words));
            }
        });
        drop.widthProperty().addListener((p, old, now) -> arrangeDrop());
        drop.setOnDragEntered(
                e -> drop.pseudoClassStateChanged(OVER, e.getDragboard().hasFiles()));
        drop.setOnDragExited(e -> drop.pseudoClassStateChanged(OVER, false));
    }

    /** What is read is told where it was dropped, in the same two lines. */
    private void showReading(String words) {
        boolean going = !words.isEmpty();
        dropTitle.setText(going ? Visible.of(words) : texts.text("welcome.drop"));
        dropBelow.setText(texts.text(going ? "welcome.drop.reading" : "welcome.drop.below"));
        dropSign.getChildren().setAll(going ? spinner() : dropIcon);
        drop.setAccessibleText(dropTitle.getText());
        drop.notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
    }

    private Node spinner() {
        ProgressIndicator spinner = new ProgressIndicator();
        spinner.getStyleClass().add("spinner-40");
        spinner.setAccessibleText(texts.text("status.progress"));
        return spinner;
    }

    /** The button stands beside the words, or below them where they would have no room. */
    private void arrangeDrop() {
        double em = openFolder.getFont().getSize();
        Pane where = drop.getWidth() < LEAST_DROP * em ? dropWords : drop;
        if (dropButtons.getParent() != where) {
            boolean focused = drop.getScene() != null && drop.getScene().getFocusOwner() == openFolder;
            drop.getChildren().remove(dropButtons);
            dropWords.getChildren().remove(dropButtons);
            where.getChildren().add(dropButtons);
            if (focused) {
                openFolder.requestFocus();
            }
        }
    }

    private void showRecents(List<WelcomeModel.Entry> entries) {
        recentHeading.note(Rich.plain(Integer.toString(entries.size())));
        recents.show(entries.stream().map(this::row).toList());
        List<Node> inColumns = columns.getChildren();
        if (entries.isEmpty()) {
            inColumns.remove(recentSection);
        } else if (!inColumns.contains(recentSection)) {
            inColumns.add(inColumns.indexOf(starts), recentSection);
        }
    }

    private RowTable.Row row(WelcomeModel.Entry entry) {
        VBox name = Words.lines(
                Words.name(entry.recent().name(), "text-bold"), Words.label(entry.line(), "text-12", "muted"));
        if (!entry.folder().isEmpty()) {
            name.getChildren().add(1, Words.name(entry.folder(), "text-12", "muted"));
        }
        return new RowTable.Row(
                List.of(
                        name,
                        Words.remark(entry.sign(), entry.state()),
                        Words.label(entry.when(), "text-13", "muted"),
                        Icons.of(Feather.CHEVRON_RIGHT, "icon-16", "muted")),
                texts.text(
                        "welcome.recent.words",
                        (entry.recent().name() + " " + entry.folder()).strip(),
                        entry.line(),
                        entry.state(),
                        entry.when()),
                List.of("row-54", "pressable"),
                () -> {},
                () -> model.open(entry));
    }

    @FXML
    private void openFolder() {
        model.openFolder();
    }

    @FXML
    private void startTour() {
        tour.run();
    }

    @FXML
    private void openSample() {
        model.openSample();
    }

    @FXML
    private void diagnose() {
        model.go(Place.DIAGNOSE);
    }

    @FXML
    private void portfolio() {
        model.go(Place.PORTFOLIO);
    }

    @Override
    public @Nullable Node firstFocus() {
        return openFolder;
    }
}
