package dev.tokenless.oidc;

import dev.tokenless.ci.EnvironmentRef;
import dev.tokenless.ci.github.Trigger;
import dev.tokenless.ci.github.Workflow;
import dev.tokenless.publish.Caller;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.repo.Project;
import dev.tokenless.repo.RepositoryId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Predicts the claims that a publish job will present, for each trigger that can reach it. */
public final class ClaimPredictor {
    private static final ClaimValue MADE_AT_RUN_TIME = new ClaimValue.Unknown("made at run time", List.of());
    private static final ClaimValue NOT_LOOKED_UP = new ClaimValue.Unknown("not looked up", List.of());

    private static final Pattern HOSTED = Pattern.compile(
            "(?:ubuntu|windows|macos)-(?:latest|slim|[0-9]+(?:\\.[0-9]+)?)(?:-(?:arm|large|xlarge|intel|vs[0-9]+))*");

    private ClaimPredictor() {}

    /** One prediction a trigger and entry workflow; none where the repository is not known or not at GitHub. */
    public static List<Prediction> predict(Project project, PublishJob job) {
        RepositoryId repository = project.repository();
        if (repository == null || !(job.ci() instanceof PublishJob.GitHubJob ci)) {
            return List.of();
        }
        List<Prediction> predictions = new ArrayList<>();
        if (job.called().isEmpty()) {
            predictFrom(repository, job, ci, ci.workflow(), null, predictions);
        }
        for (Caller caller : job.called()) {
            predictFrom(repository, job, ci, caller.workflow(), caller, predictions);
        }
        return predictions;
    }

    private static void predictFrom(
            RepositoryId repository,
            PublishJob job,
            PublishJob.GitHubJob ci,
            Workflow entry,
            @Nullable Caller caller,
            List<Prediction> predictions) {
        for (Trigger trigger : entry.triggers()) {
            if (trigger.event().equals("workflow_call") || !job.triggers().contains(trigger.event())) {
                continue;
            }
            for (Ref ref : refs(trigger)) {
                String words = caller == null ? ref.words() : ref.words() + " (" + entry.fileName() + ")";
                List<String> path = caller == null
                        ? List.of(ci.workflow().path() + "#" + ci.job().id())
                        : List.of(
                                entry.path() + "#" + caller.job().id(),
                                ci.workflow().path() + "#" + ci.job().id());
                predictions.add(new Prediction(
                        words, trigger.event(), path, claims(repository, job, ci, entry, trigger.event(), ref)));
            }
        }
    }

    /** The ref of a run in words and in full. */
    private record Ref(String words, String ref, String type) {}

    private static List<Ref> refs(Trigger trigger) {
        boolean branches =
                trigger.filters().containsKey("branches") || trigger.filters().containsKey("branches-ignore");
        boolean tags =
                trigger.filters().containsKey("tags") || trigger.filters().containsKey("tags-ignore");
        Ref branch = new Ref("push branch", "refs/heads/main", "branch");
        Ref tag = new Ref("push tag", "refs/tags/v1.0.0", "tag");
        return switch (trigger.event()) {
            case "push" -> {
                List<Ref> refs = new ArrayList<>();
                if (tags || !branches) {
                    refs.add(tag);
                }
                if (branches || !tags) {
                    refs.add(branch);
                }
                yield refs;
            }
            case "release" -> List.of(new Ref("release", "refs/tags/v1.0.0", "tag"));
            default -> List.of(new Ref(trigger.event(), "refs/heads/main", "branch"));
        };
    }

    private static Claims claims(
            RepositoryId repository, PublishJob job, PublishJob.GitHubJob ci, Workflow entry, String event, Ref ref) {
        String slug = repository.slug();
        Map<String, ClaimValue> claims = new LinkedHashMap<>();
        claims.put("iss", text("https://token.actions.githubusercontent.com"));
        claims.put("repository", text(slug));
        claims.put("repository_owner", text(repository.owner()));
        claims.put("repository_owner_id", NOT_LOOKED_UP);
        claims.put("repository_id", NOT_LOOKED_UP);
        claims.put("workflow_ref", text(slug + "/" + entry.path() + "@" + ref.ref()));
        claims.put("job_workflow_ref", text(slug + "/" + ci.workflow().path() + "@" + ref.ref()));
        claims.put("ref", text(ref.ref()));
        claims.put("ref_type", text(ref.type()));
        claims.put("event_name", text(event));
        ClaimValue environment = switch (job.environment()) {
            case EnvironmentRef.None _ -> new ClaimValue.Absent();
            case EnvironmentRef.Named named -> text(named.name());
            case EnvironmentRef.Computed computed ->
                new ClaimValue.Unknown("depends on " + computed.expression(), List.of());
        };
        claims.put("environment", environment);
        claims.put("runner_environment", runner(ci.job().runsOn()));
        // The audience is left out: it is whatever the registry's client asks for.
        for (String made : List.of("sha", "jti", "iat", "nbf", "exp", "actor", "sub")) {
            claims.put(made, MADE_AT_RUN_TIME);
        }
        return new Claims(claims);
    }

    /** GitHub's own labels tell a hosted runner; a label of one's own may be either, a group of larger runners too. */
    private static ClaimValue runner(List<String> runsOn) {
        if (runsOn.contains("self-hosted")) {
            return text("self-hosted");
        }
        return runsOn.size() == 1 && HOSTED.matcher(runsOn.getFirst()).matches()
                ? text("github-hosted")
                : new ClaimValue.Unknown("depends on the runner", List.of("github-hosted", "self-hosted"));
    }

    private static ClaimValue text(String value) {
        return new ClaimValue.Text(value);
    }
}
