package dev.tokenless.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A sentence with a few words that stand out, before it becomes nodes. */
public record Rich(List<Span> spans) {
    public Rich {
        spans = List.copyOf(spans);
    }

    /** A sentence of no words. */
    public static final Rich EMPTY = new Rich(List.of());

    /** Plain words. */
    public static Rich plain(String text) {
        return text.isEmpty() ? EMPTY : new Rich(List.of(new Span(text, Style.PLAIN)));
    }

    /** A sentence of the rooms below, in which names stand between backticks. */
    public static Rich marked(String text) {
        String[] parts = text.split("`", -1);
        if (parts.length % 2 == 0) {
            return plain(text);
        }
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            if (!parts[i].isEmpty()) {
                spans.add(new Span(parts[i], i % 2 == 1 ? Style.CODE : Style.PLAIN));
            }
        }
        return new Rich(spans);
    }

    /** A name of a file, job, environment or value: shown as a chip. */
    public static Span code(String text) {
        return new Span(text, Style.CODE);
    }

    /** Words in bold. */
    public static Span bold(String text) {
        return new Span(text, Style.BOLD);
    }

    /** Words that can be pressed; the screen knows what for. */
    public static Span link(String text) {
        return new Span(text, Style.LINK);
    }

    /** This sentence with another behind it, a space between. */
    public Rich then(Rich more) {
        if (spans.isEmpty() || more.spans.isEmpty()) {
            return spans.isEmpty() ? more : this;
        }
        List<Span> all = new ArrayList<>(spans);
        all.add(new Span(" ", Style.PLAIN));
        all.addAll(more.spans);
        return new Rich(all);
    }

    /** The first of these that says anything; no words where none does. */
    public static Rich firstOf(Rich... sentences) {
        for (Rich one : sentences) {
            if (!one.spans.isEmpty()) {
                return one;
            }
        }
        return EMPTY;
    }

    /** The words alone. */
    public String words() {
        return spans.stream().map(Span::text).collect(Collectors.joining());
    }

    @Override
    public String toString() {
        return words();
    }

    /** Some words in one style. */
    public record Span(String text, Style style) {}

    /** How words look. */
    public enum Style {
        PLAIN,
        BOLD,
        CODE,
        LINK
    }
}
