package dev.tokenless.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.edit.Editor;
import dev.tokenless.edit.FileEdit;
import dev.tokenless.edit.UndoLog;
import dev.tokenless.edit.WriteResult;
import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RepositoryId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationStoreTest {
    private static final RepositoryId REPOSITORY =
            new RepositoryId(Provider.GITHUB, "github.com", "octo-org", "sample");
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void what_was_kept_is_read_again_and_the_written_file_can_be_taken_back() throws IOException {
        Path repository = Files.createDirectory(folder.resolve("repository"));
        Files.writeString(repository.resolve("a.txt"), "one\ntwo\n");
        FileEdit edit = Editor.between("a.txt", "one\ntwo\n", "one\nthree\n");
        UndoLog undo = ((WriteResult.Written) Editor.write(repository, List.of(edit))).undo();
        Remembered remembered = Remembered.NOTHING
                .with(
                        "pypi/sample",
                        Stage.PUBLISHER_REGISTERED,
                        new Remembered.Mark(Remembered.Kind.SAID, "You said so.", NOW))
                .with(new Remembered.Written("fix", undo, NOW));
        MigrationStore store = new MigrationStore(folder.resolve("state"));

        assertThat(store.write(REPOSITORY, remembered)).isInstanceOf(MigrationStore.Saved.class);
        assertThat(new MigrationStore(folder.resolve("state")).read(REPOSITORY))
                .isEqualTo(new MigrationStore.Read(remembered));

        Remembered read = ((MigrationStore.Read) store.read(REPOSITORY)).remembered();
        assertThat(Editor.undo(repository, read.undo().getLast().log())).isInstanceOf(WriteResult.Written.class);
        assertThat(Files.readString(repository.resolve("a.txt"))).isEqualTo("one\ntwo\n");
    }

    @Test
    void nothing_kept_is_nothing_remembered() {
        assertThat(new MigrationStore(folder).read(REPOSITORY)).isEqualTo(new MigrationStore.Read(Remembered.NOTHING));
    }

    @Test
    void fields_of_a_later_version_are_passed_over_and_a_broken_file_is_left_as_it_is() throws IOException {
        MigrationStore store = new MigrationStore(folder);
        Path file = store.file(REPOSITORY);
        Files.writeString(file, """
            {"schema": 9, "later": [1], "packages": {"npm/a": {"test-release":
            {"kind": "skipped", "evidence": "e", "at": "2026-03-01T10:00:00Z", "more": 1}, "unheard-of": {}}}}
            """);
        assertThat(store.read(REPOSITORY))
                .isEqualTo(new MigrationStore.Read(new Remembered(
                        Map.of(
                                "npm/a",
                                Map.of(Stage.TEST_RELEASE, new Remembered.Mark(Remembered.Kind.SKIPPED, "e", NOW))),
                        List.of(),
                        Map.of())));

        Files.writeString(file, "{\"schema\": ");
        assertThat(store.read(REPOSITORY)).isInstanceOf(MigrationStore.Unusable.class);
        assertThat(file).hasContent("{\"schema\": ");
    }

    @Test
    void the_file_of_the_first_version_is_read_and_kept_in_the_present_form() throws IOException {
        MigrationStore store = new MigrationStore(folder);
        Path file = store.file(REPOSITORY);
        Files.writeString(file, """
            {"schema": 1, "repository": "github.com/octo-org/sample", "packages": {"pypi/sample":
            {"publisher-registered": {"kind": "said", "evidence": "e", "at": "2026-03-01T10:00:00Z"}}}, "written": []}
            """);
        Remembered old = ((MigrationStore.Read) store.read(REPOSITORY)).remembered();
        assertThat(old.marks("pypi/sample")).containsOnlyKeys(Stage.PUBLISHER_REGISTERED);
        assertThat(old.secretNames("pypi/sample")).isEmpty();
        Remembered more = old.withSecretNames("pypi/sample", java.util.Set.of("PYPI_API_TOKEN"));
        assertThat(store.write(REPOSITORY, more)).isInstanceOf(MigrationStore.Saved.class);
        assertThat(store.read(REPOSITORY)).isEqualTo(new MigrationStore.Read(more));
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void a_writing_whose_way_back_is_incomplete_costs_nothing_of_what_else_was_kept() throws IOException {
        MigrationStore store = new MigrationStore(folder);
        Path file = store.file(REPOSITORY);
        for (String log : List.of(
                "",
                ", \"log\": null",
                ", \"log\": {}",
                ", \"log\": {\"entries\": [{\"path\": \"a.yml\", \"created\": false, \"written\": \"00\","
                        + " \"reverse\": [{\"start\": 0, \"end\": 1, \"replacement\": \"x\"}], \"patch\": \"\"}]}")) {
            Files.writeString(file, """
                {"schema": 1, "packages": {"pypi/sample": {"token-revoked": {"kind": "said", "evidence": "e",
                "at": "2026-03-01T10:00:00Z"}}}, "written": [{"what": "w", "at": "2026-03-01T10:00:00Z"%s}]}
                """.formatted(log));

            MigrationStore.Reading reading = store.read(REPOSITORY);

            assertThat(reading).as(log).isInstanceOf(MigrationStore.Read.class);
            Remembered kept = ((MigrationStore.Read) reading).remembered();
            assertThat(kept.marks("pypi/sample")).containsOnlyKeys(Stage.TOKEN_REVOKED);
            assertThat(kept.undo())
                    .allSatisfy(w -> assertThat(w.log().entries())
                            .allSatisfy(e -> assertThat(e.before()).isNotNull()));
        }
    }

    @Test
    void a_folder_that_cannot_be_written_is_said_and_the_old_file_stays() throws IOException {
        Path blocked = Files.writeString(folder.resolve("file"), "no folder");
        MigrationStore.Writing writing = new MigrationStore(blocked).write(REPOSITORY, Remembered.NOTHING);
        assertThat(writing).isInstanceOf(MigrationStore.NotSaved.class);
        assertThat(((MigrationStore.NotSaved) writing).sentence()).contains("Check that the folder can be written");
        assertThat(blocked).hasContent("no folder");
    }

    @Test
    void repositories_of_strange_names_have_files_of_their_own_inside_the_folder() {
        MigrationStore store = new MigrationStore(folder);
        Path odd = store.file(new RepositoryId(Provider.GITLAB, "gitlab.com", "../../a/b", "c"));
        assertThat(odd.getParent()).isEqualTo(folder);
        assertThat(odd).isNotEqualTo(store.file(new RepositoryId(Provider.GITLAB, "gitlab.com", "../../a", "b/c")));
    }
}
