package dev.tokenless.check.rules;

import dev.tokenless.check.Inspection;
import dev.tokenless.check.Inspection.Examined;
import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Workflow;
import dev.tokenless.publish.Authentication;
import dev.tokenless.publish.Caller;
import dev.tokenless.publish.IdToken;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.registry.Registry;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.directory.Registries;
import dev.tokenless.repo.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A publish job as the rules ask for it.
 *
 * @param assumed whether somebody said that the job is meant to publish without a stored token
 */
record Subject(Inspection inspection, Examined examined, boolean assumed) {

    PublishJob job() {
        return examined.job();
    }

    /** The registry where it is one that trusts identities and that this program knows. */
    Optional<Registry> registry() {
        return Registries.byId(job().registry());
    }

    String registryName() {
        return registry().map(Registry::displayName).orElse(job().registry().id());
    }

    /** The job in a sentence: its id and its file's name. */
    String where() {
        return Words.code(job().job()) + " in " + Words.code(Words.fileName(job().path()));
    }

    Optional<Job> gitHubJob() {
        return job().ci() instanceof PublishJob.GitHubJob(Workflow _, Job job) ? Optional.of(job) : Optional.empty();
    }

    Optional<Workflow> workflow() {
        return job().ci() instanceof PublishJob.GitHubJob(Workflow workflow, Job _)
                ? Optional.of(workflow)
                : Optional.empty();
    }

    /** The job's id in its file; where a person looks when something is missing in the job. */
    Place jobPlace() {
        return gitHubJob().map(j -> j.key().place()).orElse(job().place());
    }

    /** Whether the job stands in this repository, so that its steps can be seen. */
    boolean ownSteps() {
        return job().calls() == null;
    }

    /**
     * Whether the job is meant to publish without a stored token: it gives none, or the identity is there beside it,
     * or somebody registered a publisher for its package.
     */
    boolean meantTrusted() {
        return assumed
                || switch (job().authentication()) {
                    case Authentication.Trusted _ -> true;
                    // Beside a tool that knows tokens only, the identity is there for something else, such as a
                    // signature.
                    case Authentication.Both _ ->
                        Tools.order(this) != Tools.Order.NEVER || !publishers().isEmpty();
                    case Authentication.Token _ -> !publishers().isEmpty();
                    case Authentication.Unknown _ -> identity() == IdToken.WRITE;
                };
    }

    /** The registered publishers of the job's packages at its registry; empty where nobody said what is registered. */
    List<TrustedPublisher> publishers() {
        List<TrustedPublisher> all = inspection.publishers();
        if (all == null) {
            return List.of();
        }
        return all.stream()
                .filter(p -> p.registry() == null || p.registry().equals(job().registry()))
                .filter(p -> p.project() == null
                        || job().packages().isEmpty()
                        || job().packages().stream().anyMatch(n -> Names.same(job().registry(), n, p.project())))
                .toList();
    }

    /**
     * The effective {@code id-token} level: the job's own where it runs by itself; through its callers where it is
     * called, {@link IdToken#WRITE} only when every caller grants it.
     */
    IdToken identity() {
        List<IdToken> routes = new ArrayList<>();
        if (job().called().isEmpty() || runsByItself()) {
            routes.add(job().idToken());
        }
        job().called().stream().map(Caller::idToken).forEach(routes::add);
        if (routes.stream().allMatch(r -> r == IdToken.WRITE)) {
            return IdToken.WRITE;
        }
        return routes.stream()
                .filter(r -> r == IdToken.NONE)
                .findFirst()
                .orElseGet(() -> routes.stream()
                        .filter(r -> r != IdToken.WRITE)
                        .findFirst()
                        .orElse(IdToken.UNKNOWN));
    }

    /** Whether the job's file has a trigger of its own beside being called. */
    boolean runsByItself() {
        return workflow()
                .map(w -> w.triggers().stream().anyMatch(t -> !t.event().equals("workflow_call")))
                .orElse(true);
    }
}
