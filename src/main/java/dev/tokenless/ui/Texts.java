package dev.tokenless.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * All words of the window, from one bundle. In a pattern <code>{0}</code> takes a value, {@code `...`} makes a code chip
 * and {@code *...*} bold; values are never read for such signs.
 */
public final class Texts {
    private static final List<String> NUMBERS = List.of(
            "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve");

    private final ResourceBundle bundle;

    public Texts() {
        this(ResourceBundle.getBundle("dev.tokenless.ui.texts", Locale.ROOT));
    }

    Texts(ResourceBundle bundle) {
        this.bundle = bundle;
    }

    /** The bundle, for FXML. */
    public ResourceBundle bundle() {
        return bundle;
    }

    /** The words under a key, with the values put in. */
    public String text(String key, Object... values) {
        return rich(key, values).words();
    }

    /** The words of {@code key.one} or {@code key.other}; the number itself is a value like the others. */
    public String plural(String key, long number, Object... values) {
        return text(form(key, number), values);
    }

    /** {@link #plural} with words that stand out. */
    public Rich richPlural(String key, long number, Object... values) {
        return rich(form(key, number), values);
    }

    private static String form(String key, long number) {
        return key + (number == 1 ? ".one" : ".other");
    }

    /** A number in words up to twelve. */
    public String count(long number) {
        return number >= 0 && number < NUMBERS.size() ? NUMBERS.get((int) number) : Long.toString(number);
    }

    /** A number in words at the beginning of a sentence. */
    public String capitalCount(long number) {
        String word = count(number);
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    /** Names as a person lists them. */
    public String list(List<String> names) {
        if (names.size() < 2) {
            return String.join("", names);
        }
        return text("list.and", String.join(", ", names.subList(0, names.size() - 1)), names.getLast());
    }

    /** The sentence under a key. A value is a {@link Rich.Span}, a {@link Rich}, or anything else by its string. */
    public Rich rich(String key, Object... values) {
        String pattern = bundle.getString(key);
        List<Rich.Span> spans = new ArrayList<>();
        StringBuilder words = new StringBuilder();
        Rich.Style style = Rich.Style.PLAIN;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            int close = c == '{' ? pattern.indexOf('}', i) : -1;
            if (c == '`' || c == '*') {
                flush(spans, words, style);
                Rich.Style other = c == '`' ? Rich.Style.CODE : Rich.Style.BOLD;
                style = style == other ? Rich.Style.PLAIN : other;
            } else if (close > 0) {
                put(values[Integer.parseInt(pattern.substring(i + 1, close))], spans, words, style);
                i = close;
            } else {
                words.append(c);
            }
        }
        flush(spans, words, style);
        return new Rich(spans);
    }

    private static void put(Object value, List<Rich.Span> spans, StringBuilder words, Rich.Style style) {
        switch (value) {
            case Rich.Span span -> {
                flush(spans, words, style);
                spans.add(span);
            }
            case Rich rich -> {
                flush(spans, words, style);
                spans.addAll(rich.spans());
            }
            default -> words.append(value);
        }
    }

    private static void flush(List<Rich.Span> spans, StringBuilder words, Rich.Style style) {
        if (!words.isEmpty()) {
            spans.add(new Rich.Span(words.toString(), style));
            words.setLength(0);
        }
    }
}
