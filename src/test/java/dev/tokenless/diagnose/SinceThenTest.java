package dev.tokenless.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.registry.PublishersFile;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.repo.MemoryTree;
import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.repo.SourceText;
import dev.tokenless.repo.manifest.ProjectReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a log proves of its run stands before what today's files would do. */
class SinceThenTest {
    private static final String MINTED = Samples.REFUSAL;

    private static Given today(String job) {
        return Given.nothing()
                .with(ProjectReader.read(
                        new MemoryTree(Map.of(
                                "sample.gemspec",
                                "Gem::Specification.new do |s|\n  s.name = 'sample'\n  s.version = '1.0'\nend\n",
                                ".github/workflows/release.yml",
                                "on: {push: {tags: ['v*']}}\njobs:\n  publish:\n    runs-on: ubuntu-latest\n" + job
                                        + "    steps:\n      - uses: actions/checkout@v6\n"
                                        + "      - uses: rubygems/configure-rubygems-credentials@v1\n"
                                        + "      - run: gem push sample-1.0.gem\n")),
                        "sample",
                        new RepositoryId(Provider.GITHUB, "github.com", "Octo-Org", "sample")));
    }

    private static List<TrustedPublisher> registered(String owner) {
        return PublishersFile.read(new SourceText(
                        "p.json",
                        "[{\"registry\": \"rubygems\", \"project\": \"sample\", \"kind\": \"active\", \"provider\":"
                                + " \"github\", \"owner\": \"" + owner + "\", \"repository\": \"sample\", \"workflow\":"
                                + " \"release.yml\", \"environment\": \"release\"}]"))
                .publishers();
    }

    private static String claims() {
        String file = "\"Octo-Org/sample/.github/workflows/release.yml@refs/tags/v1\"";
        return "{\"iss\":\"https://token.actions.githubusercontent.com\",\"aud\":\"rubygems.org\","
                + "\"sub\":\"repo:Octo-Org/sample:environment:release\",\"repository\":\"Octo-Org/sample\","
                + "\"repository_owner\":\"Octo-Org\",\"repository_owner_id\":\"65\",\"ref\":\"refs/tags/v1\","
                + "\"event_name\":\"push\",\"environment\":\"release\",\"job_workflow_ref\":" + file
                + ",\"workflow_ref\":" + file + "}";
    }

    @Test
    void what_the_claims_prove_stands_before_what_the_file_lacks_today() {
        Diagnosis diagnosis = Diagnosis.of(today("    permissions: {id-token: write}\n")
                .withRegistry(RegistryId.RUBYGEMS)
                .withClaims(claims())
                .withPublishers(registered("octo-org")));
        assertThat(Samples.ids(diagnosis)).startsWith("owner-case-mismatch");
        Cause missing = diagnosis.causes().stream()
                .filter(c -> c.id().equals("environment-missing-in-job"))
                .findFirst()
                .orElseThrow();
        assertThat(missing.certainty()).isEqualTo(Certainty.POSSIBLE);
        assertThat(missing.message()).endsWith(" The run presented environment `release`: the file has changed since.");
    }

    @Test
    void a_permission_that_the_file_lacks_today_was_there_when_the_token_was_given() {
        Diagnosis diagnosis = Diagnosis.of(today("    environment: release\n    permissions: {contents: read}\n")
                .withRegistry(RegistryId.RUBYGEMS)
                .withClaims(claims())
                .withPublishers(registered("octo-org")));
        assertThat(Samples.ids(diagnosis)).startsWith("owner-case-mismatch");
        assertThat(diagnosis.causes())
                .filteredOn(c -> c.id().equals("id-token-permission-missing"))
                .singleElement()
                .satisfies(c -> assertThat(c.certainty()).isEqualTo(Certainty.POSSIBLE))
                .satisfies(c -> assertThat(c.message()).contains("the file has changed since"));
    }

    @Test
    void a_publisher_that_accepts_what_was_refused_must_differ_from_what_the_registry_held() {
        Diagnosis diagnosis = Diagnosis.of(Given.nothing()
                .with(Samples.project())
                .withLog(MINTED + Samples.claims("`pypi`"))
                .withPublishers(Samples.publisher("pypi")));
        Cause cause = diagnosis.causes().getFirst();
        assertThat(cause.id()).isEqualTo("publisher-not-found");
        assertThat(cause.message())
                .contains("The publisher in the publishers file accepts what this run presented, so that what PyPI held"
                        + " must be different from it: compare Owner, Repository name, Workflow name and Environment"
                        + " name on its page, letter by letter, and whether it is registered there and not at"
                        + " TestPyPI.");
        assertThat(cause.fixes()).singleElement().satisfies(fix -> {
            assertThat(fix.title()).isEqualTo("Compare these values with what PyPI shows for `sample`");
            assertThat(fix.fields()).extracting(f -> f.value()).contains("octo-org", "sample", "release.yml", "pypi");
        });
        assertThat(diagnosis.checked())
                .contains("`environment` is what PyPI expects for `sample`, by the publishers file.");
    }

    @Test
    void two_files_that_differ_from_the_publisher_each_in_their_own_way_are_two_causes() {
        // The run was of the file under its former name; today's is another, and neither is the registered one.
        Diagnosis diagnosis = Diagnosis.of(Given.nothing()
                .with(Samples.project())
                .withLog(MINTED + Samples.claims("`pypi`").replace("release.yml", "old.yml"))
                .withPublishers(Samples.publisher("pypi", "publish.yml", "pypi")));
        List<Cause> names = diagnosis.causes().stream()
                .filter(c -> c.id().equals("workflow-filename-mismatch"))
                .toList();
        assertThat(names).hasSize(2);
        assertThat(names.getFirst().certainty()).isEqualTo(Certainty.CERTAIN);
        assertThat(names.getFirst().evidence())
                .contains(new Evidence.Comparison("job_workflow_ref", "old.yml", "publish.yml"));
        assertThat(names.getLast().certainty()).isEqualTo(Certainty.POSSIBLE);
        assertThat(names.getLast().message()).contains("the file has changed since");
    }
}
