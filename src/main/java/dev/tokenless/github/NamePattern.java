package dev.tokenless.github;

/**
 * Matches names of branches and tags as an environment's rules do: Ruby's {@code File.fnmatch} with path names, where a
 * star stops at slashes (GitHub's documentation, "Deployment branches and tags"; Ruby's documentation of
 * {@code File.fnmatch}).
 */
final class NamePattern {
    private NamePattern() {}

    static boolean matches(String pattern, String name) {
        String[] patterns = pattern.split("/", -1);
        String[] names = name.split("/", -1);
        return segments(patterns, 0, names, 0, new boolean[patterns.length + 1][names.length + 1]);
    }

    /** Pairs of positions that were tried in vain are remembered: many double stars would else take for ever. */
    private static boolean segments(String[] pattern, int p, String[] name, int n, boolean[][] vain) {
        if (p == pattern.length) {
            return n == name.length;
        }
        if (vain[p][n]) {
            return false;
        }
        boolean found;
        // Two stars before a slash stand for any number of folders, none of them hidden.
        if (pattern[p].equals("**") && p + 1 < pattern.length) {
            found = segments(pattern, p + 1, name, n, vain)
                    || (n < name.length && !name[n].startsWith(".") && segments(pattern, p, name, n + 1, vain));
        } else {
            found = n < name.length && segment(pattern[p], name[n]) && segments(pattern, p + 1, name, n + 1, vain);
        }
        vain[p][n] = !found;
        return found;
    }

    /** One segment; a star goes back to where it began, so the time stays within the product of the lengths. */
    private static boolean segment(String pattern, String name) {
        if (name.startsWith(".") && !pattern.startsWith(".") && !pattern.startsWith("\\.")) {
            return false;
        }
        int p = 0;
        int n = 0;
        int star = -1;
        int starName = 0;
        while (n < name.length()) {
            int next = p < pattern.length() && pattern.charAt(p) != '*' ? one(pattern, p, name.charAt(n)) : -1;
            if (next >= 0) {
                p = next;
                n++;
            } else if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                starName = n;
            } else if (star >= 0) {
                p = star + 1;
                n = ++starName;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /** The offset behind the part of the pattern that takes this character, -1 where it does not. */
    private static int one(String pattern, int p, char c) {
        char wanted = pattern.charAt(p);
        if (wanted == '?') {
            return p + 1;
        }
        if (wanted == '[') {
            return set(pattern, p, c);
        }
        if (wanted == '\\' && p + 1 < pattern.length()) {
            return pattern.charAt(p + 1) == c ? p + 2 : -1;
        }
        return wanted == c ? p + 1 : -1;
    }

    private static int set(String pattern, int open, char c) {
        int p = open + 1;
        boolean not = p < pattern.length() && (pattern.charAt(p) == '^' || pattern.charAt(p) == '!');
        if (not) {
            p++;
        }
        boolean found = false;
        while (p < pattern.length() && pattern.charAt(p) != ']') {
            if (pattern.charAt(p) == '\\' && p + 1 < pattern.length()) {
                p++;
            }
            char low = pattern.charAt(p++);
            char high = low;
            if (p + 1 < pattern.length() && pattern.charAt(p) == '-' && pattern.charAt(p + 1) != ']') {
                p++;
                if (pattern.charAt(p) == '\\' && p + 1 < pattern.length()) {
                    p++;
                }
                high = pattern.charAt(p++);
            }
            found |= low <= c && c <= high;
        }
        // A set that is never closed matches nothing.
        return p < pattern.length() && found != not ? p + 1 : -1;
    }
}
