package dev.tokenless.ci.yaml;

import dev.tokenless.ci.yaml.YamlNode.Entry;
import dev.tokenless.ci.yaml.YamlNode.Mapping;
import dev.tokenless.ci.yaml.YamlNode.Scalar;
import dev.tokenless.ci.yaml.YamlNode.Sequence;
import dev.tokenless.ci.yaml.YamlReader.Refusal;
import dev.tokenless.repo.Place;
import dev.tokenless.repo.SourceText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.parser.ParserImpl;

/** Builds the positioned tree from the library's events; recursion is bounded by the depth that is allowed. */
final class TreeBuilder {
    /** GitHub's bounds (actions/runner, ParseOptions.cs and YamlObjectReader.cs). */
    private static final int MAX_NODES = 50_000;

    private static final int MAX_DEPTH = 50;
    private static final String CORE = "tag:yaml.org,2002:";
    private static final Set<String> SCALAR_TAGS =
            Set.of("!", CORE + "str", CORE + "bool", CORE + "int", CORE + "float", CORE + "null");
    private static final Set<String> COLLECTION_TAGS = Set.of("!", CORE + "map", CORE + "seq");

    private final SourceText source;
    private final String text;
    private final YamlDialect dialect;
    private final CodePoints points;
    private final ParserImpl events;
    private final Map<String, Anchored> anchors = new HashMap<>();
    private final Set<Place> shared = new LinkedHashSet<>();
    private final Set<Place> references = new LinkedHashSet<>();
    private int nodes;
    /** The deepest level that was reached since it was last asked for; aliases add the depth of what they replay. */
    private int deepest;
    /** Where the node that was built last ends in the text; behind the alias where it was one. */
    private int end;

    TreeBuilder(SourceText source, YamlDialect dialect, CodePoints points, ParserImpl events) {
        this.source = source;
        this.text = source.text();
        this.dialect = dialect;
        this.points = points;
        this.events = events;
    }

    /** An anchored node with what replaying it costs. */
    private static final class Anchored {
        final YamlNode node;
        final int nodes;
        final int height;

        @Nullable
        YamlNode replay;

        Anchored(YamlNode node, int nodes, int height) {
            this.node = node;
            this.nodes = nodes;
            this.height = height;
        }
    }

    Parsed document() {
        events.next();
        YamlNode root = null;
        while (events.checkEvent(Event.ID.DocumentStart)) {
            Event start = events.next();
            if (root != null && dialect == YamlDialect.GITHUB) {
                throw new Refusal(offset(start.getStartMark()), "a second document begins; only one is allowed");
            }
            YamlNode document = node(1);
            events.next();
            if (root == null || dialect == YamlDialect.GITLAB) {
                root = document;
            }
            if (dialect == YamlDialect.PLAIN) {
                break;
            }
            anchors.clear();
        }
        if (root == null) {
            throw new Refusal(0, "the file is empty");
        }
        return new Parsed.Document(root, List.copyOf(shared), references);
    }

    private YamlNode node(int depth) {
        Event event = events.next();
        if (++nodes > MAX_NODES) {
            throw tooMany(event);
        }
        if (event instanceof AliasEvent alias) {
            return replay(alias, depth);
        }
        String anchor = event instanceof NodeEvent n
                ? n.getAnchor().map(a -> a.getValue()).orElse(null)
                : null;
        if (anchor != null) {
            // Until the node is complete its name is unknown, so that it cannot hold itself.
            anchors.remove(anchor);
        }
        int nodesBefore = nodes;
        int deepestBefore = deepest;
        deepest = depth;
        YamlNode node;
        if (event instanceof ScalarEvent scalar) {
            node = scalar(scalar);
        } else if (event instanceof CollectionStartEvent collection) {
            if (depth > MAX_DEPTH) {
                throw new Refusal(offset(event.getStartMark()), "nested more than " + MAX_DEPTH + " levels deep");
            }
            node = event.getEventId() == Event.ID.MappingStart
                    ? mapping(collection, depth)
                    : sequence(collection, depth);
        } else {
            throw new Refusal(offset(event.getStartMark()), "a value is missing");
        }
        if (anchor != null) {
            anchors.put(anchor, new Anchored(node, nodes - nodesBefore + 1, deepest - depth));
        }
        deepest = Math.max(deepest, deepestBefore);
        return node;
    }

    private YamlNode replay(AliasEvent alias, int depth) {
        String name = alias.getAlias().getValue();
        Anchored anchored = anchors.get(name);
        if (anchored == null) {
            throw new Refusal(offset(alias.getStartMark()), "unknown anchor '" + name + "'");
        }
        nodes += anchored.nodes - 1;
        if (nodes > MAX_NODES) {
            throw tooMany(alias);
        }
        int reached = depth + anchored.height;
        if (reached > MAX_DEPTH && !(anchored.node instanceof Scalar)) {
            throw new Refusal(offset(alias.getStartMark()), "nested more than " + MAX_DEPTH + " levels deep");
        }
        deepest = Math.max(deepest, reached);
        shared.add(anchored.node.place());
        YamlNode replay = anchored.replay;
        if (replay == null) {
            replay = asAliased(anchored.node);
            anchored.replay = replay;
        }
        end = offset(alias.getEndMark());
        return replay;
    }

    private static YamlNode asAliased(YamlNode node) {
        if (node.aliased()) {
            return node;
        }
        return switch (node) {
            case Scalar s -> new Scalar(s.text(), s.style(), s.place(), true);
            case Sequence s ->
                new Sequence(s.items().stream().map(TreeBuilder::asAliased).toList(), s.flow(), s.place(), true);
            case Mapping m ->
                new Mapping(
                        m.entries().stream()
                                .map(e -> new Entry((Scalar) asAliased(e.key()), asAliased(e.value())))
                                .toList(),
                        m.flow(),
                        m.place(),
                        true);
        };
    }

    private Refusal tooMany(Event event) {
        return new Refusal(
                offset(event.getStartMark()),
                String.format(Locale.ROOT, "more than %,d values, those that aliases repeat counted", MAX_NODES));
    }

    private Scalar scalar(ScalarEvent event) {
        int start = offset(event.getStartMark());
        int stop = offset(event.getEndMark());
        refuseTag(event.getTag(), SCALAR_TAGS, start);
        start = behindProperties(
                start, stop, event.getAnchor().isPresent() || event.getTag().isPresent());
        YamlNode.Style style = style(event.getScalarStyle());
        if (style == YamlNode.Style.LITERAL || style == YamlNode.Style.FOLDED) {
            // The library counts the blank lines behind a block as its own.
            while (stop > start && Character.isWhitespace(text.charAt(stop - 1))) {
                stop--;
            }
        }
        end = stop;
        return new Scalar(event.getValue(), style, source.place(start, stop), false);
    }

    private static YamlNode.Style style(ScalarStyle style) {
        return switch (style) {
            case SINGLE_QUOTED -> YamlNode.Style.SINGLE_QUOTED;
            case DOUBLE_QUOTED -> YamlNode.Style.DOUBLE_QUOTED;
            case LITERAL -> YamlNode.Style.LITERAL;
            case FOLDED -> YamlNode.Style.FOLDED;
            case PLAIN, JSON_SCALAR_STYLE -> YamlNode.Style.PLAIN;
        };
    }

    private Sequence sequence(CollectionStartEvent event, int depth) {
        int start = start(event);
        List<YamlNode> items = new ArrayList<>();
        int stop = start;
        while (!events.checkEvent(Event.ID.SequenceEnd)) {
            items.add(node(depth + 1));
            stop = end;
        }
        Place place = close(event, start, stop);
        if (event.getTag().filter("!reference"::equals).isPresent()) {
            references.add(place);
        }
        return new Sequence(items, event.isFlow(), place, false);
    }

    private Mapping mapping(CollectionStartEvent event, int depth) {
        int start = start(event);
        Map<String, Entry> entries = new LinkedHashMap<>();
        List<Mapping> merged = new ArrayList<>();
        int stop = start;
        while (!events.checkEvent(Event.ID.MappingEnd)) {
            int keyStart = offset(events.peekEvent().getStartMark());
            YamlNode key = node(depth + 1);
            int keyEnd = end;
            YamlNode value = node(depth + 1);
            stop = Math.max(keyEnd, end);
            if (!(key instanceof Scalar name)) {
                if (dialect == YamlDialect.GITHUB) {
                    throw new Refusal(keyStart, "a list or mapping stands where a key is expected");
                }
                continue;
            }
            if (dialect != YamlDialect.GITHUB && name.text().equals("<<") && name.style() == YamlNode.Style.PLAIN) {
                collectMerged(value, merged);
                continue;
            }
            add(entries, new Entry(name, value), keyStart);
        }
        merge(entries, merged);
        return new Mapping(List.copyOf(entries.values()), event.isFlow(), close(event, start, stop), false);
    }

    private void add(Map<String, Entry> entries, Entry entry, int keyStart) {
        String name = entry.key().text();
        if (dialect != YamlDialect.GITHUB) {
            entries.put(name, entry);
            return;
        }
        // GitHub compares keys by their upper-case form, so that Name and name are one key.
        Entry before = entries.putIfAbsent(name.toUpperCase(Locale.ROOT), entry);
        if (before != null) {
            throw new Refusal(
                    keyStart,
                    "'" + name + "' is already defined on line "
                            + before.key().place().line());
        }
    }

    private static void collectMerged(YamlNode value, List<Mapping> merged) {
        if (value instanceof Mapping m) {
            merged.add(m);
        } else if (value instanceof Sequence s) {
            s.items().forEach(i -> collectMerged(i, merged));
        }
    }

    /** A key of the mapping itself wins over a merged one, and an earlier merged one over a later. */
    private void merge(Map<String, Entry> entries, List<Mapping> merged) {
        for (Mapping mapping : merged) {
            for (Entry entry : mapping.entries()) {
                if (entries.putIfAbsent(entry.key().text(), entry) == null && ++nodes > MAX_NODES) {
                    throw new Refusal(mapping.place().start(), "merge keys repeat too many values");
                }
            }
        }
    }

    private int start(CollectionStartEvent event) {
        int start = offset(event.getStartMark());
        Set<String> allowed = COLLECTION_TAGS;
        refuseTag(event.getTag(), allowed, start);
        return behindProperties(
                start,
                text.length(),
                event.getAnchor().isPresent() || event.getTag().isPresent());
    }

    /** A block collection ends behind its last value: the library notices its end only at the next key. */
    private Place close(CollectionStartEvent event, int start, int lastEnd) {
        Event close = events.next();
        end = event.isFlow() ? offset(close.getEndMark()) : lastEnd;
        return source.place(start, Math.max(start, end));
    }

    private void refuseTag(Optional<String> tag, Set<String> allowed, int offset) {
        if (dialect == YamlDialect.GITHUB && tag.isPresent() && !allowed.contains(tag.get())) {
            throw new Refusal(offset, "the tag '" + tag.get().replace(CORE, "!!") + "' is not allowed");
        }
    }

    /** The offset behind {@code &anchor} and {@code !tag}, which the library counts as a part of the node. */
    private int behindProperties(int start, int limit, boolean present) {
        if (!present) {
            return start;
        }
        int at = start;
        while (at < limit) {
            char c = text.charAt(at);
            if (c == '&' || c == '!') {
                while (at < limit && !Character.isWhitespace(text.charAt(at))) {
                    at++;
                }
            } else if (c == '#') {
                while (at < limit && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
                    at++;
                }
            } else if (Character.isWhitespace(c)) {
                at++;
            } else {
                return at;
            }
        }
        return limit;
    }

    private int offset(Optional<Mark> mark) {
        return points.utf16(mark.map(Mark::getIndex).orElse(0));
    }
}
