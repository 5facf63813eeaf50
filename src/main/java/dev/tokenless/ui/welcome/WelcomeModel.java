package dev.tokenless.ui.welcome;

import dev.tokenless.ui.Bar;
import dev.tokenless.ui.Desktop;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.ScreenModel;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.session.Opening;
import dev.tokenless.ui.session.Place;
import dev.tokenless.ui.session.Session;
import dev.tokenless.ui.settings.Recent;
import dev.tokenless.ui.settings.SettingsFile;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.value.ObservableValue;

/** What the welcome screen shows and does. */
public final class WelcomeModel implements ScreenModel {
    private final Session session;
    private final Opening opening;
    private final Consumer<Path> chosen;
    private final Desktop desktop;
    private final SettingsFile settings;
    private final Texts texts;
    private final Clock clock;
    private final ReadOnlyObjectWrapper<List<Entry>> recents = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Bar> bar = new ReadOnlyObjectWrapper<>(Bar.NONE);

    public WelcomeModel(
            Session session,
            Opening opening,
            Consumer<Path> chosen,
            Desktop desktop,
            SettingsFile settings,
            Texts texts,
            Clock clock) {
        this.session = session;
        this.opening = opening;
        this.chosen = chosen;
        this.desktop = desktop;
        this.settings = settings;
        this.texts = texts;
        this.clock = clock;
        shown();
    }

    @Override
    public ObservableValue<Bar> bar() {
        return bar.getReadOnlyProperty();
    }

    @Override
    public void shown() {
        List<Recent> all = settings.get().recents();
        recents.set(all.stream().map(recent -> entry(recent, all)).toList());
    }

    /** The projects that were open before, the newest first. */
    public ReadOnlyObjectProperty<List<Entry>> recents() {
        return recents.getReadOnlyProperty();
    }

    /** Why the last folder was not opened. */
    public ReadOnlyObjectProperty<Rich> refusal() {
        return opening.refusal();
    }

    /** What is being read, in words; empty while nothing is. */
    public ReadOnlyStringProperty reading() {
        return opening.reading();
    }

    /** Asks for a folder and opens it: a repository, or one that holds many. */
    public void openFolder() {
        desktop.chooseFolder(texts.text("welcome.choose")).ifPresent(chosen);
    }

    /** Opens a folder that was dropped. */
    public void open(Path folder) {
        opening.open(folder);
    }

    /** Opens the sample. */
    public void openSample() {
        opening.openSample();
    }

    /** Goes to another place of the window. */
    public void go(Place place) {
        session.change(s -> s.at(place));
    }

    /** Opens a project of the list, or asks where it is now. */
    public void open(Entry entry) {
        if (entry.present()) {
            opening.open(Path.of(entry.recent().folder()));
            return;
        }
        desktop.chooseFolder(texts.text("welcome.find", entry.recent().name())).ifPresent(found -> {
            settings.put(settings.get().without(entry.recent()));
            opening.open(found);
        });
    }

    private Entry entry(Recent recent, List<Recent> all) {
        boolean alone = all.stream().filter(r -> r.name().equals(recent.name())).count() == 1;
        boolean present = Files.isDirectory(Path.of(recent.folder()));
        Sign sign = present ? sign(recent.sign()) : Sign.UNKNOWN;
        return new Entry(
                recent,
                present,
                alone ? "" : folder(recent),
                present ? recent.line() : texts.text("welcome.gone"),
                sign,
                present ? recent.state() : texts.text("welcome.find-again"),
                when(recent));
    }

    /** Where a clone lies, as people write it: which of several clones of one repository it is. */
    private static String folder(Recent recent) {
        String home = System.getProperty("user.home", "");
        String folder = Path.of(recent.folder()).normalize().toString();
        return !home.isEmpty() && folder.startsWith(home + File.separator)
                ? "~" + folder.substring(home.length())
                : folder;
    }

    private static Sign sign(String name) {
        return Arrays.stream(Sign.values())
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElse(Sign.WAITING);
    }

    private String when(Recent recent) {
        ZonedDateTime at = recent.when().atZone(clock.getZone());
        LocalDate today = LocalDate.now(clock);
        if (at.toLocalDate().equals(today)) {
            return texts.text(
                    "when.today",
                    DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).format(at));
        }
        if (at.toLocalDate().equals(today.minusDays(1))) {
            return texts.text("when.yesterday");
        }
        String pattern = at.getYear() == today.getYear() ? "d MMM" : "d MMM yyyy";
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(at);
    }

    /**
     * A project of the list as it is shown.
     *
     * @param folder where it lies; empty where its name tells it from the others
     */
    public record Entry(
            Recent recent, boolean present, String folder, String line, Sign sign, String state, String when) {}
}
