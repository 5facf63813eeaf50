package dev.tokenless.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.edit.Editor;
import dev.tokenless.edit.FileEdit;
import dev.tokenless.edit.LineDiff;
import dev.tokenless.edit.WriteResult;
import dev.tokenless.registry.PublishersFile;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.repo.MemoryTree;
import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.repo.SourceText;
import dev.tokenless.repo.manifest.ProjectReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A publisher that names another file than the workflow's: the file can take that name, and its own again. */
class WorkflowRenameTest {
    private static final String HERE = ".github/workflows/release.yml";
    private static final String THERE = ".github/workflows/publish.yml";
    private static final String WORKFLOW =
            "on: {push: {tags: ['v*']}}\r\njobs:\r\n  publish:\r\n    runs-on: ubuntu-latest\r\n"
                    + "    environment: pypi\r\n    permissions:\r\n      id-token: write\r\n    steps:\r\n"
                    + "      - uses: pypa/gh-action-pypi-publish@release/v1\r\n";

    private static Optional<FileEdit> offered(Map<String, String> more, List<TrustedPublisher> publishers) {
        Map<String, String> files = new HashMap<>(more);
        files.put("pyproject.toml", "[project]\nname = \"sample\"\nversion = \"1.0\"\n");
        files.put(HERE, WORKFLOW);
        Diagnosis diagnosis = Diagnosis.of(Given.nothing()
                .with(ProjectReader.read(
                        new MemoryTree(files),
                        "sample",
                        new RepositoryId(Provider.GITHUB, "github.com", "octo-org", "sample")))
                .withPublishers(publishers));
        Cause cause = diagnosis.causes().getFirst();
        assertThat(cause.id()).isEqualTo("workflow-filename-mismatch");
        return cause.fixes().stream()
                .filter(f -> f.side() == Remedy.Side.WORKFLOW && f.fix() != null)
                .map(f -> f.fix().files().getFirst())
                .findFirst();
    }

    private static List<TrustedPublisher> publish() {
        return Samples.publisher("pypi", "publish.yml", "pypi");
    }

    @Test
    void the_file_takes_the_registered_name_with_its_text_as_it_is() {
        FileEdit edit = offered(Map.of(), publish()).orElseThrow();

        assertThat(edit.path()).isEqualTo(THERE);
        assertThat(edit.movedFrom()).isEqualTo(HERE);
        assertThat(edit.after()).isEqualTo(WORKFLOW);
        assertThat(LineDiff.unified(edit))
                .isEqualTo("diff --git a/" + HERE + " b/" + THERE + "\nsimilarity index 100%\nrename from " + HERE
                        + "\nrename to " + THERE + "\n");
    }

    @Test
    void nothing_is_renamed_that_others_know_by_its_name() {
        assertThat(offered(Map.of(THERE, "on: push\njobs: {}\n"), publish())).isEmpty();
        assertThat(offered(
                        Map.of(
                                ".github/workflows/all.yml",
                                "on: push\njobs:\n  call:\n    uses: ./.github/workflows/release.yml\n"),
                        publish()))
                .isEmpty();
        List<TrustedPublisher> two = new ArrayList<>(publish());
        two.addAll(PublishersFile.read(new SourceText(
                        "publishers.json",
                        "[{\"registry\":\"npm\",\"project\":\"sample\",\"kind\":\"active\",\"provider\":\"github\","
                                + "\"owner\":\"octo-org\",\"repository\":\"sample\",\"workflow\":\"release.yml\","
                                + "\"environment\":null}]"))
                .publishers());
        assertThat(offered(Map.of(), two)).isEmpty();
        assertThat(offered(Map.of(), Samples.publisher("pypi", "../publish.yml", "pypi")))
                .isEmpty();
    }

    @Test
    void a_renaming_is_written_and_taken_back(@TempDir Path folder) throws IOException {
        Path here = folder.resolve(HERE);
        Path there = folder.resolve(THERE);
        Files.createDirectories(here.getParent());
        Files.writeString(here, WORKFLOW);
        FileEdit edit = Editor.move(HERE, THERE, WORKFLOW);

        WriteResult written = Editor.write(folder, List.of(edit));

        assertThat(written).isInstanceOf(WriteResult.Written.class);
        assertThat(here).doesNotExist();
        assertThat(there).hasContent(WORKFLOW);
        Files.writeString(there, WORKFLOW + "# later\r\n");
        assertThat(Editor.undo(folder, ((WriteResult.Written) written).undo())).isInstanceOf(WriteResult.Written.class);
        assertThat(there).doesNotExist();
        assertThat(Files.readString(here)).isEqualTo(WORKFLOW + "# later\r\n");
    }

    @Test
    void a_renaming_overwrites_nothing_and_loses_nothing(@TempDir Path folder) throws IOException {
        Path here = folder.resolve(HERE);
        Path there = folder.resolve(THERE);
        Files.createDirectories(here.getParent());
        Files.writeString(here, WORKFLOW);
        Files.writeString(there, "kept");
        FileEdit edit = Editor.move(HERE, THERE, WORKFLOW);

        assertThat(Editor.write(folder, List.of(edit))).isInstanceOf(WriteResult.Refused.class);
        assertThat(there).hasContent("kept");
        Files.delete(there);
        Files.writeString(here, "changed since");
        assertThat(Editor.write(folder, List.of(edit))).isInstanceOf(WriteResult.Refused.class);
        assertThat(here).hasContent("changed since");
        assertThat(there).doesNotExist();
    }
}
