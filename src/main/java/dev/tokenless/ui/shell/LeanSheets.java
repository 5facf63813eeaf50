package dev.tokenless.ui.shell;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import atlantafx.base.theme.Theme;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javafx.css.Stylesheet;

/**
 * Run by the build: writes the style sheets as JavaFX reads them quickest, the themes without what styles controls that no
 * screen of Tokenless has. Each control that is shown is held against every selector that ends in its type or class, so
 * that two thirds of a theme were work for nothing, at the start of the window and at each screen.
 */
final class LeanSheets {
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern RULE = Pattern.compile("([^{}]+)\\{([^}]*)}");
    private static final Pattern STYLE_CLASS = Pattern.compile("\\.([A-Za-z][\\w-]*)");

    /** Style classes of controls, and of their variants, that are nowhere shown; a test of all screens holds it. */
    private static final Set<String> UNSHOWN = Set.of(
            // dates and colours
            "date-picker",
            "date-picker-popup",
            "calendar",
            "calendar-grid",
            "month-year-pane",
            "color-picker",
            "color-picker-grid",
            "color-picker-label",
            "color-palette-region",
            "color-rect-pane",
            "color-square",
            "color-bar",
            "custom-color-dialog",
            // choices, numbers and text of other kinds
            "choice-box",
            "increment-arrow-button",
            "decrement-arrow-button",
            "arrows-on-left-horizontal",
            "arrows-on-left-vertical",
            "arrows-on-right-horizontal",
            "split-arrows-horizontal",
            "split-arrows-vertical",
            "slider",
            "progress-slider",
            "ring-progress-indicator",
            "radio-button",
            "custom-text-field",
            "html-editor",
            "bb-code",
            // trees, tabs, folds, bars
            "tree-view",
            "tree-cell",
            "tree-table-view",
            "tree-table-row-cell",
            "tree-table-cell",
            "tree-disclosure-node",
            "tab",
            "tab-pane",
            "tab-header-area",
            "tab-line",
            "tab-container",
            "accordion",
            "titled-pane",
            "menu-bar",
            "tool-bar",
            "split-menu-button",
            "segmented-control",
            "pagination",
            "pagination-control",
            "breadcrumbs",
            // what AtlantaFX has of its own
            "notification",
            "message",
            "card",
            "tile",
            "tile-base",
            "modal-box",
            "modal-pane",
            "caption-menu-item",
            // charts
            "axis",
            "axis-tick-mark",
            "axis-minor-tick-mark",
            "bar-chart",
            "chart",
            "chart-bar",
            "chart-pie",
            "chart-symbol",
            "chart-line-symbol",
            "chart-series-line",
            "chart-area-symbol",
            "chart-series-area-line",
            "chart-series-area-fill",
            "chart-bubble",
            "default-color0",
            "default-color1",
            "default-color2",
            "default-color3",
            "default-color4",
            "default-color5",
            "default-color6",
            "default-color7",
            // variants
            "alt-icon",
            "bordered",
            "button-circle",
            "button-outlined",
            "classic",
            "dense",
            "elevated-1",
            "elevated-2",
            "elevated-3",
            "elevated-4",
            "floating",
            "interactive",
            "large",
            "rounded",
            "striped",
            "title-1",
            "title-2",
            "title-3",
            "title-4");

    private LeanSheets() {}

    /**
     * Writes {@code light.bss}, {@code dark.bss} and {@code tokenless.bss} beside the classes of this package.
     *
     * @param arguments the folder that classes are compiled to
     */
    static void main(String[] arguments) throws IOException {
        Path beside = Path.of(arguments[0], LeanSheets.class.getPackageName().split("\\."));
        write(new PrimerLight(), beside, "light");
        write(new PrimerDark(), beside, "dark");
        binary(beside, "tokenless");
    }

    private static void write(Theme theme, Path beside, String name) throws IOException {
        // The address of what was read is kept in what is written: one that is new in each build would make it differ.
        Path readable = beside.resolve(name + ".css");
        Files.writeString(readable, lean(theme(theme)).css());
        binary(beside, name);
        Files.delete(readable);
    }

    private static void binary(Path beside, String name) throws IOException {
        Stylesheet.convertToBinary(
                beside.resolve(name + ".css").toFile(),
                beside.resolve(name + ".bss").toFile());
    }

    /** The text of a theme's style sheet. */
    static String theme(Theme theme) throws IOException {
        try (InputStream sheet =
                Objects.requireNonNull(LeanSheets.class.getResourceAsStream(theme.getUserAgentStylesheet()))) {
            return new String(sheet.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** What is left of a style sheet, and the selectors that were left out. */
    static Lean lean(String css) {
        List<String> dropped = new ArrayList<>();
        StringBuilder kept = new StringBuilder();
        Matcher rules = RULE.matcher(COMMENT.matcher(css).replaceAll(""));
        while (rules.find()) {
            String selectors = Arrays.stream(rules.group(1).split(","))
                    .map(String::strip)
                    .filter(selector -> keeps(selector, dropped))
                    .collect(Collectors.joining(", "));
            if (!selectors.isEmpty()) {
                kept.append(selectors).append(" {").append(rules.group(2)).append("}\n");
            }
        }
        return new Lean(kept.toString(), List.copyOf(dropped));
    }

    private static boolean keeps(String selector, List<String> dropped) {
        boolean shown = STYLE_CLASS
                .matcher(selector)
                .results()
                .map((MatchResult found) -> found.group(1))
                .noneMatch(UNSHOWN::contains);
        if (!shown) {
            dropped.add(selector);
        }
        return shown;
    }

    /**
     * A style sheet without what styles nothing.
     *
     * @param dropped the selectors that were left out, as they stood
     */
    record Lean(String css, List<String> dropped) {}
}
