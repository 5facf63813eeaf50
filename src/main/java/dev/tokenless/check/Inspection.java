package dev.tokenless.check;

import dev.tokenless.ci.github.Workflow;
import dev.tokenless.oidc.Prediction;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.Verdict;
import dev.tokenless.repo.Problem;
import dev.tokenless.repo.Project;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was read of a project and concluded from it, before any rule.
 *
 * @param known what the registries hold, as far as somebody said
 * @param problems of all stages, in the order of their files
 * @param unread the CI files of which nothing is known, whose problems are among the others
 */
public record Inspection(
        Project project,
        List<Workflow> workflows,
        List<Examined> jobs,
        KnownPublishers known,
        List<Problem> problems,
        Unread unread) {
    public Inspection {
        workflows = List.copyOf(workflows);
        jobs = List.copyOf(jobs);
        problems = List.copyOf(problems);
    }

    /**
     * Every publisher that is known, whichever package it is of; null where nothing is known of any. That a package is not
     * among them says that it has none only where {@link KnownPublishers#knows} says so.
     */
    public @Nullable List<TrustedPublisher> publishers() {
        return known.anything() ? known.all() : null;
    }

    /** A publish job with what it will present and what the registry will say to it. */
    public record Examined(PublishJob job, List<Presented> presented) {
        public Examined {
            presented = List.copyOf(presented);
        }
    }

    /**
     * One prediction with its verdicts.
     *
     * @param verdicts by package; none for a package of which it is not known what the registry holds
     */
    public record Presented(Prediction prediction, List<PackageVerdict> verdicts) {
        public Presented {
            verdicts = List.copyOf(verdicts);
        }
    }

    /** The verdict for one package, null name where the repository does not tell it. */
    public record PackageVerdict(@Nullable String packageName, Verdict verdict) {}
}
