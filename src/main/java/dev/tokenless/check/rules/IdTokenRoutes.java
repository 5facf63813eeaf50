package dev.tokenless.check.rules;

import dev.tokenless.check.Fix;
import dev.tokenless.ci.PermissionsBlock;
import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Workflow;
import dev.tokenless.edit.PermissionEdits;
import dev.tokenless.edit.YamlEdits;
import dev.tokenless.publish.Caller;
import dev.tokenless.publish.IdToken;
import dev.tokenless.repo.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The ways by which a publish job is reached, each with what takes the identity token from it. A job block replaces the
 * workflow's block, and a called workflow can only keep or lower what its caller grants (actions/runner,
 * src/Sdk/WorkflowParser/Conversion/PermissionsHelper.cs).
 */
final class IdTokenRoutes {
    private IdTokenRoutes() {}

    /** What takes the token. */
    enum Refusal {
        MISSING,
        SHADOWED,
        CAPPED
    }

    /**
     * One way on which the token is refused.
     *
     * @param workflow the file to change
     * @param job the job in it to change
     * @param caller whether that is a calling job
     */
    record Route(Refusal refusal, Workflow workflow, Job job, boolean caller) {

        /** The block that decides, or the job's id where there is none. */
        Place place() {
            return Entries.place(job.node(), "permissions", job.key().place());
        }

        /** The job that decides, in a sentence. */
        String where() {
            return Words.code(job.id()) + " in " + Words.code(workflow.fileName());
        }
    }

    static List<Route> of(Subject subject) {
        Workflow workflow = subject.workflow().orElse(null);
        Job job = subject.gitHubJob().orElse(null);
        if (workflow == null || job == null || invalid(workflow, job)) {
            return List.of();
        }
        List<Route> routes = new ArrayList<>();
        boolean alone = subject.job().called().isEmpty() || subject.runsByItself();
        if (alone && subject.job().idToken() == IdToken.NONE) {
            routes.add(new Route(
                    job.permissions() != null && grants(workflow.permissions()) ? Refusal.SHADOWED : Refusal.MISSING,
                    workflow,
                    job,
                    false));
        }
        for (Caller caller : subject.job().called()) {
            if (caller.idToken() == IdToken.NONE) {
                routes.add(through(subject, workflow, job, caller));
            }
        }
        return routes.stream().distinct().toList();
    }

    private static Route through(Subject subject, Workflow workflow, Job job, Caller caller) {
        IdToken own = subject.job().idToken();
        if (own == IdToken.NONE) {
            boolean shadowed = job.permissions() != null && grants(workflow.permissions());
            return new Route(shadowed ? Refusal.SHADOWED : Refusal.MISSING, workflow, job, false);
        }
        if (own == IdToken.WRITE) {
            return new Route(Refusal.CAPPED, caller.workflow(), caller.job(), true);
        }
        boolean shadowed =
                caller.job().permissions() != null && grants(caller.workflow().permissions());
        return new Route(shadowed ? Refusal.SHADOWED : Refusal.MISSING, caller.workflow(), caller.job(), true);
    }

    private static boolean grants(@Nullable PermissionsBlock block) {
        return block != null && block.level("id-token").equals("write");
    }

    /** A block that GitHub refuses is a problem of its own, and no run comes far enough to miss the token. */
    private static boolean invalid(Workflow workflow, Job job) {
        return (job.permissions() != null && job.permissions().form() == PermissionsBlock.Form.INVALID)
                || (workflow.permissions() != null && workflow.permissions().form() == PermissionsBlock.Form.INVALID);
    }

    /** Grants the token at the job that decides; a calling job also what else the called one asks for. */
    static @Nullable Fix fix(Subject subject, Route route) {
        Map<String, String> wanted = new LinkedHashMap<>();
        if (route.caller()) {
            subject.workflow().ifPresent(w -> wanted(w.permissions(), wanted));
            subject.gitHubJob().ifPresent(j -> wanted(j.permissions(), wanted));
        }
        wanted.put("id-token", "write");
        return Fixes.safe(
                "Grant id-token: write to job " + route.job().id(),
                PermissionEdits.grant(
                        YamlEdits.of(route.workflow()), route.job().id(), wanted));
    }

    private static void wanted(@Nullable PermissionsBlock block, Map<String, String> wanted) {
        if (block != null) {
            block.scopes().forEach((scope, level) -> {
                if (!level.equals("none") && !"write".equals(wanted.get(scope))) {
                    wanted.put(scope, level);
                }
            });
        }
    }
}
