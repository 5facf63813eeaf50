package dev.tokenless.fix;

import dev.tokenless.ci.github.Step;
import dev.tokenless.ci.github.Workflow;
import dev.tokenless.ci.yaml.YamlNode;
import dev.tokenless.edit.ActionPins;
import java.util.List;
import java.util.stream.Stream;

/**
 * The artifact in which the built distributions go from the job that builds to the jobs that upload.
 *
 * @param legs whether each leg of a matrix hands over its own
 */
record Distributions(String artifact, boolean legs, ActionPins pins) {

    /** An artifact's name that none of the workflows uses for something else. */
    static String freeName(Stream<Workflow> workflows) {
        boolean taken = workflows
                .flatMap(w -> w.jobs().stream())
                .flatMap(j -> j.steps().stream())
                .anyMatch(s -> "actions/upload-artifact".equalsIgnoreCase(s.action())
                        && s.with().getOrDefault("name", "").startsWith("dist"));
        return taken ? "python-distributions" : "dist";
    }

    /** The step that hands over what the upload would have sent, on the upload's condition. */
    String handOver(PythonUpload upload) {
        String condition = upload.step().condition();
        return "name: Hand the distributions over\n"
                + (condition == null ? "" : "if: " + Snippet.quoted(condition) + "\n")
                + "uses: " + pins.use("actions/upload-artifact", true) + "\n"
                + "with:\n"
                + "  name: " + artifact + (legs ? "-${{ strategy.job-index }}" : "") + "\n"
                + "  path: " + upload.folder() + "/\n"
                + "  if-no-files-found: error\n";
    }

    /** The step that fetches them, as an item of {@code steps}. */
    String download() {
        return "  - uses: " + pins.use("actions/download-artifact", true) + "\n"
                + "    with:\n"
                + (legs
                        ? "      pattern: " + artifact + "-*\n      merge-multiple: true\n"
                        : "      name: " + artifact + "\n")
                + "      path: dist/\n";
    }

    /** The steps with which a job that has no build of its own fetches them, as items of {@code steps}. */
    static List<String> downloads(JobDraft job) {
        return job.job().steps().stream()
                .flatMap(step -> download(job.workflow(), step))
                .toList();
    }

    private static Stream<String> download(Workflow workflow, Step step) {
        YamlNode.Scalar uses = step.uses();
        return uses != null && isDownload(step)
                ? Stream.of("  - uses: " + uses.text() + comment(workflow, uses) + "\n" + Snippet.inputs(step.with()))
                : Stream.empty();
    }

    static boolean isDownload(Step step) {
        return "actions/download-artifact".equalsIgnoreCase(step.action());
    }

    /** The comment behind a value, which for an action says which version a commit is. */
    private static String comment(Workflow workflow, YamlNode.Scalar value) {
        String source = workflow.source().text();
        String rest = source.substring(value.place().end()).lines().findFirst().orElse("");
        return rest.matches("\\s+#.*") ? " " + rest.strip() : "";
    }
}
