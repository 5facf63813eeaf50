package dev.tokenless.publish;

import dev.tokenless.ci.EnvironmentRef;
import dev.tokenless.ci.yaml.YamlNode;
import dev.tokenless.repo.Place;
import dev.tokenless.repo.RegistryId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A CI job that uploads to one registry. A job that uploads to two is two of these.
 *
 * @param path the CI file
 * @param job the job's id
 * @param step the uploading step's position in the job, from 0; null where there is none
 * @param place the uploading step, or the job where there is none
 * @param tool the catalogue's name of the tool, for example {@code pypa/gh-action-pypi-publish} or {@code npm publish}
 * @param packages the names of the packages that it uploads, as far as the repository tells
 * @param environment of the job, with inputs that are known filled in
 * @param triggers the events that can reach the job, in the file's order
 * @param called by whom, where the job stands in a called workflow of this repository
 * @param calls the other repository's workflow as written in {@code uses}, null where the job calls none
 * @param ci the job as its CI system declares it
 * @param settings what the catalogue's reader found out and later parts ask for, for example {@code attestations},
 *     {@code repository-url}, {@code npm-version}, {@code in-composite}
 */
public record PublishJob(
        String path,
        String job,
        @Nullable Integer step,
        Place place,
        RegistryId registry,
        String tool,
        List<String> packages,
        Authentication authentication,
        IdToken idToken,
        EnvironmentRef environment,
        List<String> triggers,
        List<Caller> called,
        @Nullable String calls,
        CiJob ci,
        Map<String, String> settings) {
    public PublishJob {
        packages = List.copyOf(packages);
        triggers = List.copyOf(triggers);
        called = List.copyOf(called);
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    /** The names of the repository secrets that reach the upload, in order, without repetition. */
    public List<String> secrets() {
        return authentication.tokens().stream()
                .flatMap(t -> t.secrets().stream())
                .distinct()
                .toList();
    }

    /** The job as its CI system declares it. */
    public sealed interface CiJob {}

    /** A job of GitHub Actions. */
    public record GitHubJob(dev.tokenless.ci.github.Workflow workflow, dev.tokenless.ci.github.Job job)
            implements CiJob {}

    /**
     * A job of GitLab CI after {@code extends} and includes.
     *
     * @param idTokens audiences by the token's variable name
     * @param node the job's body as it stands in the file
     * @param resolved the job's body with everything that it extends, each part with its own place
     */
    public record GitLabJob(Map<String, List<String>> idTokens, YamlNode.Mapping node, YamlNode.Mapping resolved)
            implements CiJob {
        public GitLabJob {
            idTokens = Collections.unmodifiableMap(new LinkedHashMap<>(idTokens));
        }
    }
}
