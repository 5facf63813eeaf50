package dev.tokenless.check;

import dev.tokenless.check.Inspection.Examined;
import dev.tokenless.check.Inspection.PackageVerdict;
import dev.tokenless.check.Inspection.Presented;
import dev.tokenless.ci.github.CallGraph;
import dev.tokenless.ci.github.Workflow;
import dev.tokenless.ci.github.WorkflowReader;
import dev.tokenless.ci.github.Workflows;
import dev.tokenless.oidc.ClaimPredictor;
import dev.tokenless.oidc.KnownIdentity;
import dev.tokenless.oidc.Prediction;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.publish.PublishJobReader;
import dev.tokenless.publish.PublishJobs;
import dev.tokenless.publish.catalogue.Catalogue;
import dev.tokenless.registry.PublishersFile;
import dev.tokenless.registry.Registry;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.directory.Registries;
import dev.tokenless.repo.MemoryTree;
import dev.tokenless.repo.Problem;
import dev.tokenless.repo.Project;
import dev.tokenless.repo.manifest.ProjectReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads everything there is to read of a project: workflows, publish jobs, their claims, the registries' answers. */
public final class Inspector {
    private final Project project;
    private final KnownIdentity identity;
    private final Set<Problem> problems = new LinkedHashSet<>();
    private final Set<Problem> unread = new LinkedHashSet<>();

    private Inspector(Project project, KnownIdentity identity) {
        this.project = project;
        this.identity = identity;
    }

    /**
     * Loads what every inspection needs and no project changes: the catalogue, the parser of manifests. Done beside the
     * reading of a command line, it is a third of the time that a small repository takes.
     */
    public static void prepare() {
        Catalogue.builtIn();
        ProjectReader.read(new MemoryTree(Map.of("package.json", "{}", "pyproject.toml", "")), "", null);
    }

    /**
     * Inspects a project.
     *
     * @param publishers what the registries hold; null to take the project's own publishers file where it has one
     */
    public static Inspection inspect(Project project, @Nullable List<TrustedPublisher> publishers) {
        return inspect(project, KnownPublishers.listed(publishers), KnownIdentity.NOTHING);
    }

    /**
     * Inspects a project of which something was looked up at its host.
     *
     * @param known what the registries hold; where no file is given, the project's own is taken for it
     */
    public static Inspection inspect(Project project, KnownPublishers known, KnownIdentity identity) {
        return new Inspector(project, identity).inspect(known);
    }

    private Inspection inspect(KnownPublishers given) {
        problems.addAll(project.problems());
        Workflows read = guarded(
                "The workflows could not be read",
                ".github/workflows",
                () -> WorkflowReader.read(project.tree()),
                fault -> new Workflows(List.of(), List.of(), List.of(fault)));
        problems.addAll(read.problems());
        unread.addAll(read.unread());
        KnownPublishers known = given;
        if (given.listed() == null) {
            OwnPublishers own = guarded(
                    "The publishers file could not be read",
                    PublishersFile.PATH,
                    () -> OwnPublishers.read(project),
                    _ -> new OwnPublishers(null, List.of()));
            problems.addAll(own.problems());
            known = given.withFile(own.publishers());
        }
        List<Examined> examined = new ArrayList<>();
        CallGraph calls = CallGraph.of(read.workflows());
        for (PublishJob job : jobs(read.workflows())) {
            examined.add(examine(job, calls, known));
        }
        return new Inspection(project, read.workflows(), examined, known, sorted(problems), new Unread(sorted(unread)));
    }

    /** All files together, because jobs call one another; after a fault each file alone, so that one spoils only itself. */
    private List<PublishJob> jobs(List<Workflow> workflows) {
        try {
            PublishJobs jobs = PublishJobReader.read(project, workflows);
            problems.addAll(jobs.problems());
            unread.addAll(jobs.unread());
            return jobs.jobs();
        } catch (RuntimeException | StackOverflowError fault) {
            List<PublishJob> jobs = new ArrayList<>();
            for (Workflow workflow : workflows) {
                PublishJobs of = guarded(
                        "The publish jobs of " + workflow.path() + " could not be read",
                        workflow.path(),
                        () -> PublishJobReader.read(project, List.of(workflow)),
                        failed -> new PublishJobs(List.of(), List.of(), List.of(failed)));
                problems.addAll(of.problems());
                unread.addAll(of.unread());
                jobs.addAll(of.jobs());
            }
            if (jobs.isEmpty()) {
                Problem problem = fault("The publish jobs could not be read", ".github/workflows", fault);
                problems.add(problem);
                unread.add(problem);
            }
            return jobs;
        }
    }

    private Examined examine(PublishJob job, CallGraph calls, KnownPublishers known) {
        List<Prediction> predictions = guarded(
                "What job " + job.job() + " will present could not be told",
                job.path(),
                () -> ClaimPredictor.predict(project, job, calls, identity),
                _ -> List.of());
        Registry registry = Registries.byId(job.registry()).orElse(null);
        List<Presented> presented = new ArrayList<>();
        for (Prediction prediction : predictions) {
            List<PackageVerdict> verdicts = registry == null || !known.anything()
                    ? List.of()
                    : guarded(
                            "What " + registry.displayName() + " will answer job " + job.job() + " could not be told",
                            job.path(),
                            () -> Verdicts.of(job, registry, prediction.claims(), known),
                            _ -> List.of());
            presented.add(new Presented(prediction, verdicts));
        }
        return new Examined(job, presented);
    }

    /** A fault in one stage is said as a problem, and the rest goes on without what it would have given. */
    private <T> T guarded(String what, String path, Supplier<T> stage, Function<Problem, T> otherwise) {
        try {
            return stage.get();
        } catch (RuntimeException | StackOverflowError fault) {
            Problem problem = fault(what, path, fault);
            problems.add(problem);
            return otherwise.apply(problem);
        }
    }

    private static Problem fault(String what, String path, Throwable fault) {
        return Problem.of(
                path,
                what + " (" + fault.getClass().getSimpleName()
                        + "); that is a fault of the program, please report it.");
    }

    private static List<Problem> sorted(Set<Problem> some) {
        return some.stream()
                .sorted(Comparator.comparing((Problem p) -> p.place().path())
                        .thenComparingInt(p -> p.place().start())
                        .thenComparing(Problem::message))
                .toList();
    }
}
