package dev.tokenless.publish.tasks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the commands that a program in JavaScript, Python or Ruby starts: the texts that it gives to the functions that
 * start programs. What it computes stays unknown.
 */
final class ProgramText {
    private static final Pattern CALL = Pattern.compile(String.join(
            "",
            "\\b(?:exec|execSync|execFile|execFileSync|spawn|spawnSync|execa|execaSync|execaCommand|execaCommandSync",
            "|\\$|sh|shell|run|runSync|runIfNotDry|runCommand|run_command|run_cmd|run_always|run_install",
            "|check_call|check_output|Popen|call|system|sh!|cmd|command|local|x)",
            "\\s*(?:\\.sync|\\.command|\\.commandSync)?\\s*(?:<[^>]{0,40}>)?\\s*\\(",
            "|\\$(?:\\([^`\\x0a]{0,80}?\\))?`",
            "|\\b(?:sh|system|exec)\\s+(?=[\"'])",
            "|(?:=|^|\\x0a)\\s*`"));
    /** A list of words that begins with a program which uploads. */
    private static final Pattern LIST = Pattern.compile(String.join(
            "",
            "[\\[(]\\s*(?:[\"']|\\*)",
            "(npm|pnpm|yarn|bun|lerna|twine|uv|poetry|flit|hatch|pdm|gem|cargo|maturin)",
            "\\b[\"']?\\s*,"));
    /** Libraries that publish when they are called, with the command that they amount to. */
    private static final Map<String, String> LIBRARIES = Map.of(
            "(?s).*nx/release.*\\breleasePublish\\s*\\(.*", "nx release publish",
            "(?s).*lerna/commands/publish.*\\bpublish\\s*\\(.*", "lerna publish",
            "(?s).*@vitejs/release-scripts.*\\bpublish\\s*\\(.*", "vite-release-scripts publish");
    /** Settings that a program makes hold for one of its cases, and nobody knows for which. */
    private static final Pattern SETTING =
            Pattern.compile("(?m)^\\s*(?:npm|pnpm|yarn)\\s+(?:config|set|login|adduser)\\b.*$");

    private static final int LONGEST = 400_000;

    private ProgramText() {}

    /** The commands as a shell script, one a line. */
    static String commands(String text) {
        String bounded = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        StringBuilder script = new StringBuilder();
        Matcher call = CALL.matcher(bounded);
        int from = 0;
        while (call.find(from)) {
            from = call.end();
            List<String> texts = new ArrayList<>();
            if (bounded.charAt(call.end() - 1) == '`') {
                int close = closing(bounded, call.end(), '`');
                texts.add(bounded.substring(call.end(), close));
                from = Math.min(close + 1, bounded.length());
            } else {
                literals(bounded, call.end(), texts);
            }
            append(script, texts);
            if (from >= bounded.length()) {
                break;
            }
        }
        Matcher list = LIST.matcher(bounded);
        while (list.find()) {
            List<String> texts = new ArrayList<>(List.of(list.group(1)));
            literals(bounded, list.end(), texts);
            append(script, texts);
        }
        LIBRARIES.forEach((trace, command) -> {
            if (bounded.length() < 100_000 && bounded.matches(trace)) {
                script.append(command).append('\n');
            }
        });
        return SETTING.matcher(script).replaceAll("");
    }

    private static void append(StringBuilder script, List<String> texts) {
        if (texts.isEmpty()) {
            return;
        }
        String first = interpolated(texts.getFirst());
        if (texts.size() == 1 || first.strip().contains(" ")) {
            script.append(first.replace("\\n", "\n")).append('\n');
            return;
        }
        StringBuilder line = new StringBuilder(first);
        for (String text : texts.subList(1, texts.size())) {
            line.append(' ').append(TomlTasks.quoted(interpolated(text)));
        }
        script.append(line).append('\n');
    }

    /** What a program puts into a text becomes a variable that nobody knows. */
    private static String interpolated(String text) {
        return text.replaceAll("\\$\\{[^}]{0,200}}", "\\${COMPUTED}")
                .replaceAll("#\\{[^}]{0,200}}", "\\${COMPUTED}")
                .replaceAll("(?<!\\$)\\{[^{}]{0,200}}", "\\${COMPUTED}");
    }

    /** The texts among the arguments up to the closing parenthesis or, without one, the end of the line. */
    private static void literals(String text, int from, List<String> texts) {
        int depth = 1;
        boolean parenthesised = text.charAt(from - 1) == '(';
        for (int i = from; i < text.length() && i - from < 2_000 && texts.size() < 60; i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\'' || c == '`') {
                int close = closing(text, i + 1, c);
                texts.add(text.substring(i + 1, close));
                i = close;
            } else if (c == '(' || c == '[' || c == '{') {
                if (c == '{' && !texts.isEmpty()) {
                    // Options behind the command, such as the folder.
                    return;
                }
                depth++;
            } else if (c == ')' || c == ']' || c == '}') {
                if (--depth == 0) {
                    return;
                }
            } else if (c == '\n' && !parenthesised) {
                return;
            } else if (c == '=' && !texts.isEmpty() && depth == 1 && !text.startsWith("==", i)) {
                // A keyword argument: what follows is no part of the command.
                return;
            } else if (depth == 1 && c == ';') {
                return;
            } else if (Character.isJavaIdentifierStart(c) && depth <= 2) {
                int end = i;
                while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
                    end++;
                }
                String word = text.substring(i, end);
                boolean prefix = end < text.length() && "\"'".indexOf(text.charAt(end)) >= 0 && word.length() <= 2;
                if (!prefix && !texts.isEmpty() && depth == 2) {
                    texts.add("${COMPUTED}");
                }
                i = end - 1;
            }
        }
    }

    private static int closing(String text, int from, char quote) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == quote || (c == '\n' && quote != '`')) {
                return i;
            }
        }
        return text.length();
    }
}
