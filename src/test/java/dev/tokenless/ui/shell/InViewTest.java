package dev.tokenless.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.ui.part.InView;
import dev.tokenless.ui.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is brought into view, and what stays where it is. */
class InViewTest {
    @TempDir
    Path folder;

    @Test
    void what_is_taller_than_the_pane_does_not_take_the_head_of_the_page_away() {
        Screen.open(folder, Settings.Theme.LIGHT).close();
        Region head = height(50);
        Region tall = height(2000);
        Region low = height(40);
        Screen.run(() -> {
            ScrollPane pane = new ScrollPane(new VBox(head, tall, low));
            new Scene(pane, 300, 200);
            pane.applyCss();
            pane.layout();
            InView.bring(tall);
            assertThat(pane.getVvalue()).isZero();
            InView.bring(low);
            assertThat(pane.getVvalue()).isEqualTo(1);
            InView.bring(tall);
            assertThat(pane.getVvalue()).isEqualTo(1);
            InView.bring(head);
            assertThat(pane.getVvalue()).isZero();
        });
    }

    /** In a small window with large text the request stands in a tab below everything else on the page. */
    @Test
    void a_request_that_waits_for_the_user_is_seen_without_scrolling() throws IOException {
        Screen screen =
                Screen.open(folder.resolve("settings"), Settings.Theme.LIGHT).dress();
        try {
            Screen.run(() -> screen.composition.themes().scaleTo(2));
            screen.size(1024, 700);
            ShownScene.RETIRE_CONFIRM.arrange(screen, folder.resolve("repository"));
            screen.picture("in-view-1024-200-confirm");
            Bounds pane = Screen.on(() -> {
                Node scroll = shown(screen, ".page-scroll");
                return scroll.localToScene(scroll.getLayoutBounds());
            });
            Bounds request = Screen.on(() -> {
                Node lines = shown(screen, ".side-pane");
                return lines.localToScene(lines.getLayoutBounds());
            });
            assertThat(request.getMinY()).isBetween(pane.getMinY(), pane.getCenterY());
        } finally {
            screen.close();
        }
    }

    private static Node shown(Screen screen, String selector) {
        return screen.scene.getRoot().lookupAll(selector).stream()
                .filter(InViewTest::seen)
                .findFirst()
                .orElseThrow();
    }

    private static boolean seen(Node node) {
        return node.isVisible() && (node.getParent() == null || seen(node.getParent()));
    }

    private static Region height(double height) {
        Region region = new Region();
        region.setMinSize(100, height);
        region.setPrefSize(100, height);
        region.setMaxHeight(height);
        return region;
    }
}
