package dev.tokenless.ui.sheet;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts text into lines and gives the characters of each line their roles. */
public final class Lines {
    /** Longer lines are shown cut: no file that a person wrote has them, and they would hold the window up. */
    private static final int LONGEST = 2_000;

    private static final Pattern YAML_KEY = Pattern.compile(
            "^(\\s*(?:- +)*)((?:\"[^\"]*\"|'[^']*'|[^\\s#:'\"\\[{-][^:#]*?|[^\\s#:'\"\\[{]))(:)(?=\\s|$)");
    private static final Pattern JSON_NAME = Pattern.compile("^(\\s*[\\[{]?\\s*)(\"(?:[^\"\\\\]|\\\\.)*\")(\\s*:)");
    private static final Pattern HEADER = Pattern.compile("^([A-Za-z][A-Za-z0-9-]*)(:)(?=\\s|$)");
    private static final Pattern METHOD = Pattern.compile("^(GET|POST|PUT|PATCH|DELETE)(?= )");
    private static final Pattern BLOCK = Pattern.compile(":\\s*[|>][-+0-9]*\\s*(?:#.*)?$|^\\s*-\\s+[|>][-+0-9]*\\s*$");
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\{.*?}}");
    private static final Pattern COMMENT = Pattern.compile("(?:^|(?<=\\s))#.*$");

    private static final Pattern HANGING = Pattern.compile(" *(?:- +)*");
    private static final Pattern COMMIT = Pattern.compile("(?<=@)([0-9a-f]{7})[0-9a-f]{33}\\b");

    private Lines() {}

    /** Whether a line holds a commit id that is shown short. */
    static boolean folds(String line) {
        return COMMIT.matcher(line).find();
    }

    /** The line with its commit ids cut to seven characters: the whole is in the tooltip and in what is copied. */
    static List<Token> folded(List<Token> tokens) {
        return tokens.stream()
                .map(t -> new Token(COMMIT.matcher(t.text()).replaceAll("$1\u22ef"), t.role()))
                .toList();
    }

    /** The lines of a text without their ends; a last empty line stays away. */
    public static List<String> of(String text) {
        List<String> lines = new ArrayList<>();
        String rest = text.startsWith("\ufeff") ? text.substring(1) : text;
        int from = 0;
        for (int i = 0; i < rest.length(); i++) {
            char c = rest.charAt(i);
            if (c == '\n' || c == '\r') {
                lines.add(rest.substring(from, i));
                if (c == '\r' && i + 1 < rest.length() && rest.charAt(i + 1) == '\n') {
                    i++;
                }
                from = i + 1;
            }
        }
        if (from < rest.length()) {
            lines.add(rest.substring(from));
        }
        return lines;
    }

    /** The lines of a YAML file in roles; the text of block scalars has none but its expressions. */
    public static List<List<Token>> yaml(List<String> lines) {
        List<List<Token>> all = new ArrayList<>(lines.size());
        int block = -1;
        for (String line : lines) {
            int indent = indent(line);
            if (block >= 0 && (line.isBlank() || indent > block)) {
                all.add(expressions(cut(line)));
                continue;
            }
            block = BLOCK.matcher(line).find() ? indent : -1;
            all.add(yamlLine(cut(line)));
        }
        return all;
    }

    /** A request, a token or another text with names in it. */
    public static List<Token> named(String line) {
        String shown = cut(line);
        for (Pattern pattern : List.of(METHOD, JSON_NAME, HEADER)) {
            Matcher m = pattern.matcher(shown);
            if (m.find()) {
                int group = pattern == JSON_NAME ? 2 : 1;
                List<Token> tokens = new ArrayList<>();
                add(tokens, shown.substring(0, m.start(group)), Token.Role.PLAIN);
                add(tokens, m.group(group), Token.Role.KEY);
                add(tokens, shown.substring(m.end(group)), Token.Role.PLAIN);
                return tokens;
            }
        }
        return plain(shown);
    }

    /** A line in one role. */
    public static List<Token> plain(String line) {
        return List.of(new Token(cut(line), Token.Role.PLAIN));
    }

    private static int indent(String line) {
        int at = 0;
        while (at < line.length() && line.charAt(at) == ' ') {
            at++;
        }
        return at;
    }

    /** How many characters stand before a line's own text: its blanks, and the dashes of a list. */
    static int hanging(String begin) {
        Matcher m = HANGING.matcher(begin);
        return m.lookingAt() ? m.end() : 0;
    }

    private static String cut(String line) {
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + " \u2026";
    }

    private static List<Token> yamlLine(String line) {
        List<Token> tokens = new ArrayList<>();
        Matcher key = YAML_KEY.matcher(line);
        String rest = line;
        if (key.find()) {
            add(tokens, key.group(1), Token.Role.PLAIN);
            add(tokens, key.group(2), Token.Role.KEY);
            add(tokens, ":", Token.Role.PLAIN);
            rest = line.substring(key.end(3));
        }
        Matcher comment = COMMENT.matcher(rest);
        boolean quoted = rest.strip().startsWith("\"") || rest.strip().startsWith("'");
        if (comment.find()
                && !(quoted
                        && rest.strip().indexOf('#')
                                < rest.strip().lastIndexOf(rest.strip().charAt(0)))) {
            tokens.addAll(expressions(rest.substring(0, comment.start())));
            add(tokens, comment.group(), Token.Role.COMMENT);
        } else {
            tokens.addAll(expressions(rest));
        }
        return tokens;
    }

    private static List<Token> expressions(String text) {
        List<Token> tokens = new ArrayList<>();
        Matcher m = EXPRESSION.matcher(text);
        int from = 0;
        while (m.find()) {
            add(tokens, text.substring(from, m.start()), Token.Role.PLAIN);
            add(tokens, m.group(), Token.Role.EXPRESSION);
            from = m.end();
        }
        add(tokens, text.substring(from), Token.Role.PLAIN);
        return tokens;
    }

    private static void add(List<Token> tokens, String text, Token.Role role) {
        if (!text.isEmpty()) {
            tokens.add(new Token(text, role));
        }
    }
}
