package dev.tokenless.check.rules;

import dev.tokenless.ci.yaml.YamlNode;
import dev.tokenless.repo.Place;

/** Where an entry of a mapping stands for a reader: on the line of its key. */
final class Entries {
    private Entries() {}

    /** The key with its value where both are on one line, else the key; otherwise what stands instead. */
    static Place place(YamlNode.Mapping mapping, String key, Place otherwise) {
        return mapping.entry(key).map(Entries::place).orElse(otherwise);
    }

    private static Place place(YamlNode.Entry entry) {
        Place key = entry.key().place();
        Place value = entry.value().place();
        boolean oneLine = value.line() == key.line()
                && value.endLine() == key.line()
                && value.start() >= key.end()
                && value.path().equals(key.path());
        return oneLine
                ? new Place(
                        key.path(),
                        key.start(),
                        value.end(),
                        key.line(),
                        key.column(),
                        value.endLine(),
                        value.endColumn())
                : key;
    }
}
