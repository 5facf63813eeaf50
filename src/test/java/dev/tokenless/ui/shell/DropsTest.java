package dev.tokenless.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.javafx.scene.input.DragboardHelper;
import com.sun.javafx.tk.TKClipboard;
import com.sun.javafx.tk.Toolkit;
import dev.tokenless.ui.session.Place;
import dev.tokenless.ui.settings.Settings;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of what is dropped on the window, by the events that a drop sends. */
class DropsTest {
    @TempDir
    Path folder;

    private Screen screen;

    @AfterEach
    void close() {
        if (screen != null) {
            screen.close();
        }
    }

    @Test
    void what_was_dropped_is_told_apart() throws IOException {
        Path clones = Scenery.clones(folder.resolve("clones"));
        Path inside = clones.resolve("good/.github/workflows/release.yml");
        Path loose = Files.writeString(folder.resolve("list.txt"), "clones/good\n");
        Path good = clones.resolve("good");
        assertThat(Dropped.of(List.of(good), false)).isEqualTo(new Dropped.Repository(good));
        assertThat(Dropped.of(List.of(inside), false)).isEqualTo(new Dropped.Repository(good));
        assertThat(Dropped.of(List.of(inside, good), false)).isEqualTo(new Dropped.Repository(good));
        assertThat(Dropped.of(List.of(clones), false)).isEqualTo(new Dropped.Many(clones));
        assertThat(Dropped.of(List.of(good, clones.resolve("refused")), false))
                .isEqualTo(new Dropped.Folders(List.of(good, clones.resolve("refused"))));
        assertThat(Dropped.of(List.of(clones.resolve("nothing")), false))
                .isEqualTo(new Dropped.Repository(clones.resolve("nothing")));
        assertThat(Dropped.of(List.of(loose), false)).isEqualTo(new Dropped.LooseFile(loose));
        assertThat(Dropped.of(List.of(loose), true)).isEqualTo(new Dropped.Many(loose));
        assertThat(Dropped.of(List.of(folder.resolve("gone")), false)).isEqualTo(new Dropped.Nothing());
        Path log = Files.writeString(folder.resolve("fail.log"), "it failed ".repeat(40));
        assertThat(Dropped.of(List.of(log), true))
                .as("what is shown is not thrown away for a file that is no list")
                .isInstanceOfSatisfying(
                        Dropped.NoList.class,
                        no -> assertThat(no.sentence())
                                .contains("lists no folder that exists")
                                .hasSizeLessThan(200 + log.toString().length()));
        Path link = Files.createSymbolicLink(folder.resolve("link"), good);
        assertThat(Dropped.of(List.of(link), false)).isEqualTo(new Dropped.Repository(link));
    }

    @Test
    void a_drop_opens_what_can_be_opened_and_says_of_the_rest_why_not() throws IOException {
        Path clones = Scenery.clones(folder.resolve("clones"));
        Path loose = Files.writeString(folder.resolve("notes.txt"), "nothing\n");
        screen = Screen.open(folder.resolve("settings"), Settings.Theme.LIGHT);

        assertThat(drop(List.of(loose), null)).isTrue();
        assertThat(screen.words()).contains("notes.txt is not in a repository");
        assertThat(place()).isEqualTo(Place.WELCOME);

        assertThat(drop(List.of(), "https://github.com/octo-org/sampleproject")).isTrue();
        assertThat(screen.words()).contains("A link cannot be read").doesNotContain("notes.txt");

        assertThat(drop(List.of(clones.resolve("good/.github/workflows/release.yml")), null))
                .isTrue();
        assertThat(opened()).isEqualTo(clones.resolve("good"));
        assertThat(screen.words()).doesNotContain("A link cannot be read");

        assertThat(drop(List.of(folder.resolve("gone")), null)).isTrue();
        assertThat(screen.words()).contains("Nothing that was dropped can be read");
        assertThat(opened()).isEqualTo(clones.resolve("good"));
        screen.picture("t-drop-refused-light");

        assertThat(drop(List.of(clones.resolve("good"), clones.resolve("refused")), null))
                .isTrue();
        assertThat(place()).isEqualTo(Place.PORTFOLIO);
        assertThat(screen.words()).doesNotContain("Nothing that was dropped").doesNotContain("monorepo");

        assertThat(drop(List.of(), null)).isFalse();
        assertThat(drop(List.of(clones.resolve("refused")), null)).isTrue();
        assertThat(place()).isEqualTo(Place.MIGRATION);
        assertThat(opened()).isEqualTo(clones.resolve("refused"));
    }

    private Place place() {
        return Screen.on(() -> screen.composition.session().now().place());
    }

    private Path opened() {
        return Screen.on(
                () -> Objects.requireNonNull(screen.composition.session().now().reading())
                        .folder());
    }

    /** Drags over the window and, where the window takes it, drops; answers whether it did. */
    private boolean drop(List<Path> files, String link) {
        boolean taken = Screen.on(() -> {
            Dragboard board = DragboardHelper.createDragboard(clipboard());
            ClipboardContent content = new ClipboardContent();
            if (!files.isEmpty()) {
                content.putFiles(files.stream().map(Path::toFile).toList());
            }
            if (link != null) {
                content.putUrl(link);
            }
            board.setContent(content);
            DragEvent over = event(DragEvent.DRAG_OVER, board);
            Event.fireEvent(screen.scene, over);
            if (over.getAcceptedTransferMode() == null) {
                return false;
            }
            Event.fireEvent(screen.scene, event(DragEvent.DRAG_DROPPED, board));
            return true;
        });
        screen.settle();
        return taken;
    }

    /** What another program offers: a clipboard of this one that may be copied from. */
    private static TKClipboard clipboard() {
        TKClipboard local = Toolkit.getToolkit().createLocalClipboard();
        return (TKClipboard) Proxy.newProxyInstance(
                DropsTest.class.getClassLoader(),
                new Class<?>[] {TKClipboard.class},
                (proxy, method, arguments) -> method.getName().equals("getTransferModes")
                        ? EnumSet.allOf(TransferMode.class)
                        : method.invoke(local, arguments));
    }

    private DragEvent event(EventType<DragEvent> type, Dragboard board) {
        return new DragEvent(
                screen.scene, screen.scene, type, board, 300, 300, 300, 300, TransferMode.COPY, null, null, null);
    }
}
