package dev.tokenless.ci.gitlab;

import dev.tokenless.ci.EnvironmentRef;
import dev.tokenless.ci.yaml.YamlNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job of a pipeline after {@code include}, {@code extends}, {@code default} and {@code !reference}. What was written in
 * another file or job carries its place there.
 *
 * @param variables the job's own over the pipeline's, as far as the job inherits them; values as written
 * @param idTokens the audiences by the variable's name, none where the file gives none
 * @param environment with the variables that the files give filled in
 * @param rules null where the job has none; then {@code only} and {@code except} count
 * @param only null where the job has none
 * @param except likewise
 * @param trigger whether the job starts another pipeline instead of running a script
 * @param node the job's body as it stands in the file
 * @param resolved the job's body after everything that it extends
 * @param key the job's name as it stands in the file
 */
public record PipelineJob(
        String name,
        String stage,
        @Nullable String image,
        List<ScriptLine> beforeScript,
        List<ScriptLine> script,
        List<ScriptLine> afterScript,
        Map<String, String> variables,
        Map<String, List<String>> idTokens,
        EnvironmentRef environment,
        @Nullable List<Rule> rules,
        @Nullable RefFilter only,
        @Nullable RefFilter except,
        String when,
        List<String> tags,
        List<String> needs,
        boolean trigger,
        YamlNode.Mapping node,
        YamlNode.Mapping resolved,
        YamlNode.Scalar key) {
    public PipelineJob {
        beforeScript = List.copyOf(beforeScript);
        script = List.copyOf(script);
        afterScript = List.copyOf(afterScript);
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        idTokens = Collections.unmodifiableMap(new LinkedHashMap<>(idTokens));
        rules = rules == null ? null : List.copyOf(rules);
        tags = List.copyOf(tags);
        needs = List.copyOf(needs);
    }

    /** The file in which the job is written. */
    public String path() {
        return key.place().path();
    }
}
