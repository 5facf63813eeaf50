package dev.tokenless.ui.project;

import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.Visible;
import dev.tokenless.ui.part.Icons;
import dev.tokenless.ui.part.Words;
import dev.tokenless.ui.session.Upload;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.transformation.FilteredList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.controlsfx.control.PopOver;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** Chooses the package that the steps are about: a menu for a few, a list with a search for many. */
public final class PackageChooser extends StackPane {
    /** From so many entries on a list is searched, not read. */
    static final int MANY = 12;

    private final BooleanProperty folded = new SimpleBooleanProperty(this, "folded");
    private final Texts texts;
    private final IntConsumer choose;
    private final MenuButton menu = new MenuButton();
    private final Button button = new Button();
    private final StringProperty name = new SimpleStringProperty(this, "name", "");
    private final StringProperty registry = new SimpleStringProperty(this, "registry", "");
    private final Tooltip whole = new Tooltip();
    private List<Upload> shown = List.of();
    private int chosen = -1;

    public PackageChooser(Texts texts, IntConsumer choose) {
        this.texts = texts;
        this.choose = choose;
        getStyleClass().add("package-choice");
        menu.getStyleClass().add("package-chooser");
        menu.setMnemonicParsing(false);
        menu.setMaxWidth(Double.MAX_VALUE);
        menu.setMinWidth(0);
        menu.setTooltip(whole);
        button.getStyleClass().add("package-chooser");
        button.setMaxWidth(Double.MAX_VALUE);
        button.setMinWidth(0);
        button.setTooltip(whole);
        button.setOnAction(e -> open());
        setMinWidth(0);
        folded.subscribe(this::fold);
    }

    /** The name, and below it where it goes: beside each other, long names would push the registry away. */
    private HBox face(Node... behind) {
        Label first = line(name, "text-bold");
        Label second = line(registry, "text-12", "muted");
        VBox words = new VBox(first, second);
        words.setMinWidth(0);
        words.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox face = new HBox(Icons.of(Feather.PACKAGE, "icon-16"), words);
        face.getChildren().addAll(behind);
        face.setAlignment(Pos.CENTER_LEFT);
        face.getStyleClass().add("package-face");
        return face;
    }

    private static Label line(StringProperty text, String... styleClasses) {
        Label line = new Label();
        line.textProperty().bind(text);
        line.managedProperty().bind(text.isNotEmpty());
        line.setMinWidth(0);
        line.setMaxWidth(Double.MAX_VALUE);
        line.getStyleClass().addAll(styleClasses);
        return line;
    }

    /** Whether there is room for an icon only. */
    public BooleanProperty folded() {
        return folded;
    }

    /** Shows the packages and which of them is chosen. */
    public void show(List<Upload> uploads, int index) {
        if (uploads != shown) {
            shown = uploads;
            getChildren().setAll(uploads.size() >= MANY ? button : menu);
            menu.getItems().clear();
            for (int i = 0; i < uploads.size() && uploads.size() < MANY; i++) {
                int one = i;
                MenuItem item = new MenuItem(label(i), Icons.of(sign(uploads.get(i)), "icon-16"));
                item.setMnemonicParsing(false);
                item.setOnAction(e -> choose.accept(one));
                menu.getItems().add(item);
            }
        }
        chosen = index;
        String words = index >= 0 && index < uploads.size() ? label(index) : texts.text("rail.no-package");
        boolean known = index >= 0 && index < uploads.size();
        name.set(known ? ProjectNames.bare(texts, uploads.get(index)) : words);
        registry.set(known ? words.substring(name.get().length()).replaceFirst("^ \u00b7 ", "") : "");
        whole.setText(words);
        String read = texts.text("rail.package.words", words);
        menu.setAccessibleText(read);
        button.setAccessibleText(read);
        menu.setDisable(uploads.isEmpty());
    }

    private void fold(boolean now) {
        menu.setGraphic(now ? Icons.of(Feather.PACKAGE, "icon-16") : face());
        button.setGraphic(
                now ? Icons.of(Feather.PACKAGE, "icon-16") : face(Icons.of(Feather.SEARCH, "icon-14", "muted")));
    }

    /** The name with its registry; where two jobs upload the same, with the job as well, so that no two are alike. */
    private String label(int index) {
        Upload upload = shown.get(index);
        String words = ProjectNames.name(texts, upload);
        boolean alike = false;
        for (int i = 0; i < shown.size(); i++) {
            alike |= i != index && ProjectNames.name(texts, shown.get(i)).equals(words);
        }
        return alike ? texts.text("rail.package.job", words, ProjectNames.job(upload)) : words;
    }

    private static Sign sign(Upload upload) {
        return ProjectNames.sign(upload);
    }

    private void open() {
        PopOver over = new PopOver();
        FilteredList<Integer> found = new FilteredList<>(FXCollections.observableArrayList(
                java.util.stream.IntStream.range(0, shown.size()).boxed().toList()));
        TextField search = new TextField();
        search.setPromptText(texts.text("rail.package.search", shown.size()));
        search.setAccessibleText(texts.text("rail.package.search", shown.size()));
        search.getStyleClass().add("package-search");
        ListView<Integer> list = new ListView<>(found);
        list.getStyleClass().add("package-list");
        list.setAccessibleText(texts.text("rail.package"));
        list.setPlaceholder(Words.label(texts.text("rail.package.none"), "muted"));
        Runnable take = () -> {
            Integer one = list.getSelectionModel().getSelectedItem();
            if (one != null) {
                over.hide();
                choose.accept(one);
            }
        };
        list.setCellFactory(view -> new Cell(take));
        search.textProperty().addListener((p, old, now) -> {
            String[] words = now.strip().toLowerCase(Locale.ROOT).split("\\s+");
            found.setPredicate(i -> {
                String label = label(i).toLowerCase(Locale.ROOT);
                return java.util.Arrays.stream(words).allMatch(label::contains);
            });
            list.getSelectionModel().selectFirst();
        });
        search.addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.DOWN || key.getCode() == KeyCode.UP) {
                list.requestFocus();
                key.consume();
            } else if (key.getCode() == KeyCode.ENTER) {
                take.run();
                key.consume();
            }
        });
        list.setOnKeyPressed(key -> {
            if (key.getCode() == KeyCode.ENTER) {
                take.run();
                key.consume();
            }
        });
        VBox content = new VBox(search, list);
        content.getStyleClass().add("package-popover");
        VBox.setVgrow(list, Priority.ALWAYS);
        over.setContentNode(content);
        over.setArrowLocation(PopOver.ArrowLocation.TOP_LEFT);
        over.setAnimated(false);
        over.show(button);
        list.getSelectionModel().select(Integer.valueOf(chosen));
        list.scrollTo(Math.max(0, chosen - 3));
        search.requestFocus();
    }

    private final class Cell extends ListCell<Integer> {
        Cell(Runnable take) {
            setOnMouseClicked(e -> {
                if (getItem() != null) {
                    take.run();
                }
            });
        }

        @Override
        protected void updateItem(@Nullable Integer index, boolean empty) {
            super.updateItem(index, empty);
            if (empty || index == null) {
                setText(null);
                setGraphic(null);
                return;
            }
            setText(Visible.of(label(index)));
            setGraphic(Icons.of(sign(shown.get(index)), "icon-16"));
        }
    }
}
