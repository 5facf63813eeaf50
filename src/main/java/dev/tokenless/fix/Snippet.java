package dev.tokenless.fix;

import java.util.Map;

/** The text of YAML that is put into a workflow. */
final class Snippet {
    private Snippet() {}

    /** A scalar, in quotes only where YAML needs them. */
    static String quoted(String text) {
        return text.matches("true|false|[0-9.]+")
                        || (text.matches("[A-Za-z0-9_./$(][^\\n\\t]*")
                                && !text.contains(": ")
                                && !text.contains(" #")
                                && !text.endsWith(":"))
                ? text
                : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }

    /** The inputs of an action that is an item of {@code steps}; nothing where it has none. */
    static String inputs(Map<String, String> inputs) {
        StringBuilder text = new StringBuilder(inputs.isEmpty() ? "" : "    with:\n");
        inputs.forEach((name, value) -> text.append("      ")
                .append(name)
                .append(": ")
                .append(quoted(value))
                .append('\n'));
        return text.toString();
    }
}
