package dev.tokenless.edit;

import dev.tokenless.ci.PermissionsBlock;
import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Workflow;
import dev.tokenless.ci.github.WorkflowReader;
import dev.tokenless.ci.yaml.YamlNode;
import dev.tokenless.edit.YamlEdits.After;
import dev.tokenless.edit.YamlEdits.Before;
import dev.tokenless.edit.YamlEdits.Where;
import dev.tokenless.edit.YamlValue.Field;
import dev.tokenless.edit.YamlValue.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives a job a permission. A job's own block replaces the workflow's (github/docs, workflow-syntax: "How permissions
 * are calculated"), so a block that is new must hold everything that the job's steps need.
 */
public final class PermissionEdits {
    private static final String PERMISSIONS = "permissions";
    private static final String ID_TOKEN = "id-token";

    private PermissionEdits() {}

    /** {@link #grant} of {@code id-token: write}. */
    public static EditResult grantIdToken(Workflow workflow, Job job) {
        return grantIdToken(YamlEdits.of(workflow), job.id()).result();
    }

    /** {@link #grant} of {@code id-token: write}. */
    public static YamlEdits grantIdToken(YamlEdits edits, String job) {
        return grant(edits, job, Map.of(ID_TOKEN, "write"));
    }

    /**
     * Gives a job permissions, whatever stands there now:
     *
     * <ul>
     *   <li>the job has a mapping: one line for each scope that it lacks, in flow style where it is in flow style;
     *   <li>the job has none and the workflow has a mapping: it is copied into the job and extended, unless it already
     *       gives what is wanted;
     *   <li>nothing is declared, or {@code read-all}, {@code write-all}, or something that GitHub refuses: the job gets a
     *       block of what its known steps need. Where a step that is not known receives {@code GITHUB_TOKEN}, or the job
     *       calls a workflow, the edits are marked to be reviewed.
     * </ul>
     *
     * @param wanted level by scope
     */
    public static YamlEdits grant(YamlEdits edits, String job, Map<String, String> wanted) {
        if (edits.isRefused()) {
            return edits;
        }
        Workflow workflow = read(edits);
        Job declared = workflow == null ? null : workflow.job(job).orElse(null);
        if (workflow == null || declared == null) {
            return edits.refuse(
                    edits.text().path() + " has no job " + job + ".", "Add the permissions to the job by hand.");
        }
        PermissionsBlock own = declared.permissions();
        if (own != null && own.form() == PermissionsBlock.Form.MAP) {
            return extend(edits, job, own, wanted);
        }
        PermissionsBlock shared = workflow.permissions();
        if (own == null && shared != null && shared.form() == PermissionsBlock.Form.MAP) {
            if (wanted.entrySet().stream().allMatch(e -> enough(shared.level(e.getKey()), e.getValue()))) {
                return edits;
            }
            return write(edits, declared, merged(shared.scopes(), wanted));
        }
        StepNeeds needs = StepNeeds.of(workflow, declared);
        Map<String, String> scopes = merged(needs.scopes(), wanted);
        YamlEdits written = write(edits, declared, scopes);
        if (declared.uses() != null) {
            return write(edits, declared, merged(Map.of("contents", "read"), wanted))
                    .review("Job " + job + " calls " + declared.uses().text()
                            + ": add to its permissions what the called jobs ask for.");
        }
        for (String step : needs.unknown()) {
            written = written.review("Job " + job + ": step " + step
                    + " may use GITHUB_TOKEN; add to the job's permissions what it needs.");
        }
        return written;
    }

    private static YamlEdits extend(YamlEdits edits, String job, PermissionsBlock own, Map<String, String> wanted) {
        YamlPath path = YamlPath.job(job).key(PERMISSIONS);
        if (edits.node(path).filter(YamlNode::aliased).isPresent()) {
            return edits.set(YamlPath.job(job), PERMISSIONS, YamlValue.fields(merged(own.scopes(), wanted)));
        }
        YamlEdits next = edits;
        for (Map.Entry<String, String> scope : wanted.entrySet()) {
            if (!enough(own.level(scope.getKey()), scope.getValue())) {
                next = next.set(path, scope.getKey(), YamlValue.text(scope.getValue()));
            }
        }
        return next;
    }

    private static boolean enough(String has, String wanted) {
        return has.equals("write") || has.equals(wanted);
    }

    private static Map<String, String> merged(Map<String, String> scopes, Map<String, String> wanted) {
        Map<String, String> all = new LinkedHashMap<>(scopes);
        wanted.forEach((scope, level) -> {
            if (!enough(all.getOrDefault(scope, "none"), level)) {
                all.put(scope, level);
            }
        });
        return all;
    }

    private static YamlEdits write(YamlEdits edits, Job job, Map<String, String> scopes) {
        Where where =
                job.uses() != null ? new Before("uses") : new After("environment", "runs-on", "needs", "if", "name");
        return edits.set(YamlPath.job(job.id()), PERMISSIONS, YamlValue.fields(scopes), where);
    }

    /**
     * Takes {@code id-token} out of the workflow's block and gives it to the jobs that need it. A block that would be
     * left empty stays as <code>{}</code>: without it the repository's default would hold.
     */
    public static YamlEdits confineIdToken(YamlEdits edits, Set<String> jobs) {
        Workflow workflow = read(edits);
        if (edits.isRefused() || workflow == null) {
            return edits;
        }
        PermissionsBlock shared = workflow.permissions();
        if (shared == null || !shared.scopes().containsKey(ID_TOKEN)) {
            return edits;
        }
        YamlEdits next = edits;
        for (Job job : workflow.jobs()) {
            if (jobs.contains(job.id()) && job.permissions() == null) {
                next = write(next, job, shared.scopes());
            }
        }
        if (shared.scopes().size() == 1) {
            return next.set(YamlPath.ROOT, PERMISSIONS, new Fields(List.<Field>of(), true));
        }
        return next.remove(YamlPath.keys(PERMISSIONS, ID_TOKEN));
    }

    static @Nullable Workflow read(YamlEdits edits) {
        YamlNode root = edits.root();
        if (root == null) {
            return null;
        }
        List<Workflow> read = WorkflowReader.of(edits.text(), root).workflows();
        return read.isEmpty() ? null : read.getFirst();
    }
}
