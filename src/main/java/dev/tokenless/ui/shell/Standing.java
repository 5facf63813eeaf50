package dev.tokenless.ui.shell;

import dev.tokenless.ui.settings.SettingsFile;
import dev.tokenless.ui.settings.WindowPlace;
import java.util.Comparator;
import java.util.List;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/**
 * Where the window stands: where it was left, whole on a screen that is there. Not every desktop has a window manager that
 * would pull a window back from beyond the edge.
 */
final class Standing {
    private static final double WIDTH = 1440;
    private static final double HEIGHT = 900;
    private static final double LEAST_WIDTH = 720;
    private static final double LEAST_HEIGHT = 520;

    private Standing() {}

    /** Puts the window where it stood, and remembers where it stands when it goes. */
    static void put(Stage stage, SettingsFile settings) {
        List<Rectangle2D> screens =
                Screen.getScreens().stream().map(Screen::getVisualBounds).toList();
        WindowPlace place = on(screens, settings.get().place());
        stage.setX(place.x());
        stage.setY(place.y());
        stage.setWidth(place.width());
        stage.setHeight(place.height());
        stage.setMinWidth(Math.min(LEAST_WIDTH, place.width()));
        stage.setMinHeight(Math.min(LEAST_HEIGHT, place.height()));
        stage.setMaximized(place.maximised());
        stage.setOnHiding(hiding -> settings.put(settings.get().with(left(stage, place))));
    }

    /** What to remember; a window that fills the screen goes back to where it stood before. */
    private static WindowPlace left(Stage stage, WindowPlace before) {
        boolean filling = stage.isMaximized() || stage.isFullScreen();
        return filling || stage.isIconified()
                ? new WindowPlace(before.x(), before.y(), before.width(), before.height(), stage.isMaximized())
                : new WindowPlace(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight(), false);
    }

    /**
     * The place for a window: no larger than the screen that holds most of it, and whole on it. In the middle of the first
     * screen where nothing is remembered, or where the screen that it stood on is gone.
     *
     * @param screens what of each screen is free for windows, the user's first screen first
     */
    static WindowPlace on(List<Rectangle2D> screens, @Nullable WindowPlace remembered) {
        WindowPlace wanted =
                remembered == null ? new WindowPlace(Double.NaN, Double.NaN, WIDTH, HEIGHT, false) : remembered;
        Rectangle2D held = screens.stream()
                .filter(screen -> shared(screen, wanted) > 0)
                .max(Comparator.comparingDouble(screen -> shared(screen, wanted)))
                .orElse(null);
        if (screens.isEmpty()) {
            return new WindowPlace(0, 0, wanted.width(), wanted.height(), wanted.maximised());
        }
        Rectangle2D screen = held == null ? screens.getFirst() : held;
        double width = Math.min(Math.max(wanted.width(), LEAST_WIDTH), screen.getWidth());
        double height = Math.min(Math.max(wanted.height(), LEAST_HEIGHT), screen.getHeight());
        double x = held == null ? screen.getMinX() + (screen.getWidth() - width) / 2 : wanted.x();
        double y = held == null ? screen.getMinY() + (screen.getHeight() - height) / 2 : wanted.y();
        return new WindowPlace(
                Math.clamp(x, screen.getMinX(), screen.getMaxX() - width),
                Math.clamp(y, screen.getMinY(), screen.getMaxY() - height),
                width,
                height,
                wanted.maximised());
    }

    /** How much of the window lies on the screen. */
    private static double shared(Rectangle2D screen, WindowPlace place) {
        double width = Math.min(screen.getMaxX(), place.x() + place.width()) - Math.max(screen.getMinX(), place.x());
        double height = Math.min(screen.getMaxY(), place.y() + place.height()) - Math.max(screen.getMinY(), place.y());
        return width > 0 && height > 0 ? width * height : 0;
    }
}
