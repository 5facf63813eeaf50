package dev.tokenless.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.edit.LineDiff.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EditorTest {
    @TempDir
    Path folder;

    private UndoLog written(FileEdit... edits) {
        WriteResult result = Editor.write(folder, List.of(edits));
        assertThat(result).isInstanceOf(WriteResult.Written.class);
        return ((WriteResult.Written) result).undo();
    }

    private void refused(FileEdit... edits) {
        assertThat(Editor.write(folder, List.of(edits))).isInstanceOf(WriteResult.Refused.class);
        try (var files = Files.walk(folder)) {
            assertThat(files.filter(f -> f.getFileName().toString().endsWith(".tmp")))
                    .isEmpty();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_file_is_replaced_with_its_rights_and_can_be_taken_back() throws IOException {
        Path file = folder.resolve("a.yml");
        Files.writeString(file, "a: 1\nb: 2\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        UndoLog undo = written(
                Editor.between("a.yml", "a: 1\nb: 2\n", "a: 1\nb: 3\n"), Editor.create("x/y/new.yml", "n: 1\n"));
        assertThat(file).hasContent("a: 1\nb: 3\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
        assertThat(folder.resolve("x/y/new.yml")).hasContent("n: 1\n");
        assertThat(Editor.undo(folder, undo)).isInstanceOf(WriteResult.Written.class);
        assertThat(file).hasContent("a: 1\nb: 2\n");
        assertThat(folder.resolve("x/y/new.yml")).doesNotExist();
    }

    @Test
    void what_was_written_is_taken_back_although_other_lines_changed_since() throws IOException {
        String before = "a: 1\nb: 2\nc: 3\nd: 4\ne: 5\nf: 6\ng: 7\nh: 8\n";
        Files.writeString(folder.resolve("a.yml"), before);
        UndoLog undo = written(Editor.between("a.yml", before, before.replace("d: 4\n", "")));
        Files.writeString(
                folder.resolve("a.yml"), "z: 0\n" + before.replace("d: 4\n", "").replace("h: 8", "h: 9"));
        assertThat(Editor.undo(folder, undo)).isInstanceOf(WriteResult.Written.class);
        assertThat(folder.resolve("a.yml")).hasContent("z: 0\n" + before.replace("h: 8", "h: 9"));
        assertThat(Editor.undo(folder, undo)).isInstanceOf(WriteResult.Refused.class);
    }

    @Test
    void a_file_that_changed_on_disk_is_left_alone_and_so_are_the_others() throws IOException {
        Files.writeString(folder.resolve("a.yml"), "a: 1\n");
        Files.writeString(folder.resolve("b.yml"), "b: changed\n");
        refused(Editor.between("a.yml", "a: 1\n", "a: 2\n"), Editor.between("b.yml", "b: 1\n", "b: 2\n"));
        assertThat(folder.resolve("a.yml")).hasContent("a: 1\n");
        refused(Editor.create("a.yml", "x"));
        refused(Editor.between("gone.yml", "a", "b"));
    }

    @Test
    void nothing_is_written_outside_of_the_repository_or_into_git() throws IOException {
        Path outside = Files.createTempDirectory("outside");
        Files.writeString(outside.resolve("o.yml"), "o: 1\n");
        Files.createSymbolicLink(folder.resolve("out.yml"), outside.resolve("o.yml"));
        Files.createSymbolicLink(folder.resolve("dir"), outside);
        Files.createDirectories(folder.resolve(".git"));
        Files.writeString(folder.resolve("in.yml"), "i: 1\n");
        Files.createSymbolicLink(folder.resolve("link.yml"), Path.of("in.yml"));
        refused(Editor.between("out.yml", "o: 1\n", "o: 2\n"));
        refused(Editor.create("dir/new.yml", "x"));
        refused(Editor.create("../up.yml", "x"));
        refused(Editor.create(".git/hooks/pre-commit", "x"));
        refused(Editor.create(outside.resolve("abs.yml").toString(), "x"));
        assertThat(outside.resolve("o.yml")).hasContent("o: 1\n");
        written(Editor.between("link.yml", "i: 1\n", "i: 2\n"));
        assertThat(folder.resolve("link.yml")).isSymbolicLink();
        assertThat(folder.resolve("in.yml")).hasContent("i: 2\n");
    }

    @Test
    void bytes_that_are_not_utf_8_are_not_rewritten() throws IOException {
        Files.write(folder.resolve("a.yml"), new byte[] {'a', (byte) 0xff});
        refused(Editor.between("a.yml", "a\uFFFD", "b"));
    }

    @Test
    void edits_of_one_file_are_joined_unless_they_touch() {
        FileEdit one = Editor.between("a", "1\n2\n3\n4\n", "1\nx\n3\n4\n");
        FileEdit two = Editor.between("a", "1\n2\n3\n4\n", "1\n2\n3\ny\n");
        FileEdit third = Editor.between("a", "1\n2\n3\n4\n", "1\nz\n3\n4\n");
        Editor.Composed composed = Editor.compose(List.of(one, two, one, third));
        assertThat(composed.files())
                .singleElement()
                .satisfies(f -> assertThat(f.after()).isEqualTo("1\nx\n3\ny\n"));
        assertThat(composed.left()).containsExactly(third);
    }

    @Test
    void differences_are_shown_as_patch_and_as_rows() {
        FileEdit edit = Editor.between("d/a.yml", "1\n2\n3\n4\n5\n6\n7\n8\n9", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n10");
        assertThat(LineDiff.unified(edit))
                .isEqualTo("--- a/d/a.yml\n+++ b/d/a.yml\n@@ -2,8 +2,9 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n-9\n"
                        + "\\ No newline at end of file\n+9\n+10\n\\ No newline at end of file\n");
        assertThat(LineDiff.unified(Editor.create("n", "a\n")))
                .isEqualTo("--- /dev/null\n+++ b/n\n@@ -0,0 +1 @@\n+a\n");
        assertThat(LineDiff.unified(Editor.between("n", "a\n", "a\n"))).isEmpty();
        assertThat(LineDiff.rows(Editor.between("n", "a\nb\n", "a\nc\nd\n")))
                .containsExactly(
                        new LineDiff.Row(Kind.SAME, 1, "a", 1, "a"),
                        new LineDiff.Row(Kind.CHANGED, 2, "b", 2, "c"),
                        new LineDiff.Row(Kind.ADDED, 0, null, 3, "d"));
    }
}
