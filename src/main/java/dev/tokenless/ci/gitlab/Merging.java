package dev.tokenless.ci.gitlab;

import dev.tokenless.ci.yaml.YamlNode;
import dev.tokenless.ci.yaml.YamlNode.Entry;
import dev.tokenless.ci.yaml.YamlNode.Mapping;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lays one mapping over another as GitLab does: mappings are merged key by key, everything else is replaced. */
final class Merging {
    /** Hostile files could ask for far more work than they have characters. */
    private static final int MAX_STEPS = 500_000;

    private int steps;

    /** Whether so much was merged that the rest is left out. */
    boolean exhausted() {
        return steps > MAX_STEPS;
    }

    /** The result keeps the place of the mapping on top. */
    Mapping over(Mapping below, Mapping top) {
        steps += below.entries().size() + top.entries().size();
        if (exhausted()) {
            return top;
        }
        Map<String, Entry> entries = new LinkedHashMap<>();
        below.entries().forEach(e -> entries.put(e.key().text(), e));
        for (Entry entry : top.entries()) {
            Entry before = entries.get(entry.key().text());
            YamlNode value = entry.value();
            if (before != null && before.value() instanceof Mapping b && value instanceof Mapping t) {
                value = over(b, t);
            }
            entries.put(entry.key().text(), new Entry(entry.key(), value));
        }
        return new Mapping(List.copyOf(entries.values()), top.flow(), top.place(), top.aliased());
    }
}
