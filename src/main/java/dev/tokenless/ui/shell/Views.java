package dev.tokenless.ui.shell;

import dev.tokenless.ui.Texts;
import dev.tokenless.ui.part.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import javafx.fxml.FXMLLoader;
import javafx.scene.Parent;

/**
 * Loads screens: each controller class has its FXML beside it, named after its package. A controller that was not announced
 * is refused.
 */
final class Views {
    private final Texts texts;
    private final Map<Class<? extends Page>, Supplier<? extends Page>> controllers = new LinkedHashMap<>();

    Views(Texts texts) {
        this.texts = texts;
    }

    <C extends Page> void announce(Class<C> controller, Supplier<C> maker) {
        controllers.put(controller, maker);
    }

    Set<Class<? extends Page>> announced() {
        return Set.copyOf(controllers.keySet());
    }

    View load(Class<? extends Page> controller) {
        String folder = controller.getPackageName();
        String name = folder.substring(folder.lastIndexOf('.') + 1) + ".fxml";
        URL fxml = Objects.requireNonNull(controller.getResource(name), () -> controller + " has no " + name);
        FXMLLoader loader = new FXMLLoader(fxml, texts.bundle());
        loader.setControllerFactory(type -> {
            Supplier<? extends Page> maker = controllers.get(type);
            if (maker == null) {
                throw new IllegalArgumentException(type + " was not announced");
            }
            return maker.get();
        });
        try {
            Parent root = loader.load();
            return new View(root, loader.getController());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A loaded screen. */
    record View(Parent root, Page page) {}
}
