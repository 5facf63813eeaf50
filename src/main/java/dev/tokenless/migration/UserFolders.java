package dev.tokenless.migration;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Where this user's programs keep their state, by the custom of each system. */
public final class UserFolders {
    private UserFolders() {}

    /** The folder of this process's user. */
    public static Path state() {
        return state(System.getProperty("os.name", ""), System.getenv(), System.getProperty("user.home", "."));
    }

    /** XDG_STATE_HOME, APPDATA or Library, with the program's name below. */
    static Path state(String system, Map<String, String> environment, String home) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.contains("win")) {
            String appData = environment.getOrDefault("APPDATA", "");
            return (appData.isEmpty() ? Path.of(home, "AppData", "Roaming") : Path.of(appData)).resolve("Tokenless");
        }
        if (name.contains("mac")) {
            return Path.of(home, "Library", "Application Support", "Tokenless");
        }
        String xdg = environment.getOrDefault("XDG_STATE_HOME", "");
        Path base = xdg.startsWith("/") ? Path.of(xdg) : Path.of(home, ".local", "state");
        return base.resolve("tokenless");
    }
}
