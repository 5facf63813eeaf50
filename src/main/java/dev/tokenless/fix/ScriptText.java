package dev.tokenless.fix;

import dev.tokenless.publish.shell.Command;
import dev.tokenless.publish.shell.Dialect;
import dev.tokenless.publish.shell.Script;
import dev.tokenless.publish.shell.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes commands and flags out of a script and leaves the rest of its text as it is. */
record ScriptText(String text, Dialect dialect) {
    private static final Pattern OPENS = Pattern.compile("(^|[\\s;&|(])(then|do|else|\\{|\\()\\s*$");
    private static final Pattern CLOSES = Pattern.compile("^\\s*(fi|done|else|elif|\\}|\\)|;;)(\\s|;|$)");
    /** What may stand behind {@code ||} and goes with the command that it rescues. */
    private static final Pattern RESCUE = Pattern.compile("\\|\\|\\s*(true|:|echo\\b[^\\n;&|]*|exit\\s+\\d+)\\s*");

    Script read() {
        return Script.read(text, dialect);
    }

    /** Whether nothing is left that does anything. */
    boolean doesNothing() {
        return read().commands().stream()
                .filter(c -> !c.words().isEmpty())
                .map(c -> c.words().getFirst().literal().orElse("?"))
                .allMatch(w -> Set.of("set", "cd", ":", "true", "echo").contains(w));
    }

    /** The first command that is meant. */
    Optional<Command> find(Predicate<Command> meant) {
        return read().commands().stream().filter(meant).findFirst();
    }

    /** The plain words of a command, those that are not plain as they are shown. */
    static List<String> words(Command command) {
        return command.words().stream().map(Word::shown).toList();
    }

    /** Without every command that is meant; empty where one of them is wound into others. */
    Optional<ScriptText> without(Predicate<Command> meant) {
        ScriptText now = this;
        for (int round = 0; round < 100; round++) {
            Optional<Command> found = now.find(meant);
            if (found.isEmpty()) {
                return Optional.of(now);
            }
            Optional<ScriptText> next = now.without(found.get());
            if (next.isEmpty() || next.get().text.length() >= now.text.length()) {
                return Optional.empty();
            }
            now = next.get();
        }
        return Optional.empty();
    }

    private Optional<ScriptText> without(Command command) {
        int start = start(command);
        int end = end(command);
        String left = text.substring(0, start);
        String right = text.substring(end);
        String before = left.stripTrailing();
        int lineStart = left.lastIndexOf('\n') + 1;
        boolean beginsLine = left.substring(lineStart).isBlank();
        Matcher rescue = RESCUE.matcher(right.stripLeading());
        if (rescue.lookingAt()) {
            int skipped = right.length() - right.stripLeading().length() + rescue.end();
            end += skipped;
            right = text.substring(end);
        }
        String rest = right.replaceFirst("^[ \\t]+", "");
        boolean endsLine = rest.isEmpty() || rest.startsWith("\n") || rest.startsWith("#");
        if (before.endsWith("|") && !before.endsWith("||") || rest.startsWith("|")) {
            return Optional.empty();
        }
        if (OPENS.matcher(left).find() && CLOSES.matcher(right).find()) {
            return replaced(start, end, ":");
        }
        if (beginsLine && endsLine) {
            int newline = text.indexOf('\n', end);
            int next = newline < 0 ? text.length() : newline + 1;
            // Between two blank lines one of them goes with the line.
            int after = text.indexOf('\n', next);
            boolean blankBelow = after >= 0 && text.substring(next, after).isBlank();
            boolean blankAbove = lineStart > 0
                    && text.substring(text.lastIndexOf('\n', lineStart - 2) + 1, lineStart)
                            .isBlank();
            return replaced(lineStart, blankAbove && blankBelow ? after + 1 : next, "");
        }
        if (before.endsWith("&&") || before.endsWith("||") || (before.endsWith(";") && endsLine)) {
            int cut = before.length() - (before.endsWith(";") ? 1 : 2);
            return replaced(text.substring(0, cut).stripTrailing().length(), end, "");
        }
        String separator = rest.startsWith("&&") ? "&&" : rest.startsWith(";") ? ";" : "";
        if (!separator.isEmpty()) {
            int behind = text.length() - rest.length() + separator.length();
            while (behind < text.length() && (text.charAt(behind) == ' ' || text.charAt(behind) == '\t')) {
                behind++;
            }
            return replaced(start, behind, "");
        }
        return Optional.empty();
    }

    /** The offset of a command, assignments in front of it included. */
    private static int start(Command command) {
        int start = command.start();
        for (Command.Assignment a : command.assignments()) {
            start = Math.min(start, a.value().start() - a.name().length() - 1);
        }
        return start;
    }

    /** The offset behind a command, the body of a here-document included. */
    private int end(Command command) {
        int end = command.end();
        for (Command.Redirect redirect : command.redirects()) {
            end = Math.max(end, redirect.target().end());
            if (redirect.body() != null
                    && redirect.operator().startsWith("<<")
                    && !redirect.operator().equals("<<<")) {
                Matcher terminator = Pattern.compile(
                                "\\n[ \\t]*" + Pattern.quote(redirect.target().shown()) + "[ \\t]*(?=\\n|$)")
                        .matcher(text);
                if (terminator.find(Math.min(end, text.length()))) {
                    end = terminator.end();
                }
            }
        }
        return Math.min(end, text.length());
    }

    private Optional<ScriptText> replaced(int start, int end, String with) {
        return Optional.of(new ScriptText(text.substring(0, start) + with + text.substring(end), dialect));
    }

    /** With a command's text replaced, its redirections included. */
    ScriptText replacing(Command command, String with) {
        return new ScriptText(text.substring(0, start(command)) + with + text.substring(end(command)), dialect);
    }

    /**
     * Without flags of the commands that are meant.
     *
     * @param flags with a value each, given as the next word or behind {@code =}; one that ends with {@code *} means
     *     every flag that begins so
     */
    ScriptText withoutFlags(Predicate<Command> meant, Set<String> flags, boolean valued) {
        StringBuilder out = new StringBuilder(text);
        List<int[]> cuts = new ArrayList<>();
        for (Command command : read().commands()) {
            if (!meant.test(command)) {
                continue;
            }
            List<Word> words = command.words();
            for (int i = 1; i < words.size(); i++) {
                String shown = words.get(i).shown();
                int equals = shown.indexOf('=');
                String name = equals > 0 ? shown.substring(0, equals) : shown;
                boolean named = flags.stream()
                        .anyMatch(f ->
                                f.endsWith("*") ? name.startsWith(f.substring(0, f.length() - 1)) : f.equals(name));
                if (!named) {
                    continue;
                }
                int last = valued && equals < 0 && i + 1 < words.size() ? i + 1 : i;
                cuts.add(new int[] {words.get(i - 1).end(), words.get(last).end()});
                i = last;
            }
        }
        for (int[] cut : cuts.reversed()) {
            out.delete(cut[0], cut[1]);
        }
        return new ScriptText(out.toString(), dialect);
    }

    /** Without assignments of these variables in front of commands, and without commands that only assign or export them. */
    ScriptText withoutAssignments(Predicate<String> names) {
        ScriptText now = this;
        List<int[]> cuts = new ArrayList<>();
        for (Command command : read().commands()) {
            for (Command.Assignment a : command.assignments()) {
                if (names.test(a.name()) && !command.words().isEmpty()) {
                    cuts.add(new int[] {
                        a.value().start() - a.name().length() - 1,
                        a.value().end() + blanks(a.value().end())
                    });
                }
            }
        }
        StringBuilder out = new StringBuilder(text);
        for (int[] cut : cuts.reversed()) {
            out.delete(cut[0], cut[1]);
        }
        now = new ScriptText(out.toString(), dialect);
        ScriptText assigned = now;
        return now.without(c -> onlyAssigns(c, names)).orElse(assigned);
    }

    private int blanks(int from) {
        int at = from;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return at - from;
    }

    private static boolean onlyAssigns(Command command, Predicate<String> names) {
        if (command.words().isEmpty()) {
            return !command.assignments().isEmpty()
                    && command.assignments().stream().allMatch(a -> names.test(a.name()));
        }
        List<String> words = words(command);
        return words.size() == 2
                && words.getFirst().equals("export")
                && words.get(1).indexOf('=') > 0
                && names.test(words.get(1).substring(0, words.get(1).indexOf('=')));
    }
}
