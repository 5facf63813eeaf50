package dev.tokenless.publish.shell;

import java.util.ArrayList;
import java.util.List;

/** Puts a word together from its stretches. */
final class WordBuilder {
    private final List<Word.Part> parts = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final int start;
    private boolean quoted;

    WordBuilder(int start) {
        this.start = start;
    }

    void text(char c) {
        text.append(c);
    }

    void text(String more) {
        text.append(more);
    }

    void part(Word.Part part) {
        flush();
        parts.add(part);
    }

    /** Says that quotes were there, so that even an empty word is a word. */
    void quoted() {
        quoted = true;
    }

    /** Whether a variable and nothing else was read so far. */
    boolean isVariable() {
        return parts.size() == 1 && parts.getFirst() instanceof Word.Variable && text.isEmpty() && !quoted;
    }

    Word build(int end) {
        flush();
        return new Word(parts, start, end);
    }

    private void flush() {
        if (!text.isEmpty()) {
            parts.add(new Word.Text(text.toString()));
            text.setLength(0);
        }
    }
}
