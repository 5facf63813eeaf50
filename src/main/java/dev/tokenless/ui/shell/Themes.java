package dev.tokenless.ui.shell;

import dev.tokenless.ui.settings.Settings;
import dev.tokenless.ui.settings.SettingsFile;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.scene.Scene;

/** Light or dark, as the system says until the user says otherwise; and how large the text is. */
final class Themes {
    private static final double TEXT = 14;

    private final SettingsFile settings;
    private final ReadOnlyBooleanWrapper dark = new ReadOnlyBooleanWrapper();
    /** The sizes of the text that are offered, in per cent, from small to large. */
    static final List<Integer> SIZES = List.of(100, 125, 150, 200);

    private final ReadOnlyDoubleWrapper scale = new ReadOnlyDoubleWrapper(1);
    /** The platform's preferences outlive every window: what listens to them must not hold one. */
    private final ChangeListener<ColorScheme> system = (p, old, now) -> apply();

    Themes(SettingsFile settings) {
        this.settings = settings;
        scale.set(settings.get().scale());
    }

    ReadOnlyBooleanProperty dark() {
        return dark.getReadOnlyProperty();
    }

    ReadOnlyDoubleProperty scale() {
        return scale.getReadOnlyProperty();
    }

    void dress(Scene scene) {
        Platform.getPreferences().colorSchemeProperty().addListener(new WeakChangeListener<>(system));
        apply();
        scene.getStylesheets().add(sheet("tokenless"));
        scale.subscribe(now -> {
            scene.getRoot().setStyle("-fx-font-size: " + TEXT * now.doubleValue() + "px");
            scene.getRoot().getStyleClass().removeIf(c -> c.startsWith("scale-"));
            scene.getRoot().getStyleClass().add("scale-" + Math.round(now.doubleValue() * 100));
        });
    }

    void toggle() {
        choose(dark.get() ? Settings.Theme.LIGHT : Settings.Theme.DARK);
    }

    void choose(Settings.Theme theme) {
        settings.put(settings.get().with(theme));
        apply();
    }

    /** The next size of the text that is offered, or the usual one. */
    void zoom(Zoom zoom) {
        int now = (int) Math.round(scale.get() * 100);
        switch (zoom) {
            case LARGER -> SIZES.stream().filter(s -> s > now).findFirst().ifPresent(s -> scaleTo(s / 100.0));
            case SMALLER ->
                SIZES.reversed().stream().filter(s -> s < now).findFirst().ifPresent(s -> scaleTo(s / 100.0));
            case USUAL -> scaleTo(1);
        }
    }

    void scaleTo(double factor) {
        settings.put(settings.get().with(factor));
        scale.set(settings.get().scale());
    }

    /** Sets the colours of the theme. */
    void apply() {
        boolean nowDark = switch (settings.get().theme()) {
            case DARK -> true;
            case LIGHT -> false;
            case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
        };
        dark.set(nowDark);
        Application.setUserAgentStylesheet(sheet(nowDark ? "dark" : "light"));
    }

    /** A style sheet as {@link LeanSheets} wrote it. */
    private static String sheet(String name) {
        return Objects.requireNonNull(Themes.class.getResource(name + ".bss"), name)
                .toExternalForm();
    }
}
