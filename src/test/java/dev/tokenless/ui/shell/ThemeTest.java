package dev.tokenless.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.css.Stylesheet;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contrast is computed from the theme's own roles; our style sheet names roles and never a colour. */
class ThemeTest {
    private static final Path SHEET = Path.of("src/main/resources/dev/tokenless/ui/shell/tokenless.css");

    @Test
    void the_style_sheet_names_no_colour() throws IOException {
        String css = Files.readString(SHEET).replaceAll("(?s)/\\*.*?\\*/", "");
        assertThat(css).doesNotContainPattern("#[0-9a-fA-F]{3,8}\\b").doesNotContain("rgb(", "rgba(", "hsb(");
    }

    @ParameterizedTest
    @CsvSource({
        "-color-fg-default, -color-bg-default, ",
        "-color-fg-default, -color-bg-subtle, ",
        "-color-fg-default, -color-bg-inset, ",
        "-color-fg-default, -color-bg-default, -color-accent-subtle",
        "-color-fg-default, -color-bg-default, -color-danger-subtle",
        "-color-fg-default, -color-bg-inset, -color-success-subtle",
        "-color-fg-default, -color-bg-default, -color-neutral-muted",
        "-color-fg-default, -color-bg-default, -color-danger-muted",
        "-color-fg-default, -color-bg-default, -color-success-muted",
        "-color-fg-muted, -color-bg-default, ",
        "-color-fg-muted, -color-bg-subtle, ",
        "-color-fg-muted, -color-bg-inset, ",
        "-color-fg-muted, -color-bg-default, -color-danger-subtle",
        "-color-fg-default, -color-bg-default, -color-warning-subtle",
        "-color-fg-default, -color-bg-default, -color-success-subtle",
        "-color-fg-default, -color-bg-inset, -color-danger-subtle",
        "-color-fg-default, -color-bg-inset, -color-warning-subtle",
        "-color-accent-fg, -color-bg-subtle, ",
        "-color-success-fg, -color-bg-subtle, ",
        "-color-success-fg, -color-bg-inset, ",
        "-color-danger-fg, -color-bg-inset, ",
        "-color-danger-fg, -color-bg-default, -color-danger-subtle",
        "-color-warning-fg, -color-bg-subtle, ",
        "-color-warning-fg, -color-bg-inset, ",
        "-color-accent-fg, -color-bg-default, ",
        "-color-accent-fg, -color-bg-inset, ",
        "-color-success-fg, -color-bg-default, ",
        "-color-danger-fg, -color-bg-default, ",
        "-color-warning-fg, -color-bg-default, ",
        "-color-warning-fg, -color-bg-inset, -color-warning-subtle",
        "-color-danger-fg, -color-bg-inset, -color-danger-subtle",
        "-color-fg-emphasis, -color-accent-emphasis, ",
        "-color-fg-emphasis, -color-danger-emphasis, "
    })
    void text_stands_out_from_its_ground(String text, String ground, String tint) throws IOException {
        for (String theme : new String[] {"primer-light", "primer-dark"}) {
            Map<String, Color> roles = roles(theme);
            Color below = roles.get(ground);
            Color shown = tint == null ? below : over(roles.get(tint), below);
            assertThat(contrast(over(roles.get(text), shown), shown))
                    .as("%s: %s on %s %s", theme, text, ground, tint)
                    .isGreaterThanOrEqualTo(4.5);
        }
    }

    /** What is no text, but must be found: the ring of the focus and the bar of the current step. */
    @ParameterizedTest
    @CsvSource({"-color-bg-default", "-color-bg-subtle", "-color-bg-inset"})
    void the_ring_of_the_focus_stands_out(String ground) throws IOException {
        for (String theme : new String[] {"primer-light", "primer-dark"}) {
            Map<String, Color> roles = roles(theme);
            assertThat(contrast(roles.get("-color-accent-emphasis"), roles.get(ground)))
                    .as("%s: the focus on %s", theme, ground)
                    .isGreaterThanOrEqualTo(3);
        }
    }

    static Color over(Color top, Color below) {
        double a = top.getOpacity();
        return Color.color(
                top.getRed() * a + below.getRed() * (1 - a),
                top.getGreen() * a + below.getGreen() * (1 - a),
                top.getBlue() * a + below.getBlue() * (1 - a));
    }

    static double contrast(Color one, Color other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(Color c) {
        return 0.2126 * linear(c.getRed()) + 0.7152 * linear(c.getGreen()) + 0.0722 * linear(c.getBlue());
    }

    private static double linear(double v) {
        return v <= 0.03928 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
    }

    private static Map<String, Color> roles(String theme) throws IOException {
        try (InputStream in = atlantafx.base.theme.Theme.class.getResourceAsStream(theme + ".css")) {
            String css = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Map<String, Color> roles = new HashMap<>();
            Matcher m = Pattern.compile("(-color-[a-z0-9-]+): ([^;]+);").matcher(css);
            while (m.find()) {
                try {
                    roles.putIfAbsent(m.group(1), Color.web(m.group(2).trim()));
                } catch (IllegalArgumentException e) {
                    // a reference to another role
                }
            }
            return roles;
        }
    }

    /** That nothing shown is styled by what was left out, the test of the pictures holds. */
    @Test
    void the_themes_are_kept_but_for_what_is_shown_nowhere() throws IOException {
        String css = LeanSheets.theme(new PrimerLight());
        LeanSheets.Lean lean = LeanSheets.lean(css);
        assertThat(lean.dropped()).hasSizeGreaterThan(500).allMatch(selector -> selector.contains("."));
        assertThat(lean.css())
                .contains("-color-accent-fg", ".button:default", ".table-view", ".context-menu", ".tooltip");
        assertThat(LeanSheets.lean(lean.css()).dropped()).isEmpty();
        assertThat(LeanSheets.lean(
                                "/* a */ .tab, .label > .text:hover { -fx-x: 1; } .tab:selected .label { -fx-y: 2; }")
                        .css())
                .isEqualTo(".label > .text:hover { -fx-x: 1; }\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark", "tokenless"})
    void each_sheet_is_read_from_the_form_that_the_build_wrote(String name) throws IOException {
        URL sheet = Objects.requireNonNull(Themes.class.getResource(name + ".bss"));
        assertThat(Stylesheet.loadBinary(sheet).getRules()).hasSizeGreaterThan(200);
    }
}
