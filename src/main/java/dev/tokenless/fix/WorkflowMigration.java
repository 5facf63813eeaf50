package dev.tokenless.fix;

import dev.tokenless.ci.EnvironmentRef;
import dev.tokenless.ci.PermissionsBlock;
import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Step;
import dev.tokenless.ci.github.Workflow;
import dev.tokenless.edit.EnvironmentEdits;
import dev.tokenless.edit.PermissionEdits;
import dev.tokenless.edit.PinEdits;
import dev.tokenless.edit.YamlEdits;
import dev.tokenless.edit.YamlPath;
import dev.tokenless.edit.YamlValue;
import dev.tokenless.fix.Migration.Change;
import dev.tokenless.publish.Authentication;
import dev.tokenless.publish.Caller;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.repo.Project;
import dev.tokenless.repo.RegistryId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Migrates the jobs of a repository that publish with a stored token: the token goes, the job gets the permission and
 * the environment, and where its tool does not exchange identities, the upload goes to one that does. Everything else
 * stays as it was. A second run finds nothing to do.
 */
public final class WorkflowMigration {
    private final Draft draft;
    private final List<Workflow> workflows;
    private final List<PublishJob> jobs;

    private WorkflowMigration(Draft draft, List<Workflow> workflows, List<PublishJob> jobs) {
        this.draft = draft;
        this.workflows = workflows;
        this.jobs = jobs;
    }

    /**
     * Migrates every token job that the options admit.
     *
     * @param workflows all workflows of the project, also those that do not publish: what still uses a secret is told by
     *     all of them
     * @param jobs all publish jobs of the project
     */
    public static Migration migrate(
            Project project, List<Workflow> workflows, List<PublishJob> jobs, WorkflowOptions options) {
        return new WorkflowMigration(new Draft(project, options), workflows, jobs).run();
    }

    /** What the options leave out may still need a token: of that nothing is said as if it were done. */
    private String nothingToDo() {
        long others = jobs.stream()
                .filter(job -> job.registry().isKnown() && usesToken(job))
                .map(job -> job.path() + "#" + job.job())
                .distinct()
                .count();
        return others == 0
                ? "No job publishes with a stored token."
                : "What was asked for is published without a stored token; "
                        + (others == 1 ? "one other job still uses one." : others + " other jobs still use one.");
    }

    private Migration run() {
        Map<String, List<PublishJob>> groups = new LinkedHashMap<>();
        for (PublishJob job : jobs) {
            if (wanted(job)) {
                groups.computeIfAbsent(job.path() + "#" + job.job(), k -> new ArrayList<>())
                        .add(job);
            }
        }
        groups.values().removeIf(g -> g.stream().noneMatch(j -> usesToken(j)));
        if (groups.isEmpty()) {
            return new Migration.NothingToDo(
                    jobs.isEmpty() ? "No job publishes to a registry that accepts trusted publishing." : nothingToDo());
        }
        Map<String, Set<String>> together = groups.values().stream()
                .collect(Collectors.groupingBy(
                        g -> g.getFirst().path(),
                        Collectors.mapping(g -> g.getFirst().job(), Collectors.toCollection(TreeSet::new))));
        List<PublishJob> migrated = new ArrayList<>();
        for (List<PublishJob> group : groups.values()) {
            if (draft.wholly(
                    () -> migrate(group, together.getOrDefault(group.getFirst().path(), Set.of())))) {
                migrated.addAll(group);
            }
        }
        if (draft.files().isEmpty()) {
            return draft.manual().isEmpty()
                    ? new Migration.NothingToDo("The files already say what they should.")
                    : new Migration.Refused(draft.manual());
        }
        List<Change> changes = new ArrayList<>(draft.changes());
        changes.addAll(draft.notes());
        changes.sort(Comparator.comparing((Change c) -> c.place().path())
                .thenComparingInt(c -> c.place().start()));
        List<String> unused = new SecretUse(draft, workflows).unused(migrated);
        return new Migration.Migrated(draft.files(), changes, draft.manual(), unused, draft.toReview());
    }

    private boolean wanted(PublishJob job) {
        return job.registry().isKnown()
                && (draft.options().registries().isEmpty()
                        || draft.options().registries().contains(job.registry()))
                && (draft.options().packages().isEmpty()
                        || job.packages().stream().anyMatch(draft.options().packages()::contains));
    }

    private static boolean usesToken(PublishJob job) {
        return switch (job.authentication()) {
            case Authentication.Token _, Authentication.Both _ -> true;
            case Authentication.Trusted _, Authentication.Unknown _ -> false;
        };
    }

    private void migrate(List<PublishJob> group, Set<String> together) {
        PublishJob first = group.getFirst();
        switch (first.ci()) {
            case PublishJob.GitLabJob _ -> {
                for (PublishJob publish : group) {
                    if (publish.ci() instanceof PublishJob.GitLabJob gitlab) {
                        new GitLabMigration(draft, publish, gitlab).migrate();
                    }
                }
            }
            case PublishJob.GitHubJob(Workflow workflow, Job job) -> {
                if (Projen.isGenerated(workflow.source().text())) {
                    new ProjenMigration(draft, group).migrate();
                    return;
                }
                refuseWhatCannotBe(first, job);
                migrate(group, together, new JobDraft(draft, workflow, job));
            }
        }
    }

    private void migrate(List<PublishJob> group, Set<String> together, JobDraft job) {
        List<PublishJob> python =
                group.stream().filter(WorkflowMigration::isPython).toList();
        boolean called = !group.getFirst().called().isEmpty();
        CalledJob inside = new CalledJob(draft, group.getFirst(), job);
        PythonSplit split = python.isEmpty()
                ? null
                : called ? PythonSplit.into(job, python, inside.homes()) : PythonSplit.of(job, python);
        for (PublishJob publish : group) {
            new TokenRemoval(job, publish, together).remove();
        }
        new DeadVariables(job, group).remove();
        for (PublishJob publish : group) {
            switch (publish.registry().id()) {
                case "npm" -> new NpmMigration(job, publish).migrate();
                case "rubygems" -> new RubyGemsMigration(job, publish).migrate();
                case "crates-io" -> new CratesMigration(job, publish).migrate();
                case "pypi", "testpypi" -> new PythonMigration(job, publish).migrate(split != null);
                default -> ofAnother(job, publish);
            }
        }
        if (split != null) {
            split.write();
        }
        if (called) {
            inside.withoutPassedSecrets();
        }
        boolean left = split == null || split.stays() || group.stream().anyMatch(p -> !isPython(p));
        if (left) {
            List<PublishJob> here = split == null ? group : staying(group, split);
            environment(here, job);
            permissions(here, job);
        }
        if (draft.now(job.workflow()).job(job.job().id()).isPresent()) {
            harden(job);
        }
    }

    /** A registry that has no migration of its own: enough for a tool that exchanges the identity once no token is given. */
    private static void ofAnother(JobDraft job, PublishJob publish) {
        if ("none".equals(publish.settings().get("identity"))) {
            throw new Draft.Stop(
                    publish.tool() + " cannot exchange the job's identity, and what could is not known here.",
                    "Let the registry's own exchange come before it, and take the token away.",
                    publish.place());
        }
        job.draft()
                .change(
                        publish.tool() + " exchanges the identity itself as soon as no token is given.",
                        publish.place());
    }

    /** Without the uploads that went to jobs of their own. */
    private static List<PublishJob> staying(List<PublishJob> group, PythonSplit split) {
        List<PublishJob> here = group.stream()
                .filter(p -> !isPython(p) || (split.stays() && p.registry().equals(RegistryId.PYPI)))
                .toList();
        return here.isEmpty() ? group : here;
    }

    static boolean isPython(PublishJob job) {
        return job.registry().equals(RegistryId.PYPI) || job.registry().equals(RegistryId.TESTPYPI);
    }

    private static void refuseWhatCannotBe(PublishJob publish, Job job) {
        if (publish.calls() != null) {
            throw new Draft.Stop(
                    "Job " + publish.job() + " publishes through " + publish.calls()
                            + ", a workflow of another repository, which this repository cannot change.",
                    "Publish in a job of this repository, or use a version of that workflow which exchanges the job's"
                            + " identity, and remove the token that is passed to it.",
                    publish.place());
        }
        if ("true".equals(publish.settings().get("in-composite"))) {
            throw new Draft.Stop(
                    "Job " + publish.job() + " publishes inside a composite action, to which the token is handed over.",
                    "Move the upload out of the composite action into the job, then migrate the job.",
                    publish.place());
        }
        if (job.uses() != null) {
            throw new Draft.Stop(
                    "Job " + publish.job() + " calls a workflow that publishes.",
                    "Migrate the job of the called workflow.",
                    publish.place());
        }
    }

    private void environment(List<PublishJob> group, JobDraft job) {
        String name = environmentName(draft.options().environments(), group);
        if (name == null || !(job.now().environment() instanceof EnvironmentRef.None)) {
            return;
        }
        job.edit(job.place(), e -> EnvironmentEdits.name(e, job.job().id(), name));
        draft.change(
                "Job " + job.job().id() + " runs in environment " + name
                        + ", so that GitHub can hold a release back and the registry can ask for it.",
                job.place());
    }

    static @Nullable String environmentName(EnvironmentNames names, List<PublishJob> group) {
        Set<RegistryId> registries = group.stream().map(PublishJob::registry).collect(Collectors.toSet());
        PublishJob first = group.getFirst();
        String packageName = first.packages().size() == 1 ? first.packages().getFirst() : null;
        String name = names.name(first.registry(), packageName);
        return registries.size() > 1 && name != null && !(names instanceof EnvironmentNames.One) ? "release" : name;
    }

    private void permissions(List<PublishJob> group, JobDraft job) {
        Map<String, String> wanted = new LinkedHashMap<>();
        if (group.stream().anyMatch(RubyGemsMigration::pushesTags)) {
            wanted.put("contents", "write");
        }
        wanted.put("id-token", "write");
        List<Caller> callers = group.getFirst().called();
        boolean inherits = !callers.isEmpty()
                && job.job().permissions() == null
                && job.workflow().permissions() == null;
        if (!inherits) {
            String before = draft.yaml(job.workflow().source()).text().text();
            job.edit(job.place(), e -> PermissionEdits.grant(e, job.job().id(), wanted));
            if (!draft.yaml(job.workflow().source()).text().text().equals(before)) {
                draft.change("Job " + job.job().id() + " may ask for its identity: id-token: write.", job.place());
            }
        }
        for (Caller caller : callers) {
            Job calling = caller.job();
            PermissionsBlock block = calling.permissions() != null
                    ? calling.permissions()
                    : caller.workflow().permissions();
            if (block == null || !block.level("id-token").equals("write")) {
                draft.edit(
                        caller.workflow().source(),
                        calling.key().place(),
                        e -> PermissionEdits.grant(e, calling.id(), wanted));
                draft.change(
                        "Job " + calling.id() + " of " + caller.workflow().path()
                                + " lets the called job ask for its identity: a called job has no more than its"
                                + " caller.",
                        calling.key().place());
            }
        }
    }

    /** Pins and credentials, where the user wants the job hardened with it. */
    private void harden(JobDraft job) {
        if (!draft.options().pinned()) {
            return;
        }
        boolean pushes = job.steps().stream()
                .anyMatch(s -> s.run() != null && s.run().text().contains("git push") || RubyGemsMigration.pushes(s));
        for (Step step : job.now().steps()) {
            String action = step.action();
            String ref = step.ref();
            if (action == null || ref == null) {
                continue;
            }
            YamlPath path = YamlPath.step(job.job().id(), step.index());
            if (!ref.matches("[0-9a-f]{40}")) {
                draft.options()
                        .pins()
                        .pin(action)
                        .ifPresent(pin -> job.edit(
                                step.node().place(), e -> PinEdits.pin(e, path.key("uses"), pin.commit(), pin.tag())));
            }
            if (action.equalsIgnoreCase("actions/checkout")
                    && !pushes
                    && !step.with().containsKey("persist-credentials")) {
                job.edit(step.node().place(), e -> withInput(e, path, "persist-credentials", "false"));
            }
        }
    }

    static YamlEdits withInput(YamlEdits edits, YamlPath step, String input, String value) {
        return edits.node(step.key("with")).isPresent()
                ? edits.set(step.key("with"), input, YamlValue.plain(value))
                : edits.set(step, "with", YamlValue.snippet(input + ": " + value), new YamlEdits.After("uses"));
    }
}
