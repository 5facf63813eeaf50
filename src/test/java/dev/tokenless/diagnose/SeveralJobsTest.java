package dev.tokenless.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.check.KnownPublishers;
import dev.tokenless.registry.PublisherIdentity;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.repo.FourRegistries;
import dev.tokenless.repo.MemoryTree;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.manifest.ProjectReader;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Diagnoses of a repository with jobs at four registries. */
class SeveralJobsTest {
    @Test
    void publishers_of_one_registry_alone_leave_the_other_jobs_out_and_that_is_said() {
        Given four = Given.nothing().with(ProjectReader.read(new MemoryTree(FourRegistries.trusted()), "four", null));
        TrustedPublisher npm = new TrustedPublisher(
                RegistryId.NPM,
                "@octo-org/four",
                TrustedPublisher.Kind.ACTIVE,
                new PublisherIdentity.GitHub("octo-org", "four", "release.yml", null, null, null, null),
                List.of(),
                null,
                null,
                null);
        Diagnosis one = Diagnosis.of(four.withPublishers(List.of(npm)));
        assertThat(one.registry()).isEqualTo(RegistryId.NPM);
        assertThat(one.notes()).anyMatch(n -> n.contains("only its jobs were looked at") && n.contains("crates.io"));
        assertThat(Diagnosis.of(four.withPublishers(List.of(npm)).withRegistry(RegistryId.NPM))
                        .notes())
                .noneMatch(n -> n.contains("only its jobs"));
        // What a registry answered at some time before is no such file.
        KnownPublishers asked = KnownPublishers.NOTHING.with(
                RegistryId.NPM,
                "@octo-org/four",
                new KnownPublishers.Held(List.of(npm), KnownPublishers.Source.READ, Instant.EPOCH));
        Diagnosis all = Diagnosis.of(four.knowing(asked));
        assertThat(all.registry()).isNull();
        assertThat(all.checked()).anyMatch(c -> c.contains("4 publish jobs"));
    }

    @Test
    void a_cause_that_stands_in_several_jobs_names_them_all() {
        Diagnosis diagnosis = Diagnosis.of(
                Given.nothing().with(ProjectReader.read(new MemoryTree(FourRegistries.tokens()), "four", null)));
        Cause missing = diagnosis.causes().stream()
                .filter(c -> c.id().equals("id-token-permission-missing"))
                .findFirst()
                .orElseThrow();
        assertThat(missing.message()).startsWith("`py` in ").endsWith(" The same cause stands in `js`, `gem`, `rs`.");
        assertThat(missing.job()).isNotNull();
        assertThat(diagnosis.causes().stream()
                        .filter(c -> c.id().equals("token-disables-oidc"))
                        .map(Cause::message))
                .singleElement()
                .asString()
                .doesNotContain("The same cause");
    }
}
