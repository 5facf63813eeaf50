package dev.tokenless.edit;

import dev.tokenless.ci.EnvironmentRef;
import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Workflow;
import dev.tokenless.ci.yaml.YamlNode;
import dev.tokenless.edit.YamlEdits.After;

/** Names the environment of a job. */
public final class EnvironmentEdits {
    private static final String KEY = "environment";

    private EnvironmentEdits() {}

    /** {@link #name(YamlEdits, String, String)} as the only edit. */
    public static EditResult name(Workflow workflow, Job job, String environment) {
        return name(YamlEdits.of(workflow), job.id(), environment).result();
    }

    /**
     * Makes a job run in an environment: a missing one is added, the name of one that is there is replaced, be it a
     * string or a mapping whose other keys stay. Refused where the name is computed, and for a job that calls a workflow:
     * GitHub allows no environment there (actions/runner, workflow-v1.0.json, {@code workflow-job}).
     */
    public static YamlEdits name(YamlEdits edits, String job, String environment) {
        Workflow workflow = PermissionEdits.read(edits);
        if (edits.isRefused()) {
            return edits;
        }
        Job declared = workflow == null ? null : workflow.job(job).orElse(null);
        String manual = "Let the job that publishes run in environment " + environment + ".";
        if (declared == null) {
            return edits.refuse(edits.text().path() + " has no job " + job + ".", manual);
        }
        if (declared.uses() != null) {
            return edits.refuse(
                    "Job " + job + " calls " + declared.uses().text()
                            + ", and GitHub allows no environment at a job that calls a workflow.",
                    "Name the environment " + environment + " at the publishing job of the called workflow.");
        }
        return switch (declared.environment()) {
            case EnvironmentRef.Named named when named.name().equals(environment) -> edits;
            case EnvironmentRef.Computed computed ->
                edits.refuse(
                        "Job " + job + " computes its environment: " + computed.expression() + ".",
                        "Make the expression give " + environment + " for the runs that publish.");
            case EnvironmentRef.Named _, EnvironmentRef.None _ -> write(edits, job, environment);
        };
    }

    private static YamlEdits write(YamlEdits edits, String job, String environment) {
        YamlPath path = YamlPath.job(job).key(KEY);
        YamlNode present = edits.node(path).orElse(null);
        if (present instanceof YamlNode.Mapping m && !m.aliased()) {
            return edits.node(path.key("name")).isPresent()
                    ? edits.replace(path.key("name"), environment)
                    : edits.set(path, "name", YamlValue.text(environment), new YamlEdits.First());
        }
        if (present instanceof YamlNode.Scalar s && !s.isNull() && !s.aliased()) {
            return edits.replace(path, environment);
        }
        return edits.set(
                YamlPath.job(job), KEY, YamlValue.text(environment), new After("runs-on", "needs", "if", "name"));
    }
}
