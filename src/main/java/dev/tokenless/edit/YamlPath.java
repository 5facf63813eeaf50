package dev.tokenless.edit;

import java.util.ArrayList;
import java.util.List;

/** The way from a document's root to a node: keys of mappings and positions in sequences. */
public record YamlPath(List<Segment> segments) {
    /** The root itself. */
    public static final YamlPath ROOT = new YamlPath(List.of());

    public YamlPath {
        segments = List.copyOf(segments);
    }

    /** One part of the way. */
    public sealed interface Segment {}

    /** The value under a key. */
    public record Key(String name) implements Segment {}

    /** The item at a position, from 0. */
    public record Index(int position) implements Segment {}

    /** The path that goes through these keys. */
    public static YamlPath keys(String... keys) {
        YamlPath path = ROOT;
        for (String key : keys) {
            path = path.key(key);
        }
        return path;
    }

    /** A job of a GitHub workflow. */
    public static YamlPath job(String id) {
        return keys("jobs", id);
    }

    /** A step of a GitHub workflow's job. */
    public static YamlPath step(String job, int index) {
        return job(job).key("steps").index(index);
    }

    public YamlPath key(String name) {
        return with(new Key(name));
    }

    public YamlPath index(int position) {
        return with(new Index(position));
    }

    private YamlPath with(Segment segment) {
        List<Segment> longer = new ArrayList<>(segments);
        longer.add(segment);
        return new YamlPath(longer);
    }

    /** Whether this is the root. */
    public boolean isRoot() {
        return segments.isEmpty();
    }

    /** The path without its last segment; the root's parent is the root. */
    public YamlPath parent() {
        return isRoot() ? this : new YamlPath(segments.subList(0, segments.size() - 1));
    }

    /** The last segment; not to be asked of the root. */
    public Segment last() {
        return segments.getLast();
    }

    /** For people: {@code jobs.publish.steps[2].with}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Segment segment : segments) {
            switch (segment) {
                case Key(String name) -> text.append(text.isEmpty() ? "" : ".").append(name);
                case Index(int position) -> text.append('[').append(position).append(']');
            }
        }
        return text.toString();
    }
}
