package dev.tokenless.ui.settings;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered.
 *
 * @param scale the text size, 1 for 100 %
 * @param recents the newest first
 * @param place where the window stood; nothing before it was closed for the first time
 */
public record Settings(
        Theme theme,
        double scale,
        List<Recent> recents,
        @Nullable WindowPlace place) {
    private static final int KEPT = 12;
    public static final Settings FRESH = new Settings(Theme.SYSTEM, 1, List.of());

    /** Settings of a window that was never closed. */
    public Settings(Theme theme, double scale, List<Recent> recents) {
        this(theme, scale, recents, null);
    }

    public Settings {
        scale = Double.isFinite(scale) ? Math.clamp(scale, 1, 2) : 1;
        recents = List.copyOf(recents);
        place = place == null || !place.sound() ? null : place;
    }

    /** The same with a project at the top of the list, once. */
    public Settings with(Recent recent) {
        List<Recent> list = new ArrayList<>();
        list.add(recent);
        recents.stream().filter(r -> !r.folder().equals(recent.folder())).forEach(list::add);
        return new Settings(theme, scale, list.subList(0, Math.min(KEPT, list.size())), place);
    }

    /** The same without a project. */
    public Settings without(Recent recent) {
        return new Settings(
                theme,
                scale,
                recents.stream()
                        .filter(r -> !r.folder().equals(recent.folder()))
                        .toList(),
                place);
    }

    /** The same in another theme. */
    public Settings with(Theme other) {
        return new Settings(other, scale, recents, place);
    }

    /** The same with another text size. */
    public Settings with(double otherScale) {
        return new Settings(theme, otherScale, recents, place);
    }

    /** The same with the window elsewhere. */
    public Settings with(WindowPlace other) {
        return new Settings(theme, scale, recents, other);
    }

    /** Light or dark. */
    public enum Theme {
        /** As the system says, also when it changes. */
        SYSTEM,
        LIGHT,
        DARK
    }
}
