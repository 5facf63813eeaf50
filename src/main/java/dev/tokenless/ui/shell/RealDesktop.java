package dev.tokenless.ui.shell;

import dev.tokenless.ui.Desktop;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** The desktop that the user sits at. */
final class RealDesktop implements Desktop {
    private final Stage stage;
    private final PageOpener pages = new PageOpener(Duration.ofSeconds(10));
    private Consumer<String> untold = address -> {};
    private @Nullable File last;

    RealDesktop(Stage stage) {
        this.stage = stage;
    }

    @Override
    public Optional<Path> chooseFolder(String title) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(title);
        File begin = last;
        if (begin == null || !begin.isDirectory()) {
            begin = new File(System.getProperty("user.home", "."));
        }
        if (begin.isDirectory()) {
            chooser.setInitialDirectory(begin);
        }
        File chosen = chooser.showDialog(stage);
        if (chosen != null) {
            last = chosen.getParentFile();
        }
        return Optional.ofNullable(chosen).map(File::toPath);
    }

    @Override
    public Optional<Path> chooseFile(String title) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        return Optional.ofNullable(chooser.showOpenDialog(stage)).map(File::toPath);
    }

    @Override
    public Optional<Path> chooseTarget(String title, String fileName) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.setInitialFileName(fileName);
        return Optional.ofNullable(chooser.showSaveDialog(stage)).map(File::toPath);
    }

    /**
     * Starts the system's own opener with the address as one argument, never through a shell; java.awt.Desktop would start
     * a second toolkit.
     */
    @Override
    public boolean openPage(String address) {
        URI page = URI.create(address);
        String scheme = String.valueOf(page.getScheme()).toLowerCase(Locale.ROOT);
        boolean loopback = "127.0.0.1".equals(page.getHost()) || "localhost".equals(page.getHost());
        if (!scheme.equals("https") && !(scheme.equals("http") && loopback)) {
            return false;
        }
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        List<String> opener = system.startsWith("windows")
                ? List.of("rundll32", "url.dll,FileProtocolHandler", page.toASCIIString())
                : List.of(system.startsWith("mac") ? "open" : "xdg-open", page.toASCIIString());
        try {
            pages.open(opener, () -> Platform.runLater(() -> notOpened(page.toASCIIString())));
            return true;
        } catch (IOException e) {
            notOpened(page.toASCIIString());
            return false;
        }
    }

    /** Says what is done where no page could be opened: its address is on the clipboard then. */
    void whenNotOpened(Consumer<String> tells) {
        untold = tells;
    }

    private void notOpened(String address) {
        copy(address);
        untold.accept(address);
    }

    @Override
    public void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }
}
