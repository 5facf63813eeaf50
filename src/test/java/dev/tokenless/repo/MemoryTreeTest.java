package dev.tokenless.repo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MemoryTreeTest {
    @Test
    void it_lists_and_reads_as_a_folder_does() {
        SourceTree tree = new MemoryTree(Map.of(
                "a/b/c.txt", "c", "a/d.txt", "d", "root.txt", "r", "../out", "o", "/abs", "o", ".git/config", ""));
        assertThat(tree.files("")).containsExactly("root.txt");
        assertThat(tree.folders("")).containsExactly("a");
        assertThat(tree.files("a")).containsExactly("d.txt");
        assertThat(tree.folders("a/")).containsExactly("b");
        assertThat(tree.read("./a/b/c.txt")).isEqualTo(new SourceTree.Text(new SourceText("a/b/c.txt", "c")));
        assertThat(tree.read("a")).isEqualTo(new SourceTree.Absent());
        assertThat(tree.read("../out")).isEqualTo(new SourceTree.Absent());
    }
}
