package dev.tokenless.check.rules;

import dev.tokenless.check.Inspection;
import dev.tokenless.check.Inspection.Examined;
import dev.tokenless.ci.PermissionsBlock;
import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Step;
import dev.tokenless.ci.github.Workflow;
import dev.tokenless.publish.Authentication;
import dev.tokenless.publish.IdToken;
import dev.tokenless.publish.PublishJob;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the files of a repository rule out, so that a symptom with several causes loses those that cannot be. */
public final class Excluded {
    private static final Set<String> PERMISSION = Set.of(
            "id-token-permission-missing", "id-token-permission-shadowed", "id-token-permission-capped-by-caller");
    private static final Set<String> TOKEN = Set.of("token-left-over", "token-disables-oidc", "stored-token-refused");

    private Excluded() {}

    /** Whether the job, as its file stands, cannot suffer from this cause. */
    public static boolean excludes(Inspection inspection, Examined examined, String cause) {
        Subject subject = new Subject(inspection, examined, true);
        PublishJob job = examined.job();
        if (PERMISSION.contains(cause)) {
            return subject.identity() == IdToken.WRITE;
        }
        if (TOKEN.contains(cause)) {
            return job.authentication() instanceof Authentication.Trusted;
        }
        return switch (cause) {
            case "contents-permission-missing" -> subject.gitHubJob().isPresent() && "write".equals(contents(subject));
            case "npm-client-too-old" -> NpmVersions.tooOld(subject).isEmpty() && npmIsKnown(subject);
            case "release-tool-too-old" ->
                ToolVersions.known(subject) && ToolVersions.tooOld(subject).isEmpty();
            case "first-publish-needs-token" ->
                !subject.publishers().isEmpty()
                        && subject.publishers().stream().allMatch(p -> Boolean.TRUE.equals(p.projectExists()));
            case "unsupported-issuer" ->
                inspection.project().repository() != null
                        && List.of("github.com", "gitlab.com")
                                .contains(inspection.project().repository().host());
            default -> false;
        };
    }

    private static @Nullable String contents(Subject subject) {
        PermissionsBlock own = subject.gitHubJob().map(Job::permissions).orElse(null);
        PermissionsBlock block = own != null
                ? own
                : subject.workflow().map(Workflow::permissions).orElse(null);
        return block == null ? null : block.level("contents");
    }

    private static boolean npmIsKnown(Subject subject) {
        return subject.job().settings().containsKey("npm-version")
                || subject.job().settings().containsKey("node-version")
                || subject.gitHubJob().stream()
                        .flatMap(j -> j.steps().stream())
                        .map(Step::action)
                        .anyMatch("actions/setup-node"::equals);
    }
}
