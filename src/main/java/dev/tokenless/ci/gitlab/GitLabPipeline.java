package dev.tokenless.ci.gitlab;

import dev.tokenless.ci.yaml.YamlNode;
import dev.tokenless.repo.SourceText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A repository's pipeline.
 *
 * @param source the top-level file, which the claim {@code ci_config_ref_uri} names whatever file a job stands in
 * @param variables the pipeline's, values as written
 * @param workflowRules null where there are none
 * @param jobs without hidden ones
 * @param elsewhere what is included from other projects, addresses or GitLab itself and was not read
 */
public record GitLabPipeline(
        SourceText source,
        Map<String, String> variables,
        @Nullable List<Rule> workflowRules,
        List<PipelineJob> jobs,
        List<String> elsewhere,
        YamlNode.Mapping root) {
    public GitLabPipeline {
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        workflowRules = workflowRules == null ? null : List.copyOf(workflowRules);
        jobs = List.copyOf(jobs);
        elsewhere = List.copyOf(elsewhere);
    }
}
