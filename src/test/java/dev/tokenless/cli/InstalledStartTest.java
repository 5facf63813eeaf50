package dev.tokenless.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The start script that the package writes: folders open with what the window was cached with, commands with theirs. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the script is that of the Linux packages")
class InstalledStartTest {
    private static final Path ARRANGE = Path.of("installers/linux/arrange");

    @TempDir
    Path root;

    @Test
    void it_knows_every_command() throws IOException {
        Matcher list = Pattern.compile("^ *([a-z|-]+)\\|-\\*\\) ;;$", Pattern.MULTILINE)
                .matcher(Files.readString(ARRANGE));
        assertThat(list.find()).isTrue();
        Set<String> commands = new TreeSet<>();
        TokenlessCommand.COMMANDS.forEach(
                c -> commands.add(c.getAnnotation(CommandLine.Command.class).name()));
        assertThat(new TreeSet<>(Arrays.asList(list.group(1).split("\\|")))).isEqualTo(commands);
    }

    @Test
    void a_folder_starts_the_window_and_a_command_the_command_line() throws Exception {
        Path app = Files.createDirectories(root.resolve("opt/tokenless/lib/app"));
        Path bin = Files.createDirectories(root.resolve("opt/tokenless/lib/runtime/bin"));
        Files.createDirectories(root.resolve("usr/bin"));
        Files.writeString(
                app.resolve("tokenless.cfg"), "app.classpath=$APPDIR/a.jar\njava-options=-Dfor.the.window=true\n");
        Path java = Files.writeString(bin.resolve("java"), "#!/bin/sh\necho \"$@\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        run(root, "sh", ARRANGE.toAbsolutePath().toString(), "install");
        Path here = Files.createDirectories(root.resolve("here/check"));
        assertThat(started(here)).contains("-Dfor.the.window").endsWith("Tokenless");
        assertThat(started(here, ".")).contains("-Dfor.the.window").endsWith("Tokenless .");
        assertThat(started(here.getParent(), "check")).contains("cli.aot").endsWith("Tokenless check");
        assertThat(started(here.getParent(), "./check"))
                .contains("-Dfor.the.window")
                .endsWith("Tokenless ./check");
        assertThat(started(here, "chekc")).contains("cli.aot").endsWith("Tokenless chekc");
        assertThat(started(here, "--help")).contains("cli.aot").endsWith("Tokenless --help");
    }

    @Test
    void folders_with_letters_beyond_ascii_are_opened_without_a_locale_too() throws Exception {
        Path app = Files.createDirectories(root.resolve("opt/tokenless/lib/app"));
        Path bin = Files.createDirectories(root.resolve("opt/tokenless/lib/runtime/bin"));
        Files.createDirectories(root.resolve("usr/bin"));
        Files.writeString(app.resolve("tokenless.cfg"), "app.classpath=$APPDIR/a.jar\n");
        Path java = Files.writeString(bin.resolve("java"), "#!/bin/sh\necho \"$LC_ALL\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        run(root, "sh", ARRANGE.toAbsolutePath().toString(), "install");
        String tokenless = root.resolve("usr/bin/tokenless").toString();
        for (String none : List.of("LC_ALL=C", "LC_ALL=POSIX", "LANG=C", "LC_CTYPE=C")) {
            assertThat(run(root, "env", "-u", "LC_ALL", "-u", "LC_CTYPE", "-u", "LANG", none, tokenless, "check"))
                    .as(none)
                    .isEqualTo("C.UTF-8\n");
        }
        assertThat(run(root, "env", "-u", "LC_ALL", "-u", "LC_CTYPE", "-u", "LANG", tokenless, "check"))
                .isEqualTo("C.UTF-8\n");
        assertThat(run(root, "env", "LC_ALL=de_DE.UTF-8", tokenless, "check")).isEqualTo("de_DE.UTF-8\n");
    }

    private String started(Path directory, String... args) throws Exception {
        String[] call = new String[args.length + 1];
        call[0] = root.resolve("usr/bin/tokenless").toString();
        System.arraycopy(args, 0, call, 1, args.length);
        return run(directory, call).strip();
    }

    private String run(Path directory, String... call) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(call).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().put("TOKENLESS_ROOT", root.toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }
}
