package dev.tokenless.oidc;

import dev.tokenless.ci.EnvironmentRef;
import dev.tokenless.ci.expression.Truth;
import dev.tokenless.ci.gitlab.GitLabPipeline;
import dev.tokenless.ci.gitlab.PipelineJob;
import dev.tokenless.ci.gitlab.PipelineKind;
import dev.tokenless.ci.gitlab.PipelineReader;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.repo.Project;
import dev.tokenless.repo.RepositoryId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The claims of a job on GitLab (gitlabhq/gitlabhq, doc/ci/secrets/id_token_authentication.md and
 * lib/gitlab/ci/jwt_v2.rb).
 */
final class GitLabClaims {
    private static final ClaimValue MADE_AT_RUN_TIME = new ClaimValue.Unknown("made at run time", List.of());
    private static final ClaimValue NOT_LOOKED_UP = new ClaimValue.Unknown("not looked up", List.of());

    private GitLabClaims() {}

    static List<Prediction> predict(
            Project project, RepositoryId repository, PublishJob job, PublishJob.GitLabJob ci, String tag) {
        Optional<GitLabPipeline> pipeline = PipelineReader.read(project.tree()).pipeline();
        Optional<PipelineJob> found = pipeline.flatMap(
                p -> p.jobs().stream().filter(j -> j.name().equals(job.job())).findFirst());
        String file = pipeline.map(p -> p.source().path()).orElse(PipelineReader.FILE);
        List<Prediction> predictions = new ArrayList<>();
        for (PipelineKind kind : kinds(pipeline, found)) {
            predictions.add(new Prediction(
                    kind.words(),
                    kind.source(),
                    List.of(job.path() + "#" + job.job()),
                    claims(repository, job, ci, file, kind, tag, found)));
        }
        return predictions;
    }

    /** Pushes as far as they reach the job; other kinds, which differ in little, only where no push does. */
    private static List<PipelineKind> kinds(Optional<GitLabPipeline> pipeline, Optional<PipelineJob> job) {
        if (pipeline.isEmpty() || job.isEmpty()) {
            return List.of(PipelineKind.TAG, PipelineKind.BRANCH);
        }
        List<PipelineKind> reaching = new ArrayList<>();
        for (PipelineKind kind : PipelineKind.values()) {
            boolean push = kind == PipelineKind.TAG || kind == PipelineKind.BRANCH;
            boolean wanted = push || kind == PipelineKind.MERGE_REQUEST || reaching.isEmpty();
            if (wanted && kind.reaches(pipeline.get(), job.get()) != Truth.FALSE) {
                reaching.add(kind);
            }
        }
        return reaching;
    }

    private static Claims claims(
            RepositoryId repository,
            PublishJob job,
            PublishJob.GitLabJob ci,
            String file,
            PipelineKind kind,
            String tag,
            Optional<PipelineJob> found) {
        String slug = repository.slug();
        String ref = kind == PipelineKind.TAG ? tag : "main";
        String type = kind == PipelineKind.TAG ? "tag" : "branch";
        String path = kind == PipelineKind.TAG ? "refs/tags/" + tag : "refs/heads/main";
        ClaimValue merge = new ClaimValue.Unknown("depends on the merge request", List.of());
        boolean request = kind == PipelineKind.MERGE_REQUEST;
        Map<String, ClaimValue> claims = new LinkedHashMap<>();
        claims.put("iss", text("https://" + repository.host()));
        audience(ci).ifPresent(aud -> claims.put("aud", text(aud)));
        claims.put("sub", request ? merge : text("project_path:" + slug + ":ref_type:" + type + ":ref:" + ref));
        claims.put("namespace_path", text(repository.owner()));
        claims.put("project_path", text(slug));
        claims.put("namespace_id", NOT_LOOKED_UP);
        claims.put("project_id", NOT_LOOKED_UP);
        claims.put("project_visibility", NOT_LOOKED_UP);
        claims.put("pipeline_source", text(kind.source()));
        claims.put("ref", request ? merge : text(ref));
        claims.put("ref_type", text(type));
        claims.put("ref_path", request ? merge : text(path));
        claims.put("ref_protected", NOT_LOOKED_UP);
        // The top-level file, whatever included file the job stands in.
        claims.put(
                "ci_config_ref_uri", request ? merge : text(repository.host() + "/" + slug + "//" + file + "@" + path));
        ClaimValue environment = switch (job.environment()) {
            case EnvironmentRef.None _ -> new ClaimValue.Absent();
            case EnvironmentRef.Named named -> text(named.name());
            case EnvironmentRef.Computed computed ->
                new ClaimValue.Unknown("depends on " + computed.expression(), List.of());
        };
        claims.put("environment", environment);
        for (String name : List.of("environment_protected", "deployment_tier", "environment_action")) {
            claims.put(name, environment instanceof ClaimValue.Absent ? environment : NOT_LOOKED_UP);
        }
        claims.put("runner_environment", runner(repository, found));
        for (String name : List.of("user_id", "user_login", "user_email", "user_access_level")) {
            claims.put(name, new ClaimValue.Unknown("depends on who starts the pipeline", List.of()));
        }
        for (String name :
                List.of("pipeline_id", "job_id", "runner_id", "sha", "ci_config_sha", "jti", "iat", "nbf", "exp")) {
            claims.put(name, MADE_AT_RUN_TIME);
        }
        return new Claims(claims);
    }

    /** Left out where the job has several tokens: each client takes the one that is made for it. */
    private static Optional<String> audience(PublishJob.GitLabJob ci) {
        List<String> all =
                ci.idTokens().values().stream().flatMap(List::stream).distinct().toList();
        return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
    }

    /** Runners of GitLab.com carry tags that begin with {@code saas-}; without tags any runner may take the job. */
    private static ClaimValue runner(RepositoryId repository, Optional<PipelineJob> job) {
        boolean saas = repository.host().equals("gitlab.com")
                && job.stream().flatMap(j -> j.tags().stream()).anyMatch(t -> t.startsWith("saas-"));
        return saas
                ? text("gitlab-hosted")
                : new ClaimValue.Unknown(
                        "depends on the runner that takes the job", List.of("gitlab-hosted", "self-hosted"));
    }

    private static ClaimValue text(String value) {
        return new ClaimValue.Text(value);
    }
}
