package dev.tokenless.ui.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The settings as a small JSON file. A file that cannot be read counts as none: settings are a comfort only. */
public final class SettingsFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LARGEST = 1_000_000;

    private final Path file;
    private final Object writing = new Object();
    private CompletableFuture<Void> pending = CompletableFuture.completedFuture(null);
    private volatile Settings settings;

    public SettingsFile(Path folder) {
        this.file = folder.resolve("window.json");
        this.settings = load();
    }

    /** The user's configuration folder for this program: XDG, macOS and Windows each by its own rule. */
    public static Path userFolder(Map<String, String> environment, String home, String system) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            String roaming = environment.getOrDefault("APPDATA", "");
            return (roaming.isBlank() ? Path.of(home, "AppData", "Roaming") : Path.of(roaming)).resolve("Tokenless");
        }
        if (name.startsWith("mac")) {
            return Path.of(home, "Library", "Application Support", "Tokenless");
        }
        String xdg = environment.getOrDefault("XDG_CONFIG_HOME", "");
        Path base = xdg.startsWith("/") ? Path.of(xdg) : Path.of(home, ".config");
        return base.resolve("tokenless");
    }

    /** The settings as they stand. */
    public Settings get() {
        return settings;
    }

    /** Keeps new settings and writes them beside the window's thread; a file that cannot be written is let go. */
    public void put(Settings changed) {
        settings = changed;
        synchronized (writing) {
            pending = pending.thenRunAsync(
                    this::save, work -> Thread.ofVirtual().name("settings").start(work));
        }
    }

    /** Waits until what was put is written, for the end of the program. */
    public void flush() {
        CompletableFuture<Void> last;
        synchronized (writing) {
            last = pending;
        }
        last.join();
    }

    /** Writes the settings as they stand. */
    private void save() {
        synchronized (file) {
            try {
                Files.createDirectories(file.getParent());
                Path beside = Files.createTempFile(file.getParent(), "window", ".tmp");
                Files.writeString(beside, write(settings));
                Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                System.getLogger(SettingsFile.class.getName())
                        .log(System.Logger.Level.DEBUG, "settings were not written", e);
            }
        }
    }

    private Settings load() {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
                return Settings.FRESH;
            }
            return read(JSON.readTree(Files.readString(file)));
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            return Settings.FRESH;
        }
    }

    private static Settings read(JsonNode root) {
        List<Recent> recents = new ArrayList<>();
        for (JsonNode one : root.path("recents")) {
            recents.add(new Recent(
                    one.path("folder").asText(),
                    one.path("name").asText(),
                    one.path("line").asText(),
                    one.path("sign").asText(),
                    one.path("state").asText(),
                    Instant.parse(one.path("when").asText())));
        }
        Settings.Theme theme = Settings.Theme.valueOf(root.path("theme").asText(Settings.Theme.SYSTEM.name()));
        return new Settings(theme, root.path("scale").asDouble(1), recents, place(root.path("place")));
    }

    private static @Nullable WindowPlace place(JsonNode node) {
        return node.isObject()
                ? new WindowPlace(
                        node.path("x").asDouble(Double.NaN),
                        node.path("y").asDouble(Double.NaN),
                        node.path("width").asDouble(),
                        node.path("height").asDouble(),
                        node.path("maximised").asBoolean())
                : null;
    }

    private static String write(Settings settings) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        root.put("schema", 1);
        root.put("theme", settings.theme().name());
        root.put("scale", settings.scale());
        WindowPlace place = settings.place();
        if (place != null) {
            root.putObject("place")
                    .put("x", place.x())
                    .put("y", place.y())
                    .put("width", place.width())
                    .put("height", place.height())
                    .put("maximised", place.maximised());
        }
        ArrayNode recents = root.putArray("recents");
        for (Recent one : settings.recents()) {
            recents.addObject()
                    .put("folder", one.folder())
                    .put("name", one.name())
                    .put("line", one.line())
                    .put("sign", one.sign())
                    .put("state", one.state())
                    .put("when", one.when().toString());
        }
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    }
}
