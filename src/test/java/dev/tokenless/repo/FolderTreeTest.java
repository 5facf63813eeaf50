package dev.tokenless.repo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class FolderTreeTest {
    @TempDir
    Path temp;

    private Path folder;
    private FolderTree tree;

    @BeforeEach
    void open() throws IOException {
        folder = Files.createDirectory(temp.resolve("repository"));
        tree = new FolderTree(folder);
    }

    private void write(String path, String text) throws IOException {
        write(path, text.getBytes(StandardCharsets.UTF_8));
    }

    private void write(String path, byte[] bytes) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    private String text(String path) {
        return ((SourceTree.Text) tree.read(path)).source().text();
    }

    private Problem problem(String path) {
        assertThat(tree.read(path)).isInstanceOf(SourceTree.Unread.class);
        return ((SourceTree.Unread) tree.read(path)).problem();
    }

    @Test
    void text_keeps_its_line_ends_and_byte_order_mark() throws IOException {
        write("a/b.yml", "\uFEFFname: x\r\non: push\r\n");
        assertThat(text("a/b.yml")).isEqualTo("\uFEFFname: x\r\non: push\r\n");
        assertThat(text("./a//b.yml")).startsWith("\uFEFF");
    }

    @Test
    void an_empty_file_is_an_empty_text() throws IOException {
        write("empty.yml", "");
        assertThat(text("empty.yml")).isEmpty();
    }

    @Test
    void what_is_not_there_is_absent() throws IOException {
        write("file", "x");
        Files.createDirectories(folder.resolve("release.yml"));
        for (String path :
                new String[] {"no.yml", "no/such.yml", "file/below.yml", "release.yml", "", ".", "/etc/hostname"}) {
            assertThat(tree.read(path)).as(path).isEqualTo(new SourceTree.Absent());
        }
    }

    @Test
    void no_path_leads_upwards() throws IOException {
        Files.writeString(temp.resolve("secret.txt"), "secret");
        write("a/x", "x");
        for (String path : new String[] {"../secret.txt", "a/../../secret.txt", "a\\..\\x", "a/..", "x\0y"}) {
            assertThat(tree.read(path)).as(path).isEqualTo(new SourceTree.Absent());
        }
        assertThat(tree.files("..")).isEmpty();
        assertThat(tree.folders("/")).isEmpty();
    }

    @Test
    void a_link_inside_is_followed_and_one_that_leads_out_is_said() throws IOException {
        Files.writeString(temp.resolve("secret.txt"), "secret");
        Files.createDirectories(temp.resolve("other"));
        Files.writeString(temp.resolve("other/in.yml"), "secret");
        write("real.yml", "name: x");
        Files.createSymbolicLink(folder.resolve("inside.yml"), Path.of("real.yml"));
        Files.createSymbolicLink(folder.resolve("outside.yml"), temp.resolve("secret.txt"));
        Files.createSymbolicLink(folder.resolve("broken.yml"), Path.of("nothing"));
        Files.createSymbolicLink(folder.resolve("ring.yml"), Path.of("ring.yml"));
        Files.createSymbolicLink(folder.resolve("folder"), temp.resolve("other"));
        assertThat(text("inside.yml")).isEqualTo("name: x");
        assertThat(problem("outside.yml").message()).contains("leads out of the folder");
        assertThat(problem("broken.yml").message()).contains("link to nothing");
        assertThat(problem("ring.yml").message()).contains("could not be read");
        assertThat(problem("folder/in.yml").message()).contains("leads out of the folder");
        assertThat(tree.files("folder")).isEmpty();
        assertThat(tree.folders("")).isEmpty();
        assertThat(tree.files(""))
                .contains("inside.yml", "outside.yml", "broken.yml")
                .doesNotContain("folder");
    }

    @Test
    void a_large_file_is_not_read() throws IOException {
        write("big.yml", new byte[5 * 1024 * 1024]);
        assertThat(problem("big.yml").message()).isEqualTo("The file is larger than 4 MiB and was not read.");
        assertThat(problem("big.yml").place().path()).isEqualTo("big.yml");
    }

    @Test
    void a_binary_file_is_told_with_its_line() throws IOException {
        write("image.yml", new byte[] {'a', '\n', 'b', 0, 'c'});
        assertThat(problem("image.yml").message()).contains("binary");
        assertThat(problem("image.yml").place().line()).isEqualTo(2);
        assertThat(problem("image.yml").place().column()).isEqualTo(2);
    }

    @Test
    void text_in_another_encoding_is_told_with_its_line() throws IOException {
        write("latin.yml", "name: x\non: push\n# caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(problem("latin.yml").message()).contains("not UTF-8 text (byte 0xE9)");
        assertThat(problem("latin.yml").place().line()).isEqualTo(3);
        assertThat(problem("latin.yml").place().column()).isEqualTo(6);
        write("wide.yml", "\uFEFFname: x".getBytes(StandardCharsets.UTF_16LE));
        assertThat(problem("wide.yml").message()).contains("UTF-16");
        write("cut.yml", new byte[] {'a', (byte) 0xE2, (byte) 0x82});
        assertThat(problem("cut.yml").message()).contains("not UTF-8");
    }

    @Test
    void an_unreadable_file_is_told() throws IOException {
        write("closed.yml", "x");
        Files.setPosixFilePermissions(folder.resolve("closed.yml"), PosixFilePermissions.fromString("---------"));
        assumeTrue(!Files.isReadable(folder.resolve("closed.yml")), "this user may read every file");
        assertThat(problem("closed.yml").message()).contains("may not be read");
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_pipe_is_never_opened() throws IOException, InterruptedException {
        Process make;
        try {
            make = new ProcessBuilder("mkfifo", folder.resolve("pipe.yml").toString()).start();
        } catch (IOException _) {
            assumeTrue(false, "mkfifo is not on this machine");
            return;
        }
        assumeTrue(make.waitFor() == 0, "no pipe could be made");
        assertThat(problem("pipe.yml").message()).contains("no ordinary file");
        assertThat(tree.files("")).containsExactly("pipe.yml");
    }

    @Test
    void listings_are_sorted_and_without_the_git_folder() throws IOException {
        write(".git/config", "x");
        write("b/x", "x");
        write("a/x", "x");
        write("z.txt", "x");
        write("c.txt", "x");
        assertThat(tree.files("")).containsExactly("c.txt", "z.txt");
        assertThat(tree.folders("")).containsExactly("a", "b");
        assertThat(tree.files("a")).containsExactly("x");
        assertThat(tree.files("nothing")).isEmpty();
        assertThat(tree.files("z.txt")).isEmpty();
    }

    @Test
    void a_folder_that_is_not_there_is_an_empty_tree() {
        FolderTree none = new FolderTree(temp.resolve("none"));
        assertThat(none.files("")).isEmpty();
        assertThat(none.read("x")).isEqualTo(new SourceTree.Absent());
    }
}
