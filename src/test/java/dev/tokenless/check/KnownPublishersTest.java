package dev.tokenless.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.check.KnownPublishers.Held;
import dev.tokenless.check.KnownPublishers.NotAsked;
import dev.tokenless.check.KnownPublishers.Source;
import dev.tokenless.check.KnownPublishers.Unanswered;
import dev.tokenless.check.rules.Rules;
import dev.tokenless.diagnose.Certainty;
import dev.tokenless.diagnose.Diagnosis;
import dev.tokenless.diagnose.Given;
import dev.tokenless.diagnose.NotKnown;
import dev.tokenless.oidc.KnownIdentity;
import dev.tokenless.registry.PublisherIdentity;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.Verdict;
import dev.tokenless.repo.FourRegistries;
import dev.tokenless.repo.MemoryTree;
import dev.tokenless.repo.Project;
import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.repo.manifest.ProjectReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What one registry answered for one package says nothing of another package or registry. */
class KnownPublishersTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @Test
    void what_one_registry_answered_refuses_no_job_of_another() {
        for (List<TrustedPublisher> answer : List.of(List.<TrustedPublisher>of(), List.of(npm("release.yml")))) {
            KnownPublishers known =
                    KnownPublishers.NOTHING.with(RegistryId.NPM, "@octo-org/four", new Held(answer, Source.READ, NOW));
            Inspection inspection = Inspector.inspect(project(), known, KnownIdentity.NOTHING);
            for (Inspection.Examined examined : inspection.jobs()) {
                boolean asked = examined.job().registry().equals(RegistryId.NPM);
                assertThat(examined.presented())
                        .isNotEmpty()
                        .allSatisfy(p -> assertThat(p.verdicts())
                                .hasSize(asked ? 1 : 0)
                                .allSatisfy(v -> assertThat(v.verdict().outcome())
                                        .isEqualTo(
                                                answer.isEmpty()
                                                        ? Verdict.Outcome.MISMATCH
                                                        : v.verdict().outcome())));
            }
            assertThat(Rules.check(inspection))
                    .filteredOn(f -> f.rule().equals("publisher-absent"))
                    .allSatisfy(f -> assertThat(f.message()).contains("npm", "no publisher is registered"))
                    .hasSize(answer.isEmpty() ? 1 : 0);
        }
    }

    @Test
    void a_diagnosis_says_of_a_registry_that_was_not_asked_that_nothing_is_known_and_why() {
        Given given = Given.nothing()
                .with(project())
                .knowing(KnownPublishers.NOTHING
                        .with(RegistryId.NPM, "@octo-org/four", new Held(List.of(), Source.READ, NOW))
                        .with(RegistryId.RUBYGEMS, "four", new Unanswered("RubyGems does not know this key.", NOW)));
        Diagnosis pypi = Diagnosis.of(given.withRegistry(RegistryId.PYPI));
        assertThat(pypi.causes()).noneMatch(c -> c.id().equals("publisher-absent"));
        assertThat(pypi.notKnown())
                .containsExactly(new NotKnown(
                        "Whether PyPI accepts `py` in `.github/workflows/release.yml`",
                        "Nobody said which publishers PyPI holds.",
                        "Name them in the step Publisher, or in a publishers file."));
        assertThat(pypi.checked()).noneMatch(c -> c.contains("not known") || c.contains("Whether"));
        assertThat(Diagnosis.of(given.withRegistry(RegistryId.RUBYGEMS)).notKnown())
                .anyMatch(n -> n.reason().equals("RubyGems does not know this key."));
        assertThat(Diagnosis.of(given.withRegistry(RegistryId.NPM)).causes())
                .anyMatch(c -> c.id().equals("publisher-absent") && c.certainty() == Certainty.CERTAIN);
    }

    @Test
    void a_file_speaks_for_every_package_and_an_answer_counts_for_more_than_it() {
        KnownPublishers file = KnownPublishers.listed(List.of(npm("old.yml")));
        assertThat(file.of(RegistryId.PYPI, "four-py")).isEqualTo(new Held(List.of(), Source.FILE, Instant.EPOCH));
        assertThat(file.unlisted(RegistryId.PYPI, "four-py")).isTrue();
        KnownPublishers asked =
                file.with(RegistryId.NPM, "@octo-org/four", new Held(List.of(npm("release.yml")), Source.READ, NOW));
        assertThat(asked.all()).containsExactly(npm("release.yml"));
        assertThat(asked.knows(RegistryId.PYPI, "four-py")).isTrue();
        assertThat(asked.withFile(null).of(RegistryId.PYPI, "four-py")).isEqualTo(new NotAsked());
        // A refusal says nothing new, so that the file goes on speaking.
        assertThat(file.with(RegistryId.PYPI, "four-py", new Unanswered("no", NOW))
                        .knows(RegistryId.PYPI, "four-py"))
                .isTrue();
        Inspection inspection = Inspector.inspect(project(), file, KnownIdentity.NOTHING);
        assertThat(Rules.check(inspection))
                .filteredOn(f -> f.rule().equals("publisher-absent"))
                .extracting(f -> f.message())
                .hasSize(3)
                .allMatch(m -> m.contains("the publishers that were given hold none"));
    }

    @Test
    void two_spellings_of_a_name_are_one_package_where_the_registry_takes_them_for_one() {
        KnownPublishers known = KnownPublishers.NOTHING
                .with(RegistryId.PYPI, "Four.Py", new Held(List.of(), Source.TYPED, NOW))
                .with(RegistryId.RUBYGEMS, "Four", new Held(List.of(), Source.TYPED, NOW));
        assertThat(known.knows(RegistryId.PYPI, "four-py")).isTrue();
        assertThat(known.knows(RegistryId.TESTPYPI, "four-py")).isFalse();
        assertThat(known.knows(RegistryId.RUBYGEMS, "four")).isFalse();
    }

    private static TrustedPublisher npm(String workflow) {
        return new TrustedPublisher(
                RegistryId.NPM,
                "@octo-org/four",
                TrustedPublisher.Kind.ACTIVE,
                new PublisherIdentity.GitHub("octo-org", "four", workflow, null, null, null, null),
                List.of(),
                null,
                null,
                null);
    }

    private static Project project() {
        return ProjectReader.read(
                new MemoryTree(Map.copyOf(FourRegistries.trusted())),
                "four",
                new RepositoryId(Provider.GITHUB, "github.com", "octo-org", "four"));
    }
}
