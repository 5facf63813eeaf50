package dev.tokenless.ci.gitlab;

import dev.tokenless.ci.yaml.Parsed;
import dev.tokenless.ci.yaml.Shape;
import dev.tokenless.ci.yaml.YamlDialect;
import dev.tokenless.ci.yaml.YamlNode.Mapping;
import dev.tokenless.ci.yaml.YamlReader;
import dev.tokenless.repo.Problem;
import dev.tokenless.repo.SourceText;
import dev.tokenless.repo.SourceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code .gitlab-ci.yml} with what it includes from its own repository (docs.gitlab.com/ci/yaml). A value of the
 * wrong type is a problem with its place; the rest is read all the same.
 */
public final class PipelineReader {
    /** Where GitLab looks unless the project's settings name another file. */
    public static final String FILE = ".gitlab-ci.yml";

    private PipelineReader() {}

    /**
     * The answer to reading a pipeline.
     *
     * @param pipeline empty where there is no such file or it could not be read
     * @param unread those of the problems for which a whole file, included or not, is missing in the pipeline
     */
    public record Reading(Optional<GitLabPipeline> pipeline, List<Problem> problems, List<Problem> unread) {
        public Reading {
            problems = List.copyOf(problems);
            unread = List.copyOf(unread);
        }
    }

    /** The pipeline of a repository. */
    public static Reading read(SourceTree tree) {
        return read(tree, FILE);
    }

    /** The pipeline in another file than the usual one. */
    public static Reading read(SourceTree tree, String path) {
        return switch (tree.read(path)) {
            case SourceTree.Absent _ -> new Reading(Optional.empty(), List.of(), List.of());
            case SourceTree.Unread(Problem problem) -> unread(problem);
            case SourceTree.Text(SourceText source) -> read(tree, source);
        };
    }

    private static Reading unread(Problem problem) {
        return new Reading(Optional.empty(), List.of(problem), List.of(problem));
    }

    private static Reading read(SourceTree tree, SourceText source) {
        List<Problem> problems = new ArrayList<>();
        return switch (YamlReader.read(source, YamlDialect.GITLAB)) {
            case Parsed.Invalid(Problem problem) -> unread(problem);
            case Parsed.Document document -> {
                if (!(document.root() instanceof Mapping root)) {
                    yield unread(new Problem(
                            document.root().place(),
                            "A pipeline must be a mapping, and this file is " + Shape.kind(document.root()) + "."));
                }
                Includes includes = new Includes(tree, new Shape(problems));
                Mapping merged = includes.merged(source.path(), root, document.references());
                Inheritance inheritance = new Inheritance(merged, includes.references(), new Shape(problems));
                GitLabPipeline pipeline =
                        new JobReader(merged, inheritance, new Shape(problems)).pipeline(source, includes.elsewhere());
                yield new Reading(Optional.of(pipeline), problems, includes.unread());
            }
        };
    }
}
