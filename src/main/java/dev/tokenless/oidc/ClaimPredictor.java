package dev.tokenless.oidc;

import dev.tokenless.ci.EnvironmentRef;
import dev.tokenless.ci.github.CallGraph;
import dev.tokenless.ci.github.CallGraph.Link;
import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Reach;
import dev.tokenless.ci.github.RefChoice;
import dev.tokenless.ci.github.RunKind;
import dev.tokenless.ci.github.Runs;
import dev.tokenless.ci.github.Step;
import dev.tokenless.ci.github.WorkflowReader;
import dev.tokenless.publish.Caller;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.repo.DeclaredPackage;
import dev.tokenless.repo.Project;
import dev.tokenless.repo.RepositoryId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Predicts the claims that a publish job will present, for each kind of run that can reach it. Refs are examples: a tag
 * that the filters admit, a branch; what a registry compares does not depend on them, but the claims of one prediction
 * fit each other.
 */
public final class ClaimPredictor {
    private final Project project;
    private final RepositoryId repository;
    private final KnownIdentity identity;
    private final PublishJob job;
    private final Supplier<CallGraph> calls;

    private ClaimPredictor(
            Project project,
            RepositoryId repository,
            KnownIdentity identity,
            PublishJob job,
            Supplier<CallGraph> calls) {
        this.calls = calls;
        this.project = project;
        this.repository = repository;
        this.identity = identity;
        this.job = job;
    }

    /** The predictions from the files alone; none where the repository is not known or nothing reaches the job. */
    public static List<Prediction> predict(Project project, PublishJob job) {
        return predict(project, job, KnownIdentity.NOTHING);
    }

    /** The predictions with what was looked up of the repository. */
    public static List<Prediction> predict(Project project, PublishJob job, KnownIdentity identity) {
        return predict(
                project,
                job,
                identity,
                () -> CallGraph.of(WorkflowReader.read(project.tree()).workflows()));
    }

    /** The predictions from the files alone, with the calls between workflows that were read already. */
    public static List<Prediction> predict(Project project, PublishJob job, CallGraph calls) {
        return predict(project, job, calls, KnownIdentity.NOTHING);
    }

    /** The same with what was looked up of the repository. */
    public static List<Prediction> predict(Project project, PublishJob job, CallGraph calls, KnownIdentity identity) {
        return predict(project, job, identity, () -> calls);
    }

    private static List<Prediction> predict(
            Project project, PublishJob job, KnownIdentity identity, Supplier<CallGraph> calls) {
        RepositoryId repository = project.repository();
        if (repository == null) {
            return List.of();
        }
        ClaimPredictor predictor = new ClaimPredictor(project, repository, identity, job, calls);
        return switch (job.ci()) {
            case PublishJob.GitHubJob ci -> predictor.predict(ci);
            case PublishJob.GitLabJob ci ->
                GitLabClaims.predict(
                        project, repository, job, ci, "v" + predictor.versions().getFirst());
        };
    }

    private List<Prediction> predict(PublishJob.GitHubJob ci) {
        List<List<Link>> chains = chains(ci);
        boolean severalEntries = chains.stream()
                        .map(c -> c.getFirst().workflow().path())
                        .distinct()
                        .count()
                > 1;
        List<Prediction> predictions = new ArrayList<>();
        for (List<Link> chain : chains) {
            for (RunKind run : Runs.of(chain.getFirst().workflow())) {
                predictions.addAll(predict(ci, chain, run, severalEntries));
            }
        }
        return predictions;
    }

    private List<Prediction> predict(PublishJob.GitHubJob ci, List<Link> chain, RunKind run, boolean severalEntries) {
        Step step = step(ci.job());
        if (Reach.of(chain, run, step, repository) instanceof Reach.Never) {
            return List.of();
        }
        RunKind settled = RefChoice.settled(chain, run, step, repository, versions(), job.packages())
                .orElse(run);
        GitHubClaims claims = new GitHubClaims(repository, identity, chain, settled, job.calls());
        List<ClaimValue> environments = environments(claims, run);
        String entry = chain.getFirst().workflow().fileName();
        List<String> path = chain.stream()
                .map(l -> l.workflow().path() + "#" + l.job().id())
                .toList();
        List<Prediction> predictions = new ArrayList<>();
        for (ClaimValue environment : environments) {
            String words = severalEntries || chain.size() > 1 ? run.words() + " (" + entry + ")" : run.words();
            if (environments.size() > 1) {
                words += ", " + words(environment);
            }
            predictions.add(new Prediction(words, run.event(), path, claims.claims(environment)));
        }
        return predictions;
    }

    /** What the publish job's reader found out, such as the one leg of a matrix that goes to this registry, counts. */
    private List<ClaimValue> environments(GitHubClaims claims, RunKind run) {
        return job.environment() instanceof EnvironmentRef.Named named
                ? List.of(new ClaimValue.Text(named.name()))
                : claims.environments(run);
    }

    private static String words(ClaimValue environment) {
        return switch (environment) {
            case ClaimValue.Text(String name) -> "environment " + name;
            case ClaimValue.Absent _ -> "no environment";
            case ClaimValue.Unknown _ -> "computed environment";
            case ClaimValue.Json _ -> "computed environment";
        };
    }

    /** All ways to the job. A call is followed through the repository's files, for a chain may have several links. */
    private List<List<Link>> chains(PublishJob.GitHubJob ci) {
        if (ci.workflow().trigger("workflow_call").isEmpty()) {
            return List.of(List.of(new Link(ci.workflow(), ci.job())));
        }
        List<List<Link>> chains = calls.get().chainsTo(ci.workflow(), ci.job());
        if (!chains.isEmpty() || job.called().isEmpty()) {
            return chains;
        }
        List<List<Link>> direct = new ArrayList<>();
        for (Caller caller : job.called()) {
            direct.add(List.of(new Link(caller.workflow(), caller.job()), new Link(ci.workflow(), ci.job())));
        }
        return direct;
    }

    private @Nullable Step step(Job in) {
        Integer index = job.step();
        return index == null
                ? null
                : in.steps().stream()
                        .filter(s -> s.index() == index)
                        .findFirst()
                        .orElse(null);
    }

    /** The versions of the job's packages, with one that stands for any where no manifest says. */
    private List<String> versions() {
        List<String> versions = new ArrayList<>(project.packages().stream()
                .filter(p -> p.registry().equals(job.registry()))
                .filter(p -> job.packages().isEmpty() || job.packages().contains(p.name()))
                .map(DeclaredPackage::details)
                .map(d -> d.get("version"))
                .filter(Objects::nonNull)
                .filter(v -> v.matches("[0-9][0-9A-Za-z.+-]{0,40}"))
                .distinct()
                .limit(5)
                .toList());
        versions.add("1.0.0");
        return versions;
    }
}
