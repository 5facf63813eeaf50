package dev.tokenless.publish.shell;

import java.util.List;
import java.util.Optional;

/**
 * One word of a command after quotes are taken away.
 *
 * @param start offset of its first character in the script
 * @param end offset behind its last character
 */
public record Word(List<Part> parts, int start, int end) {
    public Word {
        parts = List.copyOf(parts);
    }

    /** A stretch of a word. */
    public sealed interface Part {}

    /** Text that stands for itself. */
    public record Text(String text) implements Part {}

    /**
     * A variable of the shell or of the environment.
     *
     * @param fallback what <code>${NAME:-text}</code> gives where the variable is unset, else empty
     */
    public record Variable(String name, String fallback) implements Part {}

    /**
     * An expression that the CI system replaces before the shell runs.
     *
     * @param body what stands between <code>${{</code> and <code>}}</code>, without the blanks around it
     */
    public record Expression(String body) implements Part {}

    /** The output of a command; its commands are read as commands of their own. */
    public record Output(String script) implements Part {}

    /** The word as it is when nothing in it has to be known first. */
    public Optional<String> literal() {
        if (parts.size() == 1 && parts.getFirst() instanceof Text(String text)) {
            return Optional.of(text);
        }
        StringBuilder all = new StringBuilder();
        for (Part part : parts) {
            if (!(part instanceof Text(String text))) {
                return Optional.empty();
            }
            all.append(text);
        }
        return Optional.of(all.toString());
    }

    /** The word with variables, expressions and outputs written as a reader would expect them. */
    public String shown() {
        StringBuilder all = new StringBuilder();
        for (Part part : parts) {
            switch (part) {
                case Text(String text) -> all.append(text);
                case Variable(String name, String _) ->
                    all.append("${").append(name).append('}');
                case Expression(String body) -> all.append("${{ ").append(body).append(" }}");
                case Output(String script) -> all.append("$(").append(script).append(')');
            }
        }
        return all.toString();
    }

    /** A word that stands for itself. */
    public static Word of(String text, int start, int end) {
        return new Word(text.isEmpty() ? List.of() : List.of(new Text(text)), start, end);
    }
}
