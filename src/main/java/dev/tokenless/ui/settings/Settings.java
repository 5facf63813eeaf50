package dev.tokenless.ui.settings;

import java.util.ArrayList;
import java.util.List;

/**
 * What is remembered.
 *
 * @param scale the text size, 1 for 100 %
 * @param recents the newest first
 */
public record Settings(Theme theme, double scale, List<Recent> recents) {
    private static final int KEPT = 12;
    public static final Settings FRESH = new Settings(Theme.SYSTEM, 1, List.of());

    public Settings {
        scale = Double.isFinite(scale) ? Math.clamp(scale, 1, 2) : 1;
        recents = List.copyOf(recents);
    }

    /** The same with a project at the top of the list, once. */
    public Settings with(Recent recent) {
        List<Recent> list = new ArrayList<>();
        list.add(recent);
        recents.stream().filter(r -> !r.folder().equals(recent.folder())).forEach(list::add);
        return new Settings(theme, scale, list.subList(0, Math.min(KEPT, list.size())));
    }

    /** The same without a project. */
    public Settings without(Recent recent) {
        return new Settings(
                theme,
                scale,
                recents.stream()
                        .filter(r -> !r.folder().equals(recent.folder()))
                        .toList());
    }

    /** The same in another theme. */
    public Settings with(Theme other) {
        return new Settings(other, scale, recents);
    }

    /** The same with another text size. */
    public Settings with(double otherScale) {
        return new Settings(theme, otherScale, recents);
    }

    /** Light or dark. */
    public enum Theme {
        /** As the system says, also when it changes. */
        SYSTEM,
        LIGHT,
        DARK
    }
}
