package dev.tokenless.ui.shell;

import dev.tokenless.check.HelpPages;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.part.HelpPage;
import dev.tokenless.ui.part.InView;
import dev.tokenless.ui.part.Words;
import java.util.List;
import java.util.Locale;
import javafx.collections.FXCollections;
import javafx.collections.transformation.FilteredList;
import javafx.scene.Scene;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** All help pages in a window of their own: the same that {@code tokenless explain} prints. */
final class HelpBook {
    private final Stage stage = new Stage();
    private final TextField search = new TextField();

    HelpBook(Texts texts, Themes themes, @Nullable Window owner) {
        List<Entry> entries = HelpPages.ids().stream()
                .map(id -> new Entry(id, HelpPages.title(id).orElse(id)))
                .toList();
        FilteredList<Entry> shown = new FilteredList<>(FXCollections.observableList(entries));
        ListView<Entry> list = new ListView<>(shown);
        list.setId("helpPages");
        list.getStyleClass().add("help-list");
        list.setAccessibleText(texts.text("help.pages"));
        list.setCellFactory(view -> new Cell());
        VBox.setVgrow(list, Priority.ALWAYS);
        search.setPromptText(texts.text("help.search"));
        search.setAccessibleText(texts.text("help.search"));
        search.textProperty().addListener((p, old, now) -> {
            shown.setPredicate(entry -> entry.holds(now));
            if (!shown.isEmpty()) {
                list.getSelectionModel().select(0);
            }
        });
        VBox left = new VBox(search, list);
        left.getStyleClass().add("help-left");
        ScrollPane page = new ScrollPane();
        InView.drawnInParts(page);
        page.setId("helpPage");
        page.setFitToWidth(true);
        page.getStyleClass().add("page-scroll");
        list.getSelectionModel().selectedItemProperty().addListener((p, old, now) -> {
            if (now != null) {
                page.setContent(HelpPage.of(HelpPages.find(now.id()).orElse("")));
                page.setVvalue(0);
            }
        });
        list.getSelectionModel().select(0);
        SplitPane split = new SplitPane(left, page);
        split.getStyleClass().add("help-book");
        split.setDividerPositions(0.38);
        SplitPane.setResizableWithParent(left, false);
        VBox root = new VBox(split);
        root.getStyleClass().add("shell");
        VBox.setVgrow(split, Priority.ALWAYS);
        Scene scene = new Scene(root, 960, 640);
        themes.dress(scene);
        Zoom.attach(scene, themes);
        scene.addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.ESCAPE) {
                stage.close();
            }
        });
        stage.initOwner(owner);
        stage.setTitle(texts.text("help.pages"));
        stage.setScene(scene);
    }

    void show() {
        stage.show();
        stage.toFront();
        search.requestFocus();
    }

    private record Entry(String id, String title) {
        boolean holds(String words) {
            String wanted = words.strip().toLowerCase(Locale.ROOT);
            return id.contains(wanted) || title.toLowerCase(Locale.ROOT).contains(wanted);
        }
    }

    private static final class Cell extends ListCell<Entry> {
        Cell() {
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable Entry entry, boolean empty) {
            super.updateItem(entry, empty);
            Entry shown = empty ? null : entry;
            setGraphic(
                    shown == null
                            ? null
                            : Words.lines(Words.label(shown.title()), Words.label(shown.id(), "text-12", "muted")));
            setAccessibleText(shown == null ? null : shown.title());
        }
    }
}
