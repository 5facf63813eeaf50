package dev.tokenless.edit;

import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Step;
import dev.tokenless.ci.github.Workflow;
import dev.tokenless.ci.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Comparator;
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
        return pin(YamlEdits.of(workflow), YamlPath.step(job.id(), step.index()).key("uses"), commit, version)
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
        YamlNode root = edits.root();
        if (!(edits.node(uses).orElse(null) instanceof YamlNode.Scalar scalar) || root == null) {
            return edits.refuse("There is no action at " + uses + ".", "Write " + action + " by hand.");
        }
        if (scalar.text().equals(action)) {
            return edits;
        }
        return edits.splice(
                textEdits(new Layout(edits.text().text(), root), scalar, action, version),
                tree -> tree.with(uses, ScalarWriter.value(scalar, action)),
                "Write " + action + " by hand" + (version.isEmpty() ? "" : ", and " + version + " behind it") + ".");
    }

    /** The new value, and behind it on its line the version. */
    private static List<TextEdit> textEdits(Layout layout, YamlNode.Scalar uses, String action, String version) {
        List<TextEdit> edits = new ArrayList<>(ScalarWriter.replace(layout, uses, action));
        int end = uses.place().end();
        int lineEnd = layout.lineEnd(end);
        String rest = layout.text().substring(end, lineEnd);
        String comment = " # " + version;
        if (version.isEmpty()) {
            return edits;
        }
        if (rest.isBlank()) {
            edits.add(new TextEdit(end, lineEnd, comment));
        } else if (rest.stripLeading().startsWith("#")) {
            Matcher old = VERSION.matcher(rest);
            int from = end + rest.indexOf('#');
            edits.add(
                    old.find() && old.start() == rest.indexOf('#')
                            ? new TextEdit(from, end + old.end(), "# " + version)
                            : new TextEdit(from, from + 1, "# " + version));
        } else if (rest.indexOf('#') < 0) {
            edits.add(new TextEdit(lineEnd, lineEnd, comment));
        }
        return edits;
    }

    /**
     * An action to pin.
     *
     * @param uses the path of the {@code uses} value of a step or of a job
     */
    public record Pin(YamlPath uses, String commit, String version) {}

    /**
     * What comes of each pin alone. Each changes one value and the end of its line, so that what is proven of all
     * together is proven of each; only where all together are refused, each is proven by itself.
     */
    public static List<EditResult> each(Workflow workflow, List<Pin> pins) {
        YamlEdits none = YamlEdits.of(workflow);
        YamlNode root = none.root();
        List<List<TextEdit>> edits = new ArrayList<>();
        YamlValue meant = root == null ? null : YamlValue.of(root);
        Layout layout = root == null ? null : new Layout(workflow.source().text(), root);
        for (Pin pin : pins) {
            if (meant == null
                    || layout == null
                    || !(none.node(pin.uses()).orElse(null) instanceof YamlNode.Scalar uses)
                    || uses.text().indexOf('@') < 0
                    || uses.style() == YamlNode.Style.LITERAL
                    || uses.style() == YamlNode.Style.FOLDED) {
                return alone(none, pins);
            }
            String pinned = uses.text().substring(0, uses.text().indexOf('@') + 1) + pin.commit();
            edits.add(textEdits(layout, uses, pinned, pin.version()));
            meant = meant.with(pin.uses(), ScalarWriter.value(uses, pinned));
        }
        List<TextEdit> all = edits.stream().flatMap(List::stream).toList();
        YamlValue expected = meant;
        if (expected == null
                || overlap(all)
                || none.splice(all, _ -> expected, "").isRefused()) {
            return alone(none, pins);
        }
        String before = workflow.source().text();
        return edits.stream()
                .<EditResult>map(e -> new EditResult.Edited(
                        Editor.between(workflow.path(), before, Editor.splice(before, e)), false, List.of()))
                .toList();
    }

    private static List<EditResult> alone(YamlEdits none, List<Pin> pins) {
        return pins.stream()
                .map(p -> pin(none, p.uses(), p.commit(), p.version()).result())
                .toList();
    }

    private static boolean overlap(List<TextEdit> edits) {
        List<TextEdit> sorted = new ArrayList<>(edits);
        sorted.sort(Comparator.comparingInt(TextEdit::start).thenComparingInt(TextEdit::end));
        int at = -1;
        for (TextEdit edit : sorted) {
            if (edit.start() < at) {
                return true;
            }
            at = edit.end();
        }
        return false;
    }
}
