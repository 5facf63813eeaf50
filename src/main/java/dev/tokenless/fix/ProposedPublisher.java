package dev.tokenless.fix;

import dev.tokenless.ci.EnvironmentRef;
import dev.tokenless.publish.Caller;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.registry.PublisherIdentity;
import dev.tokenless.registry.Registry;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.directory.Registries;
import dev.tokenless.repo.Project;
import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RepositoryId;
import java.util.ArrayList;
import java.util.List;
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
    /** One for each job and package, in the order of the jobs. A job whose repository is not known has none. */
    public static List<ProposedPublisher> of(Project project, List<PublishJob> jobs) {
        List<ProposedPublisher> all = new ArrayList<>();
        RepositoryId repository = project.repository();
        if (repository == null || repository.provider() == Provider.OTHER) {
            return all;
        }
        for (PublishJob job : jobs) {
            Registry registry = Registries.byId(job.registry()).orElse(null);
            if (registry == null) {
                continue;
            }
            List<@Nullable String> packages = new ArrayList<>(job.packages());
            if (packages.isEmpty()) {
                packages.add(null);
            }
            for (String file : files(job, registry)) {
                for (String name : packages) {
                    all.add(new ProposedPublisher(publisher(repository, job, registry, file, name), job, unknown(job)));
                }
            }
        }
        return all;
    }

    /** The files that the registry may be shown, one publisher each. */
    private static List<String> files(PublishJob job, Registry registry) {
        if (registry.workflowClaim().equals("workflow_ref") && !job.called().isEmpty()) {
            return job.called().stream()
                    .map(Caller::workflow)
                    .map(w -> w.fileName())
                    .distinct()
                    .toList();
        }
        return List.of(job.path());
    }

    private static TrustedPublisher publisher(
            RepositoryId repository, PublishJob job, Registry registry, String file, @Nullable String name) {
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
        List<String> allowed = registry.actionsOf(job.tool());
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
