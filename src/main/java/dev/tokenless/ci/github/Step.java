package dev.tokenless.ci.github;

import dev.tokenless.ci.yaml.YamlNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One step of a job or of a composite action. Values are as written, with their <code>${{ }}</code>.
 *
 * @param index the step's position, from 0
 * @param shell the step's own shell, else the job's or the workflow's default, else null
 * @param workingDirectory likewise
 * @param node the step as it stands in the file
 */
public record Step(
        int index,
        @Nullable String id,
        @Nullable String name,
        @Nullable String condition,
        YamlNode.@Nullable Scalar uses,
        YamlNode.@Nullable Scalar run,
        Map<String, String> with,
        Map<String, String> env,
        @Nullable String shell,
        @Nullable String workingDirectory,
        boolean continueOnError,
        YamlNode.Mapping node) {
    public Step {
        with = Collections.unmodifiableMap(new LinkedHashMap<>(with));
        env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
    }

    /** The {@code owner/name} or path of {@code uses} without the part behind the last {@code @}; null without uses. */
    public @Nullable String action() {
        if (uses == null) {
            return null;
        }
        int at = uses.text().indexOf('@');
        return at < 0 ? uses.text() : uses.text().substring(0, at);
    }

    /** The part of {@code uses} behind the {@code @}; null where there is none. */
    public @Nullable String ref() {
        if (uses == null) {
            return null;
        }
        int at = uses.text().indexOf('@');
        return at < 0 ? null : uses.text().substring(at + 1);
    }
}
