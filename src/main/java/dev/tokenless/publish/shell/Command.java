package dev.tokenless.publish.shell;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A simple command: what a shell would run as one program.
 *
 * @param words the program and its arguments; empty where the command only assigns
 * @param assignments the assignments in front of it
 * @param scope the subshell it runs in, an index into {@link Script#scopes()}; directory and variables that a
 *     subshell changes do not reach its parent
 * @param conditional whether it stands in a branch or behind {@code &&} or {@code ||}, so that it may not run
 * @param function the function in whose body it stands, null outside of functions
 * @param start offset of its first character in the script
 * @param end offset behind its last character
 */
public record Command(
        List<Word> words,
        List<Assignment> assignments,
        List<Redirect> redirects,
        int scope,
        boolean conditional,
        @Nullable String function,
        int start,
        int end) {
    public Command {
        words = List.copyOf(words);
        assignments = List.copyOf(assignments);
        redirects = List.copyOf(redirects);
    }

    /** {@code name=value}. */
    public record Assignment(String name, Word value) {}

    /**
     * A redirection.
     *
     * @param operator for example {@code >>}
     * @param target the file, or the delimiter of a here-document
     * @param body the text of a here-document or here-string, else null
     */
    public record Redirect(
            String operator, Word target, @Nullable Word body) {

        /** Whether the command's output goes into the target. */
        public boolean writes() {
            return operator.startsWith(">") || operator.startsWith("&>") || operator.startsWith("1>");
        }
    }
}
