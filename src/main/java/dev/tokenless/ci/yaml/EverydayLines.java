package dev.tokenless.ci.yaml;

import dev.tokenless.repo.SourceText;

/** The lines of a file, one after the other, without those that are blank or a comment. */
final class EverydayLines {
    private static final int MOST_NODES = 40_000;
    private static final int DEEPEST = 40;

    final SourceText source;
    final String path;
    final String text;
    private final boolean tabs;
    int nodes;
    int depth;

    /** The line that is read now: its start, its end, the first character in it that is still to be read. */
    int lineStart;

    int lineEnd = -1;
    int at;
    int line;
    boolean more = true;

    EverydayLines(SourceText source) {
        this.source = source;
        this.path = source.path();
        this.text = source.text();
        this.tabs = text.indexOf('\t') >= 0;
    }

    static final class NotEveryday extends RuntimeException {
        private static final long serialVersionUID = 1L;
        static final NotEveryday IT_IS = new NotEveryday();

        private NotEveryday() {
            super(null, null, false, false);
        }
    }

    static NotEveryday giveUp() {
        return NotEveryday.IT_IS;
    }

    int column() {
        return at - lineStart;
    }

    boolean blankUntil(int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) != ' ') {
                return false;
            }
        }
        return true;
    }

    /** Goes to the next line that is neither blank nor a comment. */
    void advance() {
        int start = lineEnd + 1;
        while (start < text.length()) {
            line++;
            int stop = text.indexOf('\n', start);
            stop = stop < 0 ? text.length() : stop;
            int first = start;
            while (first < stop && text.charAt(first) == ' ') {
                first++;
            }
            if (tabs && text.substring(start, stop).indexOf('\t') >= 0) {
                throw giveUp();
            }
            if (first < stop && text.charAt(first) != '#') {
                lineStart = start;
                lineEnd = stop;
                at = first;
                if (line > 1) {
                    refuseMarkers();
                }
                return;
            }
            start = stop + 1;
        }
        lineEnd = text.length();
        more = false;
    }

    /** Marks of documents; the one before the first is asked for before. */
    void refuseMarkers() {
        boolean mark = more && column() == 0 && (text.startsWith("---", at) || text.startsWith("...", at));
        if (mark && !(nodes == 0 && text.startsWith("---", at) && blankUntil(at + 3, lineEnd))) {
            throw giveUp();
        }
    }

    void enter() {
        if (++depth > DEEPEST || ++nodes > MOST_NODES) {
            throw giveUp();
        }
    }

    boolean isDash(int offset) {
        return text.charAt(offset) == '-' && (offset + 1 == lineEnd || text.charAt(offset + 1) == ' ');
    }

    int skipSpaces(int from) {
        int i = from;
        while (i < lineEnd && text.charAt(i) == ' ') {
            i++;
        }
        return i;
    }

    /** Counts a node. */
    void count() {
        if (++nodes > MOST_NODES) {
            throw giveUp();
        }
    }
}
