package dev.tokenless.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.diagnose.Diagnosis;
import dev.tokenless.diagnose.Given;
import dev.tokenless.repo.MemoryTree;
import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.repo.manifest.ProjectReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a registry says in a log counts for more than what was seen before it. */
class RefusedInLogTest {
    private static final String KEY = "pypi/sampleproject";
    private static final Instant SEEN = Instant.parse("2026-03-01T10:00:00Z");
    private static final String LOG = """
        TIME Token request failed: the server refused the request for the following reasons:
        TIME * `invalid-publisher`: valid token, but no corresponding publisher (Publisher with matching claims was not found)
        TIME * `repository`: `octo-org/sampleproject`
        TIME * `repository_owner`: `octo-org`
        TIME * `workflow_ref`: `octo-org/sampleproject/.github/workflows/release.yml@refs/tags/v1.4.0`
        TIME * `ref`: `refs/tags/v1.4.0`
        TIME * `environment`: `ENVIRONMENT`
        """;

    private static Diagnosis diagnosis(String log) {
        MemoryTree tree = new MemoryTree(Map.of(
                "pyproject.toml", "[project]\nname = \"sampleproject\"\n", ".github/workflows/release.yml", """
                on: {push: {tags: ["v*"]}}
                jobs:
                  publish:
                    runs-on: ubuntu-latest
                    environment: pypi
                    permissions: {id-token: write}
                    steps:
                      - uses: pypa/gh-action-pypi-publish@release/v1
                """));
        return Diagnosis.of(Given.nothing()
                .withPasted(log)
                .with(ProjectReader.read(
                        tree,
                        "sampleproject",
                        new RepositoryId(Provider.GITHUB, "github.com", "octo-org", "sampleproject"))));
    }

    private static Remembered after(String log, Remembered.Kind kind, String of) {
        return RefusedInLog.without(
                diagnosis(log),
                Remembered.NOTHING.with(
                        KEY, Stage.PUBLISHER_REGISTERED, new Remembered.Mark(kind, "It was there.", SEEN, of)));
    }

    private static String log(String time, String environment) {
        return LOG.replace("TIME", time).replace("ENVIRONMENT", environment);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T10:00:01.1234567Z, pypi, true",
        "2026-11-19T08:00:00.0000000Z, pypi, true",
        "2026-02-28T23:59:59.0000000Z, pypi, false",
        "'', pypi, false",
        "2026-11-19T08:00:00.0000000Z, staging, false"
    })
    void a_refusal_of_after_the_look_takes_it_back_and_none_else(String time, String environment, boolean takesBack) {
        Remembered after = after(log(time, environment), Remembered.Kind.SEEN, "release.yml pypi");
        assertThat(after.marks(KEY).isEmpty()).isEqualTo(takesBack);
    }

    @Test
    void it_is_taken_out_of_what_is_kept_and_told(@TempDir Path folder) {
        RepositoryId repository = new RepositoryId(Provider.GITHUB, "github.com", "octo-org", "sampleproject");
        MigrationStore store = new MigrationStore(folder);
        store.write(
                repository,
                Remembered.NOTHING.with(
                        KEY,
                        Stage.PUBLISHER_REGISTERED,
                        new Remembered.Mark(Remembered.Kind.SEEN, "It was there.", SEEN)));
        String old = log("2026-02-01T08:00:00Z", "pypi");
        assertThat(RefusedInLog.keep(store, repository, diagnosis(old))).isEmpty();
        String fresh = log("2026-11-19T08:00:00Z", "pypi");
        assertThat(RefusedInLog.keep(store, repository, diagnosis(fresh)))
                .containsExactly("The publisher of sampleproject is not taken for registered any more: the log is of a"
                        + " later time than the last look.");
        assertThat(((MigrationStore.Read) store.read(repository)).remembered().marks(KEY))
                .isEmpty();
        assertThat(RefusedInLog.keep(store, repository, diagnosis(fresh))).isEmpty();
    }

    @Test
    void what_the_user_said_before_it_is_refuted_too() {
        assertThat(after(log("2026-11-19T08:00:00Z", "pypi"), Remembered.Kind.SAID, null)
                        .marks(KEY))
                .isEmpty();
    }

    @Test
    void another_failure_says_nothing_of_the_publisher() {
        assertThat(after(
                                "2026-11-19T08:00:00Z ERROR HTTPError: 400 Bad Request File already exists\n",
                                Remembered.Kind.SEEN,
                                null)
                        .marks(KEY))
                .isNotEmpty();
    }
}
