package dev.tokenless.ci.github;

import dev.tokenless.ci.yaml.YamlNode;
import dev.tokenless.repo.SourceText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A composite action of the repository: steps that run inside the calling job, with its permissions and identity. Values
 * are as written; an input's {@code required} and {@code fallback} are the action's own.
 *
 * @param source {@code action.yml} or {@code action.yaml}
 * @param root the document as it stands in the file
 */
public record CompositeAction(
        SourceText source,
        @Nullable String name,
        Map<String, Trigger.Input> inputs,
        List<Step> steps,
        YamlNode.Mapping root) {
    public CompositeAction {
        inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        steps = List.copyOf(steps);
    }
}
