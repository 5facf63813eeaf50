package dev.tokenless.publish.catalogue;

import java.util.List;

/**
 * Where a tool takes a value from.
 *
 * @param env environment variables; one {@code *} stands for any letters
 * @param flags flags of the command line; a {@code *} at the end stands for anything
 * @param inputs inputs of an action
 */
public record Sources(List<String> env, List<String> flags, List<String> inputs) {
    public static final Sources NONE = new Sources(List.of(), List.of(), List.of());

    public Sources {
        env = List.copyOf(env);
        flags = List.copyOf(flags);
        inputs = List.copyOf(inputs);
    }

    /** Whether a name is meant by a pattern with at most one {@code *}. */
    public static boolean matches(String pattern, String name) {
        int star = pattern.indexOf('*');
        if (star < 0) {
            return pattern.equals(name);
        }
        String head = pattern.substring(0, star);
        String tail = pattern.substring(star + 1);
        return name.length() > head.length() + tail.length() && name.startsWith(head) && name.endsWith(tail);
    }
}
