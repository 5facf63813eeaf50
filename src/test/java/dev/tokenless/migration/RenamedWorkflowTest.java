package dev.tokenless.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.check.Inspection;
import dev.tokenless.check.Inspector;
import dev.tokenless.edit.Editor;
import dev.tokenless.github.GitHubAddress;
import dev.tokenless.github.GitHubSession;
import dev.tokenless.github.Outcome;
import dev.tokenless.github.PullRequests;
import dev.tokenless.github.RememberingGitHub;
import dev.tokenless.net.Http;
import dev.tokenless.net.HttpSettings;
import dev.tokenless.net.Secret;
import dev.tokenless.repo.manifest.ProjectReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A workflow that took the name that its publisher knows: what a pull request makes of it, and the way back. */
class RenamedWorkflowTest {
    private static final String HERE = ".github/workflows/release.yml";
    private static final String THERE = ".github/workflows/publish.yml";
    private static final String WORKFLOW = """
        on: {push: {tags: ['v*']}}
        jobs:
          publish:
            runs-on: ubuntu-latest
            permissions:
              id-token: write
            steps:
              - uses: pypa/gh-action-pypi-publish@release/v1
        """;

    @TempDir
    Path folder;

    @Test
    void a_pull_request_adds_the_new_file_and_drops_the_old_one_until_the_renaming_is_taken_back() throws IOException {
        Map<String, String> files =
                Map.of("pyproject.toml", "[project]\nname = \"sample\"\nversion = \"1.0\"\n", HERE, WORKFLOW);
        Path project = folder.resolve("project");
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.createDirectories(project.resolve(file.getKey()).getParent());
            Files.writeString(project.resolve(file.getKey()), file.getValue());
        }
        Files.createDirectories(project.resolve(".git"));
        Files.writeString(project.resolve(".git/HEAD"), "ref: refs/heads/main\n");
        Files.writeString(
                project.resolve(".git/config"),
                "[remote \"origin\"]\n\turl = https://github.com/octo-org/sample.git\n");
        MigrationStore store = new MigrationStore(folder.resolve("state"));
        WrittenFiles written =
                new WrittenFiles(store, Clock.fixed(Instant.parse("2026-03-01T10:00:00Z"), ZoneOffset.UTC));
        assertThat(written.write(inspected(project), project, List.of(Editor.move(HERE, THERE, WORKFLOW)), "diagnose"))
                .isInstanceOf(StepResult.Done.class);

        try (RememberingGitHub gitHub = new RememberingGitHub();
                Http http = new Http(HttpSettings.standard().onlyLoopback())) {
            gitHub.holding(files);
            GitHubSession session =
                    new GitHubSession(http, GitHubAddress.at(gitHub.url()), Secret.of(RememberingGitHub.TOKEN));
            PullRequestDraft draft = PullRequestDraft.ofFolder(inspected(project), store, session);
            assertThat(draft)
                    .isInstanceOfSatisfying(
                            PullRequestDraft.Ready.class,
                            ready -> assertThat(ready.changes())
                                    .containsExactly(
                                            new PullRequests.Change(THERE, null, WORKFLOW),
                                            new PullRequests.Change(HERE, WORKFLOW, "", true)));

            Outcome<PullRequests.Result> opened = new PullRequests(session, "octo-org", "sample")
                    .open(((PullRequestDraft.Ready) draft).wanted("renamed", false));
            assertThat(opened).isInstanceOf(Outcome.Done.class);
            assertThat(gitHub.files("renamed")).containsEntry(THERE, WORKFLOW).doesNotContainKey(HERE);
            assertThat(gitHub.files("main")).containsEntry(HERE, WORKFLOW).doesNotContainKey(THERE);

            assertThat(written.takeBack(inspected(project), project)).isInstanceOf(StepResult.Done.class);
            assertThat(project.resolve(HERE)).hasContent(WORKFLOW);
            assertThat(project.resolve(THERE)).doesNotExist();
            assertThat(PullRequestDraft.ofFolder(inspected(project), store, session))
                    .isInstanceOf(PullRequestDraft.Nothing.class);
            assertThat(written.takeBack(inspected(project), project)).isInstanceOf(StepResult.Held.class);
        }
    }

    private static Inspection inspected(Path project) {
        return Inspector.inspect(ProjectReader.read(project), null);
    }
}
