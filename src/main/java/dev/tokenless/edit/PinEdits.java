package dev.tokenless.edit;

import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Step;
import dev.tokenless.ci.github.Workflow;
import dev.tokenless.ci.yaml.YamlNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pins an action to a commit and keeps the version readable behind it. */
public final class PinEdits {
    /** What tools that keep pins up to date read: a version at the beginning of the comment. */
    private static final Pattern VERSION = Pattern.compile(
            "#\\s*(tag[=:]\\s*|pin@)?v?\\d+(\\.\\d+)*\\S*|#\\s*(release/v\\d\\S*|main|master)(?=\\s|$)");

    private PinEdits() {}

    /** {@link #pin(YamlEdits, YamlPath, String, String)} of one step. */
    public static EditResult pin(Workflow workflow, Job job, Step step, String commit, String version) {
        return pin(
                        YamlEdits.of(workflow.source()),
                        YamlPath.step(job.id(), step.index()).key("uses"),
                        commit,
                        version)
                .result();
    }

    /**
     * Replaces what stands behind the {@code @} of a {@code uses:} by a commit and writes the version as a comment behind
     * it; a comment that names another version is replaced, any other stays behind the new one.
     *
     * @param uses the path of the {@code uses} value of a step or of a job
     * @param commit the 40 hexadecimal digits
     * @param version the tag that names the commit, for example {@code v4.2.2}
     */
    public static YamlEdits pin(YamlEdits edits, YamlPath uses, String commit, String version) {
        Optional<YamlNode> node = edits.node(uses);
        String manual = "Pin the action to " + commit + " by hand.";
        if (edits.isRefused()) {
            return edits;
        }
        if (!(node.orElse(null) instanceof YamlNode.Scalar scalar)
                || scalar.text().indexOf('@') < 0) {
            return edits.refuse("There is no action at " + uses + ".", manual);
        }
        String pinned = scalar.text().substring(0, scalar.text().indexOf('@') + 1) + commit;
        if (scalar.text().equals(pinned)) {
            return edits;
        }
        return use(edits, uses, pinned, version);
    }

    /** Replaces the whole value of a {@code uses:}, its version as the comment behind it. */
    public static YamlEdits use(YamlEdits edits, YamlPath uses, String action, String version) {
        if (!(edits.node(uses).orElse(null) instanceof YamlNode.Scalar scalar) || edits.root() == null) {
            return edits.refuse("There is no action at " + uses + ".", "Write " + action + " by hand.");
        }
        if (scalar.text().equals(action)) {
            return edits;
        }
        YamlEdits replaced = edits.replace(uses, action);
        if (replaced.isRefused() || version.isEmpty()) {
            return replaced;
        }
        YamlNode now = replaced.node(uses).orElseThrow();
        String text = replaced.text().text();
        YamlNode root = replaced.root();
        if (root == null) {
            return replaced;
        }
        int end = now.place().end();
        int lineEnd = new Layout(text, root).lineEnd(end);
        String rest = text.substring(end, lineEnd);
        String comment = " # " + version;
        TextEdit edit;
        if (rest.isBlank()) {
            edit = new TextEdit(end, lineEnd, comment);
        } else if (rest.stripLeading().startsWith("#")) {
            Matcher old = VERSION.matcher(rest);
            int from = end + rest.indexOf('#');
            edit = old.find() && old.start() == rest.indexOf('#')
                    ? new TextEdit(from, end + old.end(), "# " + version)
                    : new TextEdit(from, from + 1, "# " + version);
        } else if (rest.indexOf('#') >= 0) {
            return replaced;
        } else {
            edit = new TextEdit(lineEnd, lineEnd, comment);
        }
        return replaced.splice(List.of(edit), tree -> tree, "Write " + version + " behind the action.");
    }
}
