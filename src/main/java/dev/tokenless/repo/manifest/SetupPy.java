package dev.tokenless.repo.manifest;

import dev.tokenless.repo.Place;
import dev.tokenless.repo.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the name out of {@code setup.py} where the call says it literally. The file is cut into words, never run. */
final class SetupPy {
    private static final int MOST_CALLS = 20;

    private SetupPy() {}

    sealed interface Name {}

    /**
     * The call names the package literally.
     *
     * @param version as far as it is literal too, else empty
     */
    record Literal(String name, String version) implements Name {}

    /** The call computes the name. */
    record Computed(Place place) implements Name {}

    /** There is no call with a name. */
    record None() implements Name {}

    static Name name(SourceText source) {
        List<Word> words = words(source.text());
        int calls = 0;
        for (int i = 0; i + 1 < words.size() && calls < MOST_CALLS; i++) {
            if (words.get(i).is("setup")
                    && words.get(i + 1).is("(")
                    && (i == 0 || !words.get(i - 1).is("def"))) {
                calls++;
                Name name = inCall(source, words, i + 2);
                if (!(name instanceof None)) {
                    return name;
                }
            }
        }
        return new None();
    }

    private static Name inCall(SourceText source, List<Word> words, int from) {
        int depth = 0;
        Optional<String> name = Optional.empty();
        Optional<Place> computed = Optional.empty();
        String version = "";
        for (int i = from; i < words.size() && depth >= 0; i++) {
            Word word = words.get(i);
            if (word.isOneOf(OPENING)) {
                depth++;
            } else if (word.isOneOf(CLOSING)) {
                depth--;
            } else if (depth == 0
                    && i + 2 < words.size()
                    && words.get(i + 1).is("=")
                    && (words.get(i - 1).is("(") || words.get(i - 1).is(","))) {
                Optional<String> value = literal(words, i + 2);
                if (word.is("name")) {
                    name = value;
                    computed = value.isPresent() ? computed : Optional.of(source.place(word.start(), word.start() + 4));
                } else if (word.is("version")) {
                    version = value.orElse("");
                }
            }
        }
        if (name.isPresent()) {
            return new Literal(name.get(), version);
        }
        return computed.isPresent() ? new Computed(computed.get()) : new None();
    }

    private static final Set<String> OPENING = Set.of("(", "[", "{");
    private static final Set<String> CLOSING = Set.of(")", "]", "}");

    /** A value that is one string, or several strings that Python joins, and nothing else. */
    private static Optional<String> literal(List<Word> words, int from) {
        StringBuilder value = new StringBuilder();
        int i = from;
        while (i < words.size() && words.get(i).string()) {
            value.append(words.get(i).text());
            i++;
        }
        boolean ends = i < words.size() && (words.get(i).is(",") || words.get(i).is(")"));
        return i > from && ends ? Optional.of(value.toString()) : Optional.empty();
    }

    /**
     * A word of Python.
     *
     * @param string whether it is a string literal, whose content is the text
     */
    private record Word(String text, boolean string, int start) {
        boolean is(String wanted) {
            return !string && text.equals(wanted);
        }

        boolean isOneOf(Set<String> wanted) {
            return !string && wanted.contains(text);
        }
    }

    private static List<Word> words(String text) {
        List<Word> words = new ArrayList<>();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '#') {
                int end = text.indexOf('\n', i);
                i = end < 0 ? text.length() : end;
            } else if (c == '"' || c == '\'') {
                i = string(text, i, i, true, words);
            } else if (Character.isJavaIdentifierStart(c)) {
                int start = i;
                while (i < text.length() && Character.isJavaIdentifierPart(text.charAt(i))) {
                    i++;
                }
                if (i < text.length() && (text.charAt(i) == '"' || text.charAt(i) == '\'') && i - start <= 2) {
                    String prefix = text.substring(start, i).toLowerCase(java.util.Locale.ROOT);
                    // Only u"" and r"" hold their own text; bytes and f-strings are not names.
                    i = string(text, start, i, prefix.equals("u") || prefix.equals("r"), words);
                } else {
                    words.add(new Word(text.substring(start, i), false, start));
                }
            } else {
                if (!Character.isWhitespace(c) && c != '\uFEFF') {
                    boolean twice = i + 1 < text.length() && text.charAt(i + 1) == '=' && "=!<>".indexOf(c) >= 0;
                    words.add(new Word(text.substring(i, twice ? i + 2 : i + 1), false, i));
                    i += twice ? 1 : 0;
                }
                i++;
            }
        }
        return words;
    }

    /** Adds the string whose opening quote stands at {@code quoteAt}; answers the offset behind it. */
    private static int string(String text, int start, int quoteAt, boolean plain, List<Word> words) {
        char quote = text.charAt(quoteAt);
        String three = String.valueOf(quote).repeat(3);
        boolean triple = text.startsWith(three, quoteAt);
        int from = quoteAt + (triple ? 3 : 1);
        int i = from;
        boolean escaped = false;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '\\') {
                escaped = true;
                i += 2;
            } else if (triple ? text.startsWith(three, i) : c == quote || c == '\n') {
                break;
            } else {
                i++;
            }
        }
        int end = Math.min(i, text.length());
        // A name needs no escapes; a string that has some, or is bytes or formatted, is not taken literally.
        words.add(new Word(text.substring(Math.min(from, end), end), plain && !escaped, start));
        return Math.min(text.length(), end + (triple ? 3 : 1));
    }
}
