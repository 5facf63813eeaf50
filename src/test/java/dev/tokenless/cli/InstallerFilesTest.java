package dev.tokenless.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The argument files of the installers say the same where they must: the version, and the options of the caches. */
class InstallerFilesTest {
    private static final Path INSTALLERS = Path.of("installers");

    @Test
    void the_installers_are_of_the_version_that_is_built() throws IOException {
        String version = first("<artifactId>tokenless</artifactId>\\s*<version>([^<]+)<", Path.of("pom.xml"));
        assertThat(Files.readAllLines(Path.of("jpackage.cfg")))
                .contains("--app-version " + version, "--main-jar tokenless-" + version + ".jar");
        assertThat(Files.readAllLines(INSTALLERS.resolve("cli.properties")))
                .contains("main-jar=tokenless-" + version + ".jar");
    }

    @Test
    void the_window_starts_with_the_options_that_its_cache_was_made_with() throws IOException {
        List<String> started = Files.readAllLines(Path.of("jpackage.cfg")).stream()
                .filter(l -> l.startsWith("--java-options "))
                .map(l -> l.substring("--java-options ".length()))
                .toList();
        assertThat(started).containsExactlyInAnyOrderElementsOf(options("window.options"));
    }

    @Test
    void the_command_line_starts_with_the_options_that_its_cache_was_made_with() throws IOException {
        List<String> cached = options("command.options");
        String script = first("exec (.*cli\\.aot.*)", INSTALLERS.resolve("linux/arrange"));
        String launcher = first("java-options=(.*)", INSTALLERS.resolve("cli.properties"));
        assertThat(script.split(" ")).containsAll(cached);
        assertThat(launcher.split(" ")).containsAll(cached).contains("-XX:AOTCache=$APPDIR/cli.aot");
    }

    private static List<String> options(String file) throws IOException {
        return Files.readAllLines(INSTALLERS.resolve(file)).stream()
                .filter(l -> !l.isBlank() && !l.startsWith("#"))
                .toList();
    }

    private static String first(String pattern, Path file) throws IOException {
        Matcher found = Pattern.compile(pattern).matcher(Files.readString(file));
        assertThat(found.find()).as(pattern + " in " + file).isTrue();
        return found.group(1);
    }
}
