package dev.tokenless.ci.yaml;

import dev.tokenless.ci.yaml.YamlNode.Entry;
import dev.tokenless.ci.yaml.YamlNode.Mapping;
import dev.tokenless.ci.yaml.YamlNode.Scalar;
import dev.tokenless.ci.yaml.YamlNode.Sequence;
import dev.tokenless.repo.Place;
import dev.tokenless.repo.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes typed values out of a tree that may hold anything: what has the wrong type becomes a problem with its place and
 * counts as absent, so that the rest is read all the same.
 */
public final class Shape {
    private final List<Problem> problems;

    /** @param problems to which what is found wrong is added */
    public Shape(List<Problem> problems) {
        this.problems = problems;
    }

    /** Adds a problem. */
    public void problem(Place place, String message) {
        problems.add(new Problem(place, message));
    }

    /** The scalar's text; null where the key is absent or empty. */
    public @Nullable String text(Mapping in, String key) {
        Scalar scalar = scalar(in, key);
        return scalar == null ? null : scalar.text();
    }

    /** The scalar under the key; null where the key is absent or empty. */
    public @Nullable Scalar scalar(Mapping in, String key) {
        YamlNode node = in.get(key).orElse(null);
        if (node == null) {
            return null;
        }
        if (node instanceof Scalar s) {
            return s.isNull() ? null : s;
        }
        wrong(node, key, "text");
        return null;
    }

    /** The mapping under the key; null where the key is absent or empty. */
    public @Nullable Mapping mapping(Mapping in, String key) {
        YamlNode node = in.get(key).orElse(null);
        if (node instanceof Mapping m) {
            return m;
        }
        if (node != null && !isNull(node)) {
            wrong(node, key, "a mapping");
        }
        return null;
    }

    /** The mapping under the key; null where it is absent, empty, or written as one expression. */
    public @Nullable Mapping mappingOrExpression(Mapping in, String key) {
        return in.get(key).filter(Shape::isExpression).isPresent() ? null : mapping(in, key);
    }

    /** The texts of a list, or of one scalar; null entries are left out. */
    public List<String> texts(Mapping in, String key) {
        YamlNode node = in.get(key).orElse(null);
        return node == null ? List.of() : texts(node, key);
    }

    /** The texts of a node that is a list or one scalar; null entries are left out. */
    public List<String> texts(YamlNode node, String key) {
        return switch (node) {
            case Scalar s -> s.isNull() ? List.of() : List.of(s.text());
            case Sequence list -> {
                List<String> texts = new ArrayList<>();
                for (YamlNode item : list.items()) {
                    if (item instanceof Scalar s) {
                        texts.add(s.text());
                    } else {
                        wrong(item, key, "a list of texts");
                    }
                }
                yield texts;
            }
            case Mapping m -> {
                wrong(m, key, "text or a list of texts");
                yield List.of();
            }
        };
    }

    /** The texts by key of the mapping under the key; a null is the empty text. */
    public Map<String, String> textByKey(Mapping in, String key) {
        Mapping values = mappingOrExpression(in, key);
        if (values == null) {
            return Map.of();
        }
        Map<String, String> texts = new LinkedHashMap<>();
        for (Entry entry : values.entries()) {
            String name = entry.key().text();
            if (entry.value() instanceof Scalar s) {
                texts.put(name, s.isNull() ? "" : s.text());
            } else if (!name.equals("<<")) {
                wrong(entry.value(), name, "text");
            }
        }
        return texts;
    }

    /** Adds the problem that a node is not what is expected, for example {@code a mapping}. */
    public void wrong(YamlNode node, String key, String expected) {
        problem(node.place(), "'" + key + "' must be " + expected + ", and here it is " + kind(node) + ".");
    }

    /** What a node is, in words. */
    public static String kind(YamlNode node) {
        return switch (node) {
            case Scalar s -> s.isNull() ? "empty" : "text";
            case Sequence _ -> "a list";
            case Mapping _ -> "a mapping";
        };
    }

    /** Whether the node is a null. */
    public static boolean isNull(YamlNode node) {
        return node instanceof Scalar s && s.isNull();
    }

    /** Whether the node is text that begins with an expression of GitHub's. */
    public static boolean isExpression(YamlNode node) {
        return node instanceof Scalar s && s.text().strip().startsWith("${{");
    }
}
