package dev.tokenless.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.check.Inspection;
import dev.tokenless.check.Inspector;
import dev.tokenless.edit.Editor;
import dev.tokenless.edit.FileEdit;
import dev.tokenless.edit.UndoLog;
import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.repo.manifest.ProjectReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two clones of one repository on one machine share what is known of it, and not the way back of their files. */
class TwoClonesTest {
    private static final RepositoryId REPOSITORY =
            new RepositoryId(Provider.GITHUB, "github.com", "octo-org", "sample");
    private static final String FILE = ".github/workflows/release.yml";
    private static final String BEFORE = "on: push\njobs: {}\n";
    private static final String AFTER = "on: push\npermissions: {}\njobs: {}\n";

    @TempDir
    Path folder;

    private MigrationStore store;
    private WrittenFiles files;
    private Path one;
    private Path other;

    @BeforeEach
    void clones() throws IOException {
        store = new MigrationStore(folder.resolve("state"));
        files = new WrittenFiles(store, Clock.systemUTC());
        one = clone("one");
        other = clone("other");
    }

    private Path clone(String name) throws IOException {
        Path clone = folder.resolve(name);
        Files.createDirectories(clone.resolve(FILE).getParent());
        Files.writeString(clone.resolve(FILE), BEFORE);
        Files.createDirectories(clone.resolve(".git"));
        Files.writeString(clone.resolve(".git/config"), """
            [remote "origin"]
            	url = https://github.com/octo-org/sample.git
            """);
        return clone;
    }

    private static Inspection read(Path clone) {
        return Inspector.inspect(ProjectReader.read(clone), null);
    }

    private void write(Path clone) {
        FileEdit edit = Editor.between(FILE, BEFORE, AFTER);
        assertThat(files.write(read(clone), clone, List.of(edit), "tokenless workflow"))
                .isInstanceOf(StepResult.Done.class);
    }

    private Remembered kept() {
        return ((MigrationStore.Read) store.read(REPOSITORY)).remembered();
    }

    @Test
    void one_does_not_take_back_what_was_written_into_the_other() throws IOException {
        write(one);
        // The same change came to the other clone by git.
        Files.writeString(other.resolve(FILE), AFTER);
        assertThat(files.takeBack(read(other), other)).isInstanceOf(StepResult.Held.class);
        assertThat(other.resolve(FILE)).hasContent(AFTER);
        assertThat(files.last(REPOSITORY, other, "tokenless workflow")).isEmpty();

        assertThat(files.takeBack(read(one), one)).isInstanceOf(StepResult.Done.class);
        assertThat(one.resolve(FILE)).hasContent(BEFORE);
        assertThat(other.resolve(FILE)).hasContent(AFTER);
    }

    @Test
    void what_was_written_into_both_is_taken_back_in_each() throws IOException {
        write(one);
        write(other);
        UndoLog log = files.last(REPOSITORY, one, "tokenless workflow").orElseThrow();
        assertThat(files.last(REPOSITORY, other, "tokenless workflow")).hasValue(log);
        files.takeBack(REPOSITORY, one, log);
        assertThat(one.resolve(FILE)).hasContent(BEFORE);
        assertThat(other.resolve(FILE)).hasContent(AFTER);
        assertThat(kept().undo()).hasSize(1);

        assertThat(files.takeBack(read(other), other)).isInstanceOf(StepResult.Done.class);
        assertThat(other.resolve(FILE)).hasContent(BEFORE);
        assertThat(kept().undo()).isEmpty();
    }

    @Test
    void a_clone_that_was_moved_keeps_its_way_back() throws IOException {
        write(one);
        Path moved = Files.move(one, folder.resolve("moved"));
        assertThat(files.takeBack(read(moved), moved)).isInstanceOf(StepResult.Done.class);
        assertThat(moved.resolve(FILE)).hasContent(BEFORE);
    }

    @Test
    void what_an_older_version_kept_without_its_clone_can_still_be_taken_back() throws IOException {
        write(one);
        Remembered.Written written = kept().undo().getLast();
        store.write(
                REPOSITORY,
                Remembered.NOTHING.with(new Remembered.Written(written.what(), written.log(), written.at())));
        assertThat(files.takeBack(read(one), one)).isInstanceOf(StepResult.Done.class);
        assertThat(one.resolve(FILE)).hasContent(BEFORE);
    }

    @Test
    void a_pull_request_carries_the_files_of_its_own_clone() {
        write(one);
        PullRequestDraft drawn = PullRequestDraft.ofFolder(
                read(other),
                store,
                new dev.tokenless.github.GitHubSession(
                        new dev.tokenless.net.Http(
                                dev.tokenless.net.HttpSettings.standard().onlyLoopback()),
                        dev.tokenless.github.GitHubAddress.at("http://127.0.0.1:9"),
                        null));
        assertThat(drawn)
                .isEqualTo(new PullRequestDraft.Nothing(
                        "There is no change of this program to open a pull request with."));
    }
}
