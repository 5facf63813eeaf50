package dev.tokenless.edit;

import dev.tokenless.ci.github.Workflow;
import dev.tokenless.ci.yaml.Parsed;
import dev.tokenless.ci.yaml.YamlDialect;
import dev.tokenless.ci.yaml.YamlNode;
import dev.tokenless.ci.yaml.YamlReader;
import dev.tokenless.edit.YamlValue.Field;
import dev.tokenless.repo.SourceText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Edits of one YAML file, one after the other, each spliced into the text by position and proven: the text is parsed
 * again, and unless exactly the intended values differ, the edit and with it the whole is refused. Comments, blank
 * lines, quotes, indentation, flow style, anchors, line ends, byte order mark and a missing last line break stay. An
 * operation that finds its work done changes nothing, so that all of them may be applied twice.
 *
 * <p>Values are immutable: every operation answers the edits with itself added. Paths are those of the text as the
 * operations before have left it.
 */
public final class YamlEdits {
    private final SourceText original;
    private final YamlDialect dialect;
    private final SourceText current;
    private final @Nullable YamlNode root;
    private final EditResult.@Nullable Refused refused;
    private final Set<String> notes;
    private final boolean review;

    private YamlEdits(
            SourceText original,
            YamlDialect dialect,
            SourceText current,
            @Nullable YamlNode root,
            EditResult.@Nullable Refused refused,
            Set<String> notes,
            boolean review) {
        this.original = original;
        this.dialect = dialect;
        this.current = current;
        this.root = root;
        this.refused = refused;
        this.notes = notes;
        this.review = review;
    }

    /** No edits yet, of a file that GitHub reads. */
    public static YamlEdits of(SourceText source) {
        return of(source, YamlDialect.GITHUB);
    }

    /** No edits yet, of a workflow; its document is not read a second time. */
    public static YamlEdits of(Workflow workflow) {
        SourceText source = workflow.source();
        return new YamlEdits(source, YamlDialect.GITHUB, source, workflow.root(), null, Set.of(), false);
    }

    /** No edits yet. */
    public static YamlEdits of(SourceText source, YamlDialect dialect) {
        return switch (YamlReader.read(source, dialect)) {
            case Parsed.Document d -> new YamlEdits(source, dialect, source, d.root(), null, Set.of(), false);
            case Parsed.Invalid i ->
                new YamlEdits(
                        source,
                        dialect,
                        source,
                        null,
                        new EditResult.Refused(
                                source.path() + " cannot be read: "
                                        + i.problem().message() + ".",
                                "Correct the file first."),
                        Set.of(),
                        false);
        };
    }

    /** Where a new entry of a mapping goes. */
    public sealed interface Where {}

    /** Before all others. */
    public record First() implements Where {}

    /** Behind all others. */
    public record Last() implements Where {}

    /** Behind the first of these keys that is there; behind all others where none is. */
    public record After(List<String> keys) implements Where {
        public After {
            keys = List.copyOf(keys);
        }

        public After(String... keys) {
            this(List.of(keys));
        }
    }

    /** Before the first of these keys that is there; behind all others where none is. */
    public record Before(List<String> keys) implements Where {
        public Before {
            keys = List.copyOf(keys);
        }

        public Before(String... keys) {
            this(List.of(keys));
        }
    }

    /** What the text says now; null where the file could not be read. */
    public @Nullable YamlNode root() {
        return root;
    }

    /** The text as it is now. */
    public SourceText text() {
        return current;
    }

    /** Whether an operation was refused; all that follow do nothing. */
    public boolean isRefused() {
        return refused != null;
    }

    /** The node at a path as the text is now. */
    public Optional<YamlNode> node(YamlPath path) {
        Optional<YamlNode> node = Optional.ofNullable(root);
        for (YamlPath.Segment segment : path.segments()) {
            node = node.flatMap(n -> child(n, segment));
        }
        return node;
    }

    private static Optional<YamlNode> child(YamlNode node, YamlPath.Segment segment) {
        return switch (segment) {
            case YamlPath.Key(String name) -> node instanceof YamlNode.Mapping m ? m.get(name) : Optional.empty();
            case YamlPath.Index(int position) ->
                node instanceof YamlNode.Sequence s && position < s.items().size()
                        ? Optional.of(s.items().get(position))
                        : Optional.empty();
        };
    }

    /** The entry whose value stands at a path. */
    Optional<YamlNode.Entry> entry(YamlPath path) {
        return path.isRoot() || !(path.last() instanceof YamlPath.Key(String name))
                ? Optional.empty()
                : node(path.parent())
                        .filter(YamlNode.Mapping.class::isInstance)
                        .map(YamlNode.Mapping.class::cast)
                        .flatMap(m -> m.entry(name));
    }

    /** Says something to the user about these edits. */
    public YamlEdits note(String sentence) {
        Set<String> more = new LinkedHashSet<>(notes);
        more.add(sentence);
        return new YamlEdits(original, dialect, current, root, refused, more, review);
    }

    /** Marks these edits as to be reviewed before they are applied. */
    public YamlEdits review(String why) {
        YamlEdits noted = note(why);
        return new YamlEdits(original, dialect, current, root, refused, noted.notes, true);
    }

    /** Gives the whole up. */
    public YamlEdits refuse(String reason, String manual) {
        return refused != null
                ? this
                : new YamlEdits(
                        original, dialect, current, root, new EditResult.Refused(reason, manual), notes, review);
    }

    /** Sets the value under a key of the mapping at a path; a new key goes behind all others. */
    public YamlEdits set(YamlPath mapping, String key, YamlValue value) {
        return set(mapping, key, value, new Last());
    }

    /** Sets the value under a key of the mapping at a path. */
    public YamlEdits set(YamlPath mapping, String key, YamlValue value, Where where) {
        return set(mapping, new Field(key, value, List.of()), where, false);
    }

    /**
     * Sets an entry of the mapping at a path.
     *
     * @param spaced whether a blank line goes between a new entry and its neighbours, as between jobs
     */
    public YamlEdits set(YamlPath mapping, Field field, Where where, boolean spaced) {
        if (root == null || refused != null) {
            return this;
        }
        YamlPath path = mapping.key(field.key());
        Optional<YamlNode> present = node(path);
        if (present.isPresent() && YamlValue.of(present.get()).sameAs(field.value())) {
            return this;
        }
        Optional<YamlNode> holder = node(mapping);
        if (holder.isEmpty()) {
            return refuse(absent(mapping), "Set " + path + " by hand.");
        }
        EntryWriter writer = new EntryWriter(layout(root));
        Optional<List<TextEdit>> edits = present.isPresent()
                ? entry(path).map(e -> writer.replace(e, field.value()))
                : writer.insert(holder.get(), entry(mapping), field, where, spaced);
        return edits.map(e -> splice(e, tree -> tree.with(path, field.value()), "Set " + path + " by hand."))
                .orElseGet(() -> refuse(
                        current.path() + ": " + mapping + " is laid out in a way that cannot be edited safely.",
                        "Set " + path + " by hand."));
    }

    /** Replaces the scalar at a path and keeps its quotes. */
    public YamlEdits replace(YamlPath path, String text) {
        if (root == null || refused != null) {
            return this;
        }
        Optional<YamlNode> node = node(path);
        if (!(node.orElse(null) instanceof YamlNode.Scalar scalar)) {
            return refuse(absent(path), "Write " + text + " at " + path + " by hand.");
        }
        if (scalar.text().equals(text)) {
            return this;
        }
        YamlValue value = ScalarWriter.value(scalar, text);
        return splice(
                ScalarWriter.replace(layout(root), scalar, text),
                tree -> tree.with(path, value),
                "Change the value at " + path + " by hand.");
    }

    /** Removes what is at a path; a mapping that becomes empty goes with it, and so does an item that held only that. */
    public YamlEdits remove(YamlPath path) {
        return removeShared(List.of(path), Set.of());
    }

    /** As {@link #remove}, and comment lines directly above that speak of one of these words go with it. */
    public YamlEdits remove(YamlPath path, Set<String> words) {
        return removeShared(List.of(path), words);
    }

    /**
     * Removes an entry that is meant at all these paths: where an anchored mapping is replayed by aliases, an edit of it
     * changes every place, and that is right only when every place is meant.
     */
    public YamlEdits removeShared(List<YamlPath> paths, Set<String> words) {
        if (root == null || refused != null || node(paths.getFirst()).isEmpty()) {
            return this;
        }
        EntryRemoval removal = new EntryRemoval(layout(root), this, words);
        YamlPath widened = removal.widen(paths.getFirst());
        int up = paths.getFirst().segments().size() - widened.segments().size();
        Optional<List<TextEdit>> edits = removal.remove(widened);
        String manual = "Remove " + paths.getFirst() + " by hand.";
        return edits.map(e -> splice(
                        e,
                        tree -> {
                            YamlValue left = tree;
                            for (YamlPath path : paths) {
                                YamlPath wide = path;
                                for (int i = 0; i < up; i++) {
                                    wide = wide.parent();
                                }
                                left = left.without(wide);
                            }
                            return left;
                        },
                        manual))
                .orElseGet(() -> refuse(
                        current.path() + ": " + paths.getFirst()
                                + " is laid out in a way that cannot be edited safely.",
                        manual));
    }

    /** Puts an item before the one at a position of the sequence at a path; behind all others where there are fewer. */
    public YamlEdits insert(YamlPath sequence, int position, YamlValue item) {
        if (root == null || refused != null) {
            return this;
        }
        String manual = "Add to " + sequence + " by hand.";
        if (!(node(sequence).orElse(null) instanceof YamlNode.Sequence items)) {
            return refuse(absent(sequence), manual);
        }
        return new ItemWriter(layout(root))
                .insert(items, position, item)
                .map(e -> splice(e, tree -> tree.inserted(sequence, position, item), manual))
                .orElseGet(() -> refuse(
                        current.path() + ": " + sequence + " is laid out in a way that cannot be edited safely.",
                        manual));
    }

    /**
     * Splices prepared edits in.
     *
     * @param edits against the text as it is now
     * @param meant what the document should say afterwards, from what it says now
     * @param manual what to do by hand where it cannot be done
     */
    public YamlEdits splice(List<TextEdit> edits, UnaryOperator<YamlValue> meant, String manual) {
        if (root == null || refused != null) {
            return this;
        }
        SourceText next = new SourceText(current.path(), Editor.splice(current.text(), edits));
        YamlValue expected = meant.apply(YamlValue.of(root));
        return switch (YamlReader.read(next, dialect)) {
            case Parsed.Invalid i ->
                refuse(
                        "The edit of " + current.path() + " would not be "
                                + i.problem().message().replaceFirst("^not ", "") + ".",
                        manual);
            case Parsed.Document d ->
                YamlValue.of(d.root()).sameAs(expected)
                        ? new YamlEdits(original, dialect, next, d.root(), null, notes, review)
                        : refuse(
                                "The edit of " + current.path()
                                        + " would change more than it should, so nothing was changed.",
                                manual);
        };
    }

    private String absent(YamlPath path) {
        return current.path() + " has no " + path + " that could be edited.";
    }

    private static Layout layoutOf(String text, YamlNode root) {
        return new Layout(text, root);
    }

    private Layout layout(YamlNode root) {
        return layoutOf(current.text(), root);
    }

    /** What came of it. */
    public EditResult result() {
        if (refused != null) {
            return refused;
        }
        if (current.text().equals(original.text())) {
            return new EditResult.Unchanged();
        }
        return new EditResult.Edited(
                Editor.between(original.path(), original.text(), current.text()), review, new ArrayList<>(notes));
    }
}
