package dev.tokenless.ci.github;

import dev.tokenless.ci.PermissionsBlock;
import dev.tokenless.ci.yaml.YamlNode;
import dev.tokenless.repo.SourceText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A workflow file of GitHub Actions.
 *
 * @param permissions the workflow's block, null where it has none
 * @param root the document as it stands in the file
 */
public record Workflow(
        SourceText source,
        @Nullable String name,
        List<Trigger> triggers,
        @Nullable PermissionsBlock permissions,
        Map<String, String> env,
        List<Job> jobs,
        YamlNode.Mapping root) {
    public Workflow {
        triggers = List.copyOf(triggers);
        env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
        jobs = List.copyOf(jobs);
    }

    /** The file's path from the repository's root. */
    public String path() {
        return source.path();
    }

    /** The file's name without its folder, as registries ask for it. */
    public String fileName() {
        return path().substring(path().lastIndexOf('/') + 1);
    }

    /** The job with this id. */
    public Optional<Job> job(String id) {
        return jobs.stream().filter(j -> j.id().equals(id)).findFirst();
    }

    /** The trigger for this event. */
    public Optional<Trigger> trigger(String event) {
        return triggers.stream().filter(t -> t.event().equals(event)).findFirst();
    }
}
