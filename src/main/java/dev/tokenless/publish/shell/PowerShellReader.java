package dev.tokenless.publish.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads PowerShell (about_Parsing, about_Quoting_Rules of its documentation) as far as it decides which commands there
 * are: blocks and parentheses are read as commands of their own.
 */
final class PowerShellReader {
    private final String text;
    private final Collector collector;
    private int at;
    private boolean conditional;

    PowerShellReader(String text, Collector collector) {
        this.text = text;
        this.collector = collector;
    }

    void read() {
        List<Word> words = new ArrayList<>();
        List<Command.Redirect> redirects = new ArrayList<>();
        int depth = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ' ' || c == '\t' || c == '\r') {
                at++;
            } else if (c == '`' && continues(at + 1) > 0) {
                at = continues(at + 1);
            } else if (text.startsWith("<#", at)) {
                int end = text.indexOf("#>", at + 2);
                at = end < 0 ? text.length() : end + 2;
            } else if (c == '#') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (c == '\n' || c == ';' || c == '|' || c == '{' || c == '}' || c == '(' || c == ')') {
                finish(words, redirects);
                depth = Math.max(0, depth + (c == '{' ? 1 : c == '}' ? -1 : 0));
                conditional = depth > 0;
                at++;
            } else if (c == '&') {
                boolean chained = text.startsWith("&&", at);
                if (!words.isEmpty()) {
                    finish(words, redirects);
                }
                conditional |= chained;
                at += chained ? 2 : 1;
            } else if (c == '=' && words.size() == 1) {
                words.add(Word.of("=", at, at + 1));
                at++;
            } else if (c == '>') {
                redirect(redirects);
            } else {
                int before = at;
                Word word = word();
                at = Math.max(at, before + 1);
                words.add(word);
            }
        }
        finish(words, redirects);
    }

    private void redirect(List<Command.Redirect> redirects) {
        int start = at;
        while (at < text.length() && text.charAt(at) == '>') {
            at++;
        }
        String operator = text.substring(start, at);
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        redirects.add(new Command.Redirect(operator, word(), null));
    }

    private void finish(List<Word> words, List<Command.Redirect> redirects) {
        if (!words.isEmpty()) {
            String keyword = words.getFirst().literal().orElse("").toLowerCase(Locale.ROOT);
            switch (keyword) {
                case "if",
                        "elseif",
                        "else",
                        "while",
                        "foreach",
                        "for",
                        "try",
                        "catch",
                        "finally",
                        "do",
                        "switch",
                        "return",
                        "." -> words.removeFirst();
                default -> {}
            }
        }
        if (!words.isEmpty()) {
            int start = words.getFirst().start();
            int end = words.getLast().end();
            if (words.size() >= 2 && assigns(words)) {
                assignment(words, start, end);
            } else {
                collector.add(new Command(words, List.of(), redirects, 0, conditional, null, start, end));
            }
        }
        words.clear();
        redirects.clear();
    }

    private static boolean assigns(List<Word> words) {
        return words.getFirst().parts().size() == 1
                && words.getFirst().parts().getFirst() instanceof Word.Variable
                && words.get(1).literal().orElse("").equals("=");
    }

    private void assignment(List<Word> words, int start, int end) {
        if (!(words.getFirst().parts().getFirst() instanceof Word.Variable(String name, String _))
                || words.size() < 3) {
            return;
        }
        char first = text.charAt(words.get(2).start());
        if (words.size() == 3 && (first == '"' || first == '\'' || first == '$' || first == '@')) {
            collector.add(new Command(
                    List.of(),
                    List.of(new Command.Assignment(name, words.get(2))),
                    List.of(),
                    0,
                    conditional,
                    null,
                    start,
                    end));
        } else {
            collector.add(new Command(
                    words.subList(2, words.size()),
                    List.of(),
                    List.of(),
                    0,
                    conditional,
                    null,
                    words.get(2).start(),
                    end));
        }
    }

    private Word word() {
        WordBuilder word = new WordBuilder(at);
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c) || ";|{}()&>".indexOf(c) >= 0) {
                break;
            }
            if (c == '=' && word.isVariable()) {
                break;
            }
            if (c == '`') {
                if (continues(at + 1) > 0) {
                    break;
                }
                if (at + 1 < text.length()) {
                    word.text(text.charAt(at + 1));
                }
                at += 2;
            } else if (text.startsWith("@'", at) || text.startsWith("@\"", at)) {
                hereString(word);
            } else if (c == '\'') {
                singleQuoted(word);
            } else if (c == '"') {
                doubleQuoted(word);
            } else {
                character(word);
            }
        }
        return word.build(Math.min(at, text.length()));
    }

    private void hereString(WordBuilder word) {
        String close = "\n" + text.charAt(at + 1) + "@";
        int end = text.indexOf(close, at + 2);
        int stop = end < 0 ? text.length() : end;
        word.quoted();
        at += 2;
        while (at < stop) {
            character(word);
        }
        at = Math.min(stop + 3, text.length());
    }

    private void singleQuoted(WordBuilder word) {
        word.quoted();
        at++;
        while (at < text.length()) {
            if (text.charAt(at) == '\'') {
                if (!text.startsWith("''", at)) {
                    at++;
                    return;
                }
                word.text('\'');
                at += 2;
            } else if (Expressions.at(text, at)) {
                expression(word);
            } else {
                word.text(text.charAt(at++));
            }
        }
    }

    private void doubleQuoted(WordBuilder word) {
        word.quoted();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                if (!text.startsWith("\"\"", at)) {
                    at++;
                    return;
                }
                word.text('"');
                at += 2;
            } else if (c == '`' && at + 1 < text.length()) {
                word.text(text.charAt(at + 1));
                at += 2;
            } else {
                character(word);
            }
        }
    }

    private void expression(WordBuilder word) {
        int end = Expressions.end(text, at);
        word.part(Expressions.of(text, at, end));
        at = end;
    }

    /** One character, variable or expression. */
    private void character(WordBuilder word) {
        if (Expressions.at(text, at)) {
            expression(word);
            return;
        }
        char c = text.charAt(at);
        boolean braced = text.startsWith("${", at);
        int start = at + (braced ? 2 : 1);
        int end = start;
        if (c == '$') {
            while (end < text.length() && nameCharacter(text.charAt(end), braced)) {
                end++;
            }
        }
        if (c != '$' || end == start) {
            word.text(c);
            at++;
            return;
        }
        String name = text.substring(start, end);
        at = braced && end < text.length() ? end + 1 : end;
        word.part(new Word.Variable(name.toLowerCase(Locale.ROOT).startsWith("env:") ? name.substring(4) : name, ""));
    }

    private static boolean nameCharacter(char c, boolean braced) {
        return c == '_' || c == ':' || (c < 128 && Character.isLetterOrDigit(c)) || (braced && c != '}' && c != '\n');
    }

    private int continues(int from) {
        if (text.startsWith("\r\n", from)) {
            return from + 2;
        }
        return text.startsWith("\n", from) ? from + 1 : 0;
    }
}
