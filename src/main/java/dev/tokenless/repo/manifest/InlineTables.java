package dev.tokenless.repo.manifest;

import java.util.ArrayDeque;
import java.util.Deque;

/** Brings TOML's inline tables onto one line each, as its version 1.0 wants them; version 1.1 is freer. */
final class InlineTables {
    private InlineTables() {}

    /** The text with line ends, comments and last commas inside inline tables made blank. */
    static String joined(String text) {
        StringBuilder out = new StringBuilder(text);
        Deque<Character> open = new ArrayDeque<>();
        int tables = 0;
        int lastComma = -1;
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            boolean inTable = tables > 0;
            if (c == '"' || c == '\'') {
                i = behindString(text, i);
                lastComma = -1;
                continue;
            }
            if (c == '#') {
                int end = text.indexOf('\n', i);
                end = end < 0 ? text.length() : end;
                for (int at = i; inTable && at < end; at++) {
                    out.setCharAt(at, ' ');
                }
                i = end;
                continue;
            }
            if (c == '{' || c == '[') {
                open.push(c);
                tables += c == '{' ? 1 : 0;
            } else if ((c == '}' || c == ']') && !open.isEmpty()) {
                tables -= open.pop() == '{' ? 1 : 0;
                if (c == '}' && lastComma >= 0) {
                    out.setCharAt(lastComma, ' ');
                }
            }
            if (inTable && (c == '\n' || c == '\r')) {
                out.setCharAt(i, ' ');
            }
            if (!Character.isWhitespace(c)) {
                lastComma = c == ',' ? i : -1;
            }
            i++;
        }
        return out.toString();
    }

    private static int behindString(String text, int start) {
        char quote = text.charAt(start);
        String three = String.valueOf(quote).repeat(3);
        boolean triple = text.startsWith(three, start);
        int i = start + (triple ? 3 : 1);
        while (i < text.length()) {
            if (quote == '"' && text.charAt(i) == '\\') {
                i += 2;
            } else if (triple ? text.startsWith(three, i) : text.charAt(i) == quote || text.charAt(i) == '\n') {
                return i + (triple ? 3 : 1);
            } else {
                i++;
            }
        }
        return text.length();
    }
}
