package dev.tokenless.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the arguments mean: a command, folders for the window, or neither. */
class CallTest {
    @TempDir
    Path folder;

    private static Call of(String... args) {
        return Call.of(args, Main::isCommand);
    }

    @Test
    void a_folder_opens_in_the_window() {
        assertThat(of(folder.toString())).isEqualTo(new Call.Folders(List.of(folder)));
        assertThat(of(folder + "/.")).isEqualTo(new Call.Folders(List.of(folder)));
        assertThat(of(".")).isEqualTo(new Call.Folders(List.of(Path.of("").toAbsolutePath())));
        assertThat(of(folder.toString(), folder.toString())).isEqualTo(new Call.Folders(List.of(folder, folder)));
        assertThat(of()).isEqualTo(new Call.Folders(List.of()));
    }

    @Test
    void a_command_stays_one_and_so_does_a_mistyped_one() {
        assertThat(of("check", folder.toString())).isEqualTo(new Call.Command());
        assertThat(of("--version")).isEqualTo(new Call.Command());
        assertThat(of("chekc")).isEqualTo(new Call.Command());
        assertThat(of("chekc", ".")).isEqualTo(new Call.Command());
        assertThat(of("help")).isEqualTo(new Call.Command());
    }

    @Test
    void what_is_no_folder_is_refused_in_words() throws IOException {
        Path file = Files.createFile(folder.resolve("a.txt"));
        assertThat(of(file.toString()))
                .isEqualTo(new Call.Refused(file + " is not a folder. Name the folder of a repository."));
        assertThat(of("./nowhere"))
                .isEqualTo(new Call.Refused("./nowhere does not exist. Name the folder of a repository."));
        assertThat(of(folder.toString(), "--format"))
                .isEqualTo(new Call.Refused("what comes after a folder must be a folder, and --format is none. For the"
                        + " terminal: tokenless check " + folder + "."));
    }
}
