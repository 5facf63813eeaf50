package dev.tokenless.fix;

import dev.tokenless.ci.EnvironmentRef;
import dev.tokenless.publish.Caller;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.registry.PublisherIdentity;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.repo.Project;
import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.RepositoryId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A trusted publisher that should be registered for a job.
 *
 * @param unknown what is not known of it, as a part of a sentence; null where all of it is
 */
public record ProposedPublisher(
        TrustedPublisher publisher,
        PublishJob job,
        @Nullable String unknown) {
    private static final Set<RegistryId> REGISTRIES =
            Set.of(RegistryId.PYPI, RegistryId.TESTPYPI, RegistryId.NPM, RegistryId.RUBYGEMS, RegistryId.CRATES_IO);

    /** One for each job and package, in the order of the jobs. A job whose repository is not known has none. */
    public static List<ProposedPublisher> of(Project project, List<PublishJob> jobs) {
        List<ProposedPublisher> all = new ArrayList<>();
        RepositoryId repository = project.repository();
        if (repository == null || repository.provider() == Provider.OTHER) {
            return all;
        }
        for (PublishJob job : jobs) {
            if (!REGISTRIES.contains(job.registry())) {
                continue;
            }
            List<@Nullable String> packages = new ArrayList<>(job.packages());
            if (packages.isEmpty()) {
                packages.add(null);
            }
            for (String file : files(job)) {
                for (String name : packages) {
                    all.add(new ProposedPublisher(publisher(repository, job, file, name), job, unknown(job)));
                }
            }
        }
        return all;
    }

    /** npm and crates.io read the workflow that the run began with, the others the one in which the job stands. */
    private static List<String> files(PublishJob job) {
        boolean entry = job.registry().equals(RegistryId.NPM) || job.registry().equals(RegistryId.CRATES_IO);
        if (entry && !job.called().isEmpty()) {
            return job.called().stream()
                    .map(Caller::workflow)
                    .map(w -> w.fileName())
                    .distinct()
                    .toList();
        }
        return List.of(job.path());
    }

    private static TrustedPublisher publisher(
            RepositoryId repository, PublishJob job, String file, @Nullable String name) {
        String environment = job.environment() instanceof EnvironmentRef.Named(String named, var _) ? named : null;
        PublisherIdentity identity = repository.provider() == Provider.GITLAB
                ? new PublisherIdentity.GitLab(repository.owner(), repository.name(), file, environment, null, null)
                : new PublisherIdentity.GitHub(
                        repository.owner(),
                        repository.name(),
                        file.substring(file.lastIndexOf('/') + 1),
                        environment,
                        null,
                        null,
                        null);
        List<String> allowed = job.registry().equals(RegistryId.NPM)
                ? List.of(job.tool().contains("stage") ? "stage publish" : "publish")
                : List.of();
        return new TrustedPublisher(
                job.registry(), name, TrustedPublisher.Kind.ACTIVE, identity, allowed, null, null, null);
    }

    private static @Nullable String unknown(PublishJob job) {
        if (job.environment() instanceof EnvironmentRef.Computed(String expression, var _)) {
            return "the environment, which the job computes: " + expression;
        }
        return job.packages().isEmpty() ? "the name of the package" : null;
    }
}
