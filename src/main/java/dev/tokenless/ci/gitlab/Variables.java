package dev.tokenless.ci.gitlab;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** GitLab's {@code $NAME} and <code>${NAME}</code> in values of the pipeline file. */
public final class Variables {
    private static final Pattern USE =
            Pattern.compile("\\$\\$|\\$(?:\\{([A-Za-z_][A-Za-z0-9_]*)}|([A-Za-z_][A-Za-z0-9_]*))");
    private static final int MAX_ROUNDS = 5;
    private static final int MAX_CHARACTERS = 10_000;

    private Variables() {}

    /** Whether the text uses a variable. */
    public static boolean usesAny(String text) {
        return USE.matcher(text).find();
    }

    /** The text with its variables filled in; empty where one of them is not among the given. */
    public static Optional<String> fill(String text, Map<String, String> values) {
        String filled = text;
        for (int round = 0; round < MAX_ROUNDS && usesAny(filled); round++) {
            Matcher use = USE.matcher(filled);
            StringBuilder next = new StringBuilder();
            while (use.find()) {
                String name = use.group(1) == null ? use.group(2) : use.group(1);
                String value = name == null ? null : values.get(name);
                if (value == null || next.length() + value.length() > MAX_CHARACTERS) {
                    return Optional.empty();
                }
                use.appendReplacement(next, Matcher.quoteReplacement(value));
            }
            use.appendTail(next);
            filled = next.toString();
        }
        return usesAny(filled) ? Optional.empty() : Optional.of(filled);
    }
}
