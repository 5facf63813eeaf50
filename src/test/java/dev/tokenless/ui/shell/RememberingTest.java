package dev.tokenless.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.settings.Recent;
import dev.tokenless.ui.settings.Settings;
import dev.tokenless.ui.settings.SettingsFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the list of recent projects says of one whose chosen package has all steps behind it. */
class RememberingTest {
    private static final String TOKEN = """
          %s:
            runs-on: ubuntu-latest
            steps:
              - run: %s
                env:
                  %s: ${{ secrets.PUBLISHING_TOKEN }}
        """;

    @TempDir
    Path folder;

    private Screen screen;

    @AfterEach
    void close() {
        screen.close();
    }

    private Recent left(String npm) {
        screen = Screen.open(folder.resolve("settings"), Settings.Theme.LIGHT);
        Path project = Scenery.of(
                folder.resolve("project"),
                "two",
                Map.of(
                        "pyproject.toml", "[project]\nname = \"two\"\nversion = \"1.0.0\"\n",
                        "js/package.json", "{\"name\": \"two-js\", \"version\": \"1.0.0\"}",
                        ".github/workflows/release.yml", """
                            on:
                              push:
                                tags: ["v*"]
                            jobs:
                              pypi:
                                runs-on: ubuntu-latest
                                permissions: {id-token: write}
                                steps:
                                  - uses: pypa/gh-action-pypi-publish@release/v1
                            """ + npm));
        Screen.run(() -> screen.composition.open(project));
        SettingsFile kept = new SettingsFile(folder.resolve("kept"));
        Screen.run(() -> new Remembering(kept, new Texts(), List.of())
                .follow(screen.composition.session().now()));
        return kept.get().recents().getFirst();
    }

    @Test
    void another_package_that_logs_in_with_a_token_is_named_before_anything_is_called_done() {
        Recent recent = left(TOKEN.formatted("npm", "npm publish ./js", "NODE_AUTH_TOKEN"));
        assertThat(recent.state()).isEqualTo("1 of 2 uploads still logs in with a stored token");
        assertThat(recent.sign()).isEqualTo(Sign.WARNING.name());
    }

    @Test
    void of_several_packages_the_one_that_is_done_is_named() {
        Recent recent = left("""
              npm:
                runs-on: ubuntu-latest
                permissions: {id-token: write}
                steps:
                  - run: npm publish ./js
            """);
        assertThat(recent.state()).isEqualTo("Done: no stored token left for two");
        assertThat(recent.sign()).isEqualTo(Sign.DONE.name());
    }
}
