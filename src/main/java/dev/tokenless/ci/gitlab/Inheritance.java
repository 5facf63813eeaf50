package dev.tokenless.ci.gitlab;

import dev.tokenless.ci.yaml.Shape;
import dev.tokenless.ci.yaml.YamlNode;
import dev.tokenless.ci.yaml.YamlNode.Entry;
import dev.tokenless.ci.yaml.YamlNode.Mapping;
import dev.tokenless.ci.yaml.YamlNode.Scalar;
import dev.tokenless.ci.yaml.YamlNode.Sequence;
import dev.tokenless.repo.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What jobs take over from others: {@code extends}, then {@code !reference}, in GitLab's order. */
final class Inheritance {
    /** GitLab's bounds: eleven levels of extends, ten of references (docs.gitlab.com/ci/yaml). */
    private static final int MAX_EXTENDS = 11;

    private static final int MAX_REFERENCES = 10;
    private static final int MAX_NODES = 100_000;

    private final Mapping root;
    private final Set<Place> references;
    private final Shape shape;
    private final Merging merging = new Merging();
    private final Map<String, Mapping> extended = new HashMap<>();
    private final Set<String> onTheWay = new HashSet<>();
    private int nodes;
    private boolean complained;

    Inheritance(Mapping root, Set<Place> references, Shape shape) {
        this.root = root;
        this.references = references;
        this.shape = shape;
    }

    /** The body of a job or template over everything that it extends, references not yet filled in. */
    Mapping extended(String name, Mapping body) {
        Mapping known = extended.get(name);
        if (known != null) {
            return known;
        }
        YamlNode parents = body.get("extends").orElse(null);
        if (parents == null || Shape.isNull(parents)) {
            extended.put(name, body);
            return body;
        }
        if (onTheWay.size() >= MAX_EXTENDS || !onTheWay.add(name)) {
            shape.problem(parents.place(), "'" + name + "' extends itself, or through more levels than GitLab allows.");
            return body;
        }
        Mapping below = null;
        for (String parent : shape.texts(parents, "extends")) {
            Optional<Mapping> found = root.mapping(parent);
            if (found.isEmpty()) {
                shape.problem(parents.place(), "'" + name + "' extends '" + parent + "', which is not here.");
                continue;
            }
            Mapping whole = extended(parent, found.get());
            below = below == null ? whole : merging.over(below, whole);
        }
        onTheWay.remove(name);
        Mapping result = below == null ? body : merging.over(below, body);
        if (merging.exhausted() && !complained) {
            complained = true;
            shape.problem(body.place(), "The pipeline extends too much to be followed; the rest is left out.");
        }
        extended.put(name, result);
        return result;
    }

    /** The node with every {@code !reference} in it replaced by what it names. */
    YamlNode resolved(YamlNode node) {
        return resolved(node, 0);
    }

    private YamlNode resolved(YamlNode node, int depth) {
        if (++nodes > MAX_NODES) {
            return node;
        }
        return switch (node) {
            case Scalar s -> s;
            case Sequence s when references.contains(s.place()) -> referenced(s, depth);
            case Sequence s -> {
                List<YamlNode> items = new ArrayList<>();
                s.items().forEach(i -> items.add(resolved(i, depth)));
                yield new Sequence(items, s.flow(), s.place(), s.aliased());
            }
            case Mapping m -> {
                List<Entry> entries = new ArrayList<>();
                m.entries().forEach(e -> entries.add(new Entry(e.key(), resolved(e.value(), depth))));
                yield new Mapping(entries, m.flow(), m.place(), m.aliased());
            }
        };
    }

    private YamlNode referenced(Sequence reference, int depth) {
        List<String> path = shape.texts(reference, "!reference");
        YamlNode found = path.isEmpty() || depth >= MAX_REFERENCES ? null : target(path);
        if (found == null) {
            shape.problem(
                    reference.place(),
                    "'!reference [" + String.join(", ", path) + "]' names nothing that is here, or goes too deep.");
            return new Sequence(List.of(), true, reference.place(), false);
        }
        return resolved(found, depth + 1);
    }

    private @Nullable YamlNode target(List<String> path) {
        YamlNode at = root.mapping(path.getFirst())
                .map(m -> (YamlNode) extended(path.getFirst(), m))
                .or(() -> root.get(path.getFirst()))
                .orElse(null);
        for (String key : path.subList(1, path.size())) {
            at = at instanceof Mapping m ? m.get(key).orElse(null) : null;
        }
        return at;
    }
}
