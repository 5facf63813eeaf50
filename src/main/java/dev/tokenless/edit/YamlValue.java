package dev.tokenless.edit;

import dev.tokenless.ci.yaml.Parsed;
import dev.tokenless.ci.yaml.YamlDialect;
import dev.tokenless.ci.yaml.YamlNode;
import dev.tokenless.ci.yaml.YamlNode.Style;
import dev.tokenless.ci.yaml.YamlReader;
import dev.tokenless.repo.SourceText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a piece of YAML means, apart from how it is laid out, together with the wishes of how it is to be written where it
 * is new. {@link #sameAs} compares the meaning only.
 */
public sealed interface YamlValue {

    /**
     * A scalar.
     *
     * @param style how it is to be written; where that cannot hold the text it is quoted
     * @param comment behind it on its line, with its {@code #}; empty for none
     */
    record Scalar(String text, Style style, String comment) implements YamlValue {
        /** YAML 1.2 core schema, section 10.3.2: what a plain scalar may be besides a string. */
        private static final Pattern TYPED = Pattern.compile(
                "|~|null|Null|NULL|true|True|TRUE|false|False|FALSE|[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"
                        + "|[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?(\\.inf|\\.Inf|\\.INF)|\\.nan|\\.NaN|\\.NAN");

        boolean isString() {
            if (style != Style.PLAIN) {
                return true;
            }
            // Most texts begin with a letter that nothing else begins with.
            return !text.isEmpty()
                    && ("~nNtTfF+-.0123456789".indexOf(text.charAt(0)) < 0
                            || !TYPED.matcher(text).matches());
        }

        private String meaning() {
            if (isString()) {
                return text;
            }
            return text.isEmpty() || text.equals("~") || text.equalsIgnoreCase("null") ? "" : text;
        }
    }

    /** A sequence. */
    record Items(List<YamlValue> items, boolean flow) implements YamlValue {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** A mapping in its order. */
    record Fields(List<Field> fields, boolean flow) implements YamlValue {
        public Fields {
            fields = List.copyOf(fields);
        }

        Optional<Field> field(String key) {
            return fields.stream().filter(f -> f.key().equals(key)).findFirst();
        }
    }

    /**
     * One entry of a mapping.
     *
     * @param above comment lines above it, each with its {@code #}
     */
    record Field(String key, YamlValue value, List<String> above) {
        public Field {
            above = List.copyOf(above);
        }
    }

    /** A string, written plainly where that is possible. */
    static YamlValue text(String text) {
        Scalar plain = new Scalar(text, Style.PLAIN, "");
        return plain.isString() ? plain : new Scalar(text, Style.DOUBLE_QUOTED, "");
    }

    /** A plain scalar that YAML may read as a boolean or a number. */
    static YamlValue plain(String text) {
        return new Scalar(text, Style.PLAIN, "");
    }

    /** A sequence of strings in flow style. */
    static YamlValue flowItems(String... texts) {
        return new Items(Arrays.stream(texts).map(YamlValue::text).toList(), true);
    }

    /** A block mapping of strings. */
    static YamlValue fields(Map<String, String> values) {
        return new Fields(
                values.entrySet().stream()
                        .map(e -> new Field(e.getKey(), text(e.getValue()), List.of()))
                        .toList(),
                false);
    }

    /**
     * Reads a value that is written as YAML in the program's own texts; comments above entries and behind values are kept.
     *
     * @throws IllegalArgumentException where the text is not YAML, which is a bug of the caller
     */
    static YamlValue snippet(String yaml) {
        return switch (YamlReader.read(new SourceText("snippet", yaml), YamlDialect.PLAIN)) {
            case Parsed.Invalid i ->
                throw new IllegalArgumentException(i.problem().message() + ":\n" + yaml);
            case Parsed.Document d -> commented(d.root(), new Layout(yaml, d.root()));
        };
    }

    private static YamlValue commented(YamlNode node, Layout layout) {
        return switch (node) {
            case YamlNode.Scalar s -> {
                int end = s.place().end();
                String rest = layout.inFlow(end)
                        ? ""
                        : layout.text().substring(end, layout.lineEnd(end)).strip();
                yield new Scalar(s.text(), s.style(), rest.startsWith("#") ? rest : "");
            }
            case YamlNode.Sequence s ->
                new Items(s.items().stream().map(i -> commented(i, layout)).toList(), s.flow());
            case YamlNode.Mapping m ->
                new Fields(
                        m.entries().stream()
                                .map(e -> new Field(
                                        e.key().text(),
                                        commented(e.value(), layout),
                                        layout.commentsAbove(e.key().place().start()).stream()
                                                .map(c -> layout.line(c).strip())
                                                .toList()))
                                .toList(),
                        m.flow());
        };
    }

    /** What a node of a file means; its comments are left behind. */
    static YamlValue of(YamlNode node) {
        return switch (node) {
            case YamlNode.Scalar s -> new Scalar(s.text(), s.style(), "");
            case YamlNode.Sequence s ->
                new Items(s.items().stream().map(YamlValue::of).toList(), s.flow());
            case YamlNode.Mapping m ->
                new Fields(
                        m.entries().stream()
                                .map(e -> new Field(e.key().text(), of(e.value()), List.of()))
                                .toList(),
                        m.flow());
        };
    }

    /** Whether both mean the same; the order of a mapping's entries and every question of layout are left out. */
    default boolean sameAs(YamlValue other) {
        return switch (this) {
            case Scalar a ->
                other instanceof Scalar b
                        && a.isString() == b.isString()
                        && a.meaning().equals(b.meaning());
            case Items a -> {
                if (!(other instanceof Items b) || a.items().size() != b.items().size()) {
                    yield false;
                }
                boolean same = true;
                for (int i = 0; i < a.items().size() && same; i++) {
                    same = a.items().get(i).sameAs(b.items().get(i));
                }
                yield same;
            }
            case Fields a -> {
                if (!(other instanceof Fields b)
                        || a.fields().size() != b.fields().size()) {
                    yield false;
                }
                yield a.fields().stream()
                        .allMatch(f -> b.field(f.key())
                                .map(g -> f.value().sameAs(g.value()))
                                .orElse(false));
            }
        };
    }

    /** The value at a path below this one. */
    default Optional<YamlValue> at(YamlPath path) {
        Optional<YamlValue> found = Optional.of(this);
        for (YamlPath.Segment segment : path.segments()) {
            found = found.flatMap(v -> v.child(segment));
        }
        return found;
    }

    private Optional<YamlValue> child(YamlPath.Segment segment) {
        return switch (segment) {
            case YamlPath.Key(String name) ->
                this instanceof Fields f ? f.field(name).map(Field::value) : Optional.empty();
            case YamlPath.Index(int position) ->
                this instanceof Items i && position >= 0 && position < i.items().size()
                        ? Optional.of(i.items().get(position))
                        : Optional.empty();
        };
    }

    /** This value with the one at a path replaced, or added at the end where the mapping has no such key yet. */
    default YamlValue with(YamlPath path, YamlValue value) {
        if (path.isRoot()) {
            return value;
        }
        YamlPath.Segment first = path.segments().getFirst();
        YamlPath rest = new YamlPath(path.segments().subList(1, path.segments().size()));
        return switch (first) {
            case YamlPath.Key(String name) -> {
                // Nothing behind a key is an empty mapping that waits for its first entry.
                Fields fields = this instanceof Fields f ? f : new Fields(List.of(), false);
                YamlValue inner = fields.field(name).map(Field::value).orElse(new Fields(List.of(), false));
                Field changed = new Field(name, inner.with(rest, value), List.of());
                List<Field> all = new ArrayList<>(fields.fields());
                int at = all.stream().map(Field::key).toList().indexOf(name);
                if (at < 0) {
                    all.add(changed);
                } else {
                    all.set(at, changed);
                }
                yield new Fields(all, fields.flow());
            }
            case YamlPath.Index(int position) -> {
                Items items = this instanceof Items i ? i : new Items(List.of(), false);
                List<YamlValue> all = new ArrayList<>(items.items());
                if (position >= all.size()) {
                    all.add(value);
                } else {
                    all.set(position, all.get(position).with(rest, value));
                }
                yield new Items(all, items.flow());
            }
        };
    }

    /** This value with an item put before the one at a position of the sequence at a path. */
    default YamlValue inserted(YamlPath sequence, int position, YamlValue value) {
        List<YamlValue> all = new ArrayList<>(at(sequence).orElse(this) instanceof Items i ? i.items() : List.of());
        all.add(Math.min(position, all.size()), value);
        return with(sequence, new Items(all, false));
    }

    /** This value without what is at a path. */
    default YamlValue without(YamlPath path) {
        YamlPath parent = path.parent();
        Optional<YamlValue> holder = at(parent);
        if (holder.isEmpty()) {
            return this;
        }
        if (holder.get() instanceof Fields f && path.last() instanceof YamlPath.Key(String name)) {
            List<Field> left =
                    f.fields().stream().filter(x -> !x.key().equals(name)).toList();
            return with(parent, new Fields(left, f.flow()));
        }
        if (holder.get() instanceof Items i && path.last() instanceof YamlPath.Index(int position)) {
            List<YamlValue> left = new ArrayList<>(i.items());
            if (position < left.size()) {
                left.remove(position);
            }
            return with(parent, new Items(left, i.flow()));
        }
        return this;
    }
}
