package dev.tokenless.ci.github;

import dev.tokenless.ci.EnvironmentRef;
import dev.tokenless.ci.PermissionsBlock;
import dev.tokenless.ci.yaml.YamlNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One job of a workflow. Values are as written, with their <code>${{ }}</code>.
 *
 * @param permissions the job's own block, null where it has none
 * @param uses the called workflow of a job that calls one, else null
 * @param secrets what a calling job passes on, by name; empty with {@code inheritsSecrets}
 * @param runsOn the labels, or the expression as written
 * @param matrix the node under {@code strategy.matrix}, null where there is none
 * @param node the job's body as it stands in the file
 * @param key the job's id as it stands in the file
 */
public record Job(
        String id,
        @Nullable String name,
        List<String> needs,
        @Nullable String condition,
        @Nullable PermissionsBlock permissions,
        EnvironmentRef environment,
        List<String> runsOn,
        boolean container,
        @Nullable YamlNode matrix,
        Map<String, String> env,
        List<Step> steps,
        YamlNode.@Nullable Scalar uses,
        Map<String, String> with,
        Map<String, String> secrets,
        boolean inheritsSecrets,
        YamlNode.Mapping node,
        YamlNode.Scalar key) {
    public Job {
        needs = List.copyOf(needs);
        runsOn = List.copyOf(runsOn);
        env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
        steps = List.copyOf(steps);
        with = Collections.unmodifiableMap(new LinkedHashMap<>(with));
        secrets = Collections.unmodifiableMap(new LinkedHashMap<>(secrets));
    }
}
