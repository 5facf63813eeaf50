package dev.tokenless.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClonesTest {
    @TempDir
    Path folder;

    private void clone(String... paths) throws IOException {
        for (String path : paths) {
            Files.createDirectories(folder.resolve(path).resolve(".git"));
        }
    }

    private List<String> found(Path given) {
        return switch (Clones.of(given)) {
            case Clones.Folders(List<Path> folders, List<String> _) ->
                folders.stream()
                        .map(f -> folder.relativize(f).toString().replace('\\', '/'))
                        .toList();
            case Clones.Unusable(String sentence) -> List.of(sentence);
        };
    }

    @Test
    void the_folders_of_a_folder_are_its_repositories() throws IOException {
        clone("b", "a");
        Files.createDirectories(folder.resolve("plain"));
        Files.writeString(folder.resolve("file"), "");
        assertThat(found(folder)).containsExactly("a", "b", "plain");
    }

    @Test
    void a_repository_stands_for_itself_and_for_the_clones_in_it() throws IOException {
        clone(".", "modules");
        Files.createDirectories(folder.resolve("src"));
        assertThat(found(folder)).containsExactly("", "modules");
    }

    @Test
    void folders_of_hosts_and_owners_are_looked_through() throws IOException {
        clone("github.com/octo/one", "github.com/octo/two", "mine/three");
        assertThat(found(folder)).containsExactly("github.com/octo/one", "github.com/octo/two", "mine/three");
    }

    @Test
    void links_are_not_followed() throws IOException {
        clone("real");
        Path outside = Files.createTempDirectory("outside");
        Files.createSymbolicLink(folder.resolve("link"), outside);
        assertThat(found(folder)).containsExactly("real");
        Files.delete(outside);
    }

    @Test
    void a_list_names_folders_from_its_own_place() throws IOException {
        clone("a", "b");
        Path list = Files.writeString(
                folder.resolve("list.txt"), "\ufeff# two of them\r\nb\r\n\r\n  a  \nb\nmissing\n\0\n");
        Clones.Folders folders = (Clones.Folders) Clones.of(list);
        assertThat(folders.folders()).containsExactly(folder.resolve("b"), folder.resolve("a"));
        assertThat(folders.missing()).containsExactly("missing", "\0");
    }

    @Test
    void what_is_neither_is_refused_with_what_to_do() throws IOException {
        assertThat(found(folder.resolve("none")).getFirst()).contains("does not exist", "Name a folder");
        assertThat(found(folder).getFirst()).contains("holds no folder");
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThat(found(binary).getFirst()).contains("not a text file");
        Path empty = Files.writeString(folder.resolve("empty.txt"), "# nothing\n");
        assertThat(found(empty).getFirst()).contains("lists no folder");
    }
}
