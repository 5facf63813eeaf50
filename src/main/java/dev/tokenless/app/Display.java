package dev.tokenless.app;

import java.util.Locale;
import java.util.Map;

/** Whether a window can be shown at all, told without starting the toolkit. */
final class Display {
    private Display() {}

    static boolean present() {
        return present(System.getProperty("os.name", ""), System.getenv(), System.getProperty("glass.platform", ""));
    }

    /**
     * Windows and macOS always have one; elsewhere X or Wayland says so by its variable. A toolkit that draws
     * off-screen needs neither.
     */
    static boolean present(String system, Map<String, String> environment, String glassPlatform) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.contains("win") || name.contains("mac") || !glassPlatform.isEmpty()) {
            return true;
        }
        return !environment.getOrDefault("DISPLAY", "").isEmpty()
                || !environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty();
    }
}
