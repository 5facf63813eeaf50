package dev.tokenless.ci.github;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A pattern of {@code branches}, {@code tags} and their like (github/docs, workflow-syntax.md, "Filter pattern cheat
 * sheet"). Matching takes time proportional to the product of the lengths, whatever the pattern asks for.
 */
final class FilterPattern {
    private static final int MAX_TOKENS = 500;

    private final boolean negative;
    private final List<Token> tokens;

    /** A class of characters and how often it stands: at least once or not, at most once or more. */
    private record Token(boolean any, boolean slash, String characters, boolean optional, boolean repeated) {
        boolean fits(char c) {
            return any ? slash || c != '/' : characters.indexOf(c) >= 0;
        }
    }

    private FilterPattern(boolean negative, List<Token> tokens) {
        this.negative = negative;
        this.tokens = tokens;
    }

    static FilterPattern of(String written) {
        boolean negative = written.startsWith("!");
        List<Token> tokens = new ArrayList<>();
        int at = negative ? 1 : 0;
        while (at < written.length() && tokens.size() < MAX_TOKENS) {
            char c = written.charAt(at++);
            if (c == '*') {
                boolean twice = at < written.length() && written.charAt(at) == '*';
                at += twice ? 1 : 0;
                tokens.add(new Token(true, twice, "", true, true));
            } else if ((c == '?' || c == '+') && !tokens.isEmpty()) {
                Token before = tokens.removeLast();
                tokens.add(new Token(
                        before.any(),
                        before.slash(),
                        before.characters(),
                        before.optional() || c == '?',
                        before.repeated() || c == '+'));
            } else if (c == '[' && written.indexOf(']', at) > at) {
                int close = written.indexOf(']', at);
                tokens.add(one(characters(written.substring(at, close))));
                at = close + 1;
            } else if (c == '\\' && at < written.length()) {
                tokens.add(one(String.valueOf(written.charAt(at++))));
            } else {
                tokens.add(one(String.valueOf(c)));
            }
        }
        return new FilterPattern(negative, tokens);
    }

    private static Token one(String characters) {
        return new Token(false, false, characters, false, false);
    }

    private static String characters(String written) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < written.length(); i++) {
            if (i + 2 < written.length() && written.charAt(i + 1) == '-') {
                for (int c = written.charAt(i); c <= written.charAt(i + 2) && all.length() < 200; c++) {
                    all.append((char) c);
                }
                i += 2;
            } else {
                all.append(written.charAt(i));
            }
        }
        return all.toString();
    }

    boolean negative() {
        return negative;
    }

    /** Whether the pattern fits one text alone. */
    boolean isExact() {
        return tokens.stream()
                .allMatch(t -> !t.any() && t.characters().length() == 1 && !t.optional() && !t.repeated());
    }

    /** The text with which everything that fits begins. */
    String literalStart() {
        StringBuilder start = new StringBuilder();
        for (Token token : tokens) {
            if (token.any() || token.characters().length() != 1 || token.optional()) {
                break;
            }
            start.append(token.characters());
            if (token.repeated()) {
                break;
            }
        }
        return start.toString();
    }

    /** A text that fits, with the version where the pattern leaves room for it. */
    String sample(String version) {
        StringBuilder sample = new StringBuilder();
        long stars = tokens.stream().filter(Token::any).count();
        String[] parts = version.split("[.]", (int) Math.max(1, Math.min(stars, 10)));
        int part = 0;
        for (Token token : tokens) {
            if (token.any()) {
                sample.append(part < parts.length ? parts[part++] : "0");
            } else if (!token.characters().isEmpty()) {
                sample.append(
                        token.characters().contains("1")
                                ? "1"
                                : token.characters().substring(0, 1));
            }
        }
        return sample.toString();
    }

    /** Whether the whole text fits, the exclamation mark apart. */
    boolean fits(String text) {
        boolean[] reached = new boolean[text.length() + 1];
        reached[0] = true;
        for (Token token : tokens) {
            boolean[] next = new boolean[text.length() + 1];
            if (token.optional()) {
                System.arraycopy(reached, 0, next, 0, reached.length);
            }
            for (int i = 0; i < text.length(); i++) {
                if ((reached[i] || (token.repeated() && next[i])) && token.fits(text.charAt(i))) {
                    next[i + 1] = true;
                }
            }
            reached = next;
        }
        return reached[text.length()];
    }

    /** Whether a name passes a list of patterns; of those that fit it the last decides. */
    static boolean admits(List<String> patterns, String name) {
        boolean admitted = false;
        for (String written : patterns) {
            FilterPattern pattern = of(written);
            if (pattern.fits(name)) {
                admitted = !pattern.negative();
            }
        }
        return admitted;
    }

    /** Whether a list admits anything at all: patterns that only take away do not. */
    static boolean admitsAnything(List<String> patterns) {
        return patterns.stream().anyMatch(p -> !p.startsWith("!"));
    }

    /** The longest text with which every name that the list admits begins. */
    static String commonStart(List<String> patterns) {
        List<String> starts = patterns.stream()
                .map(FilterPattern::of)
                .filter(p -> !p.negative())
                .map(FilterPattern::literalStart)
                .toList();
        if (starts.isEmpty()) {
            return "";
        }
        String common = starts.getFirst();
        for (String start : starts) {
            int length = Arrays.mismatch(common.toCharArray(), start.toCharArray());
            common = length < 0 ? common : common.substring(0, length);
        }
        return common;
    }
}
