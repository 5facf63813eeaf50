package dev.tokenless.ci.yaml;

/** Whose YAML a file is: each reader accepts and refuses other things. */
public enum YamlDialect {
    /**
     * Workflow and action files as GitHub reads them: exactly one document, no key twice (letter case ignored), aliases
     * but no merge keys, the core schema's tags only, at most 1,048,576 characters, 50,000 nodes with aliases counted
     * and 50 levels (actions/runner, src/Sdk/WorkflowParser: YamlObjectReader.cs, ParseOptions.cs, TemplateReader.cs).
     */
    GITHUB,
    /**
     * Pipelines as GitLab reads them: merge keys, {@code !reference} and other tags, a {@code spec:} document before
     * the pipeline, the last of equal keys wins. GitHub's limits bound the work here too.
     */
    GITLAB,
    /** Configuration files of other tools: as {@link #GITLAB}, but the first of several documents counts. */
    PLAIN
}
