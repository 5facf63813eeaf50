package dev.tokenless.check.rules;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How values stand in a rule's sentence: as code, so that each face can set them apart. */
final class Words {
    private Words() {}

    static String code(@Nullable String value) {
        return "`" + value + "`";
    }

    static String list(List<String> values) {
        List<String> codes = values.stream().map(Words::code).toList();
        if (codes.size() < 2) {
            return String.join("", codes);
        }
        return codes.stream().limit(codes.size() - 1L).collect(Collectors.joining(", ")) + " and " + codes.getLast();
    }

    static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** {@code an} before a vowel, else {@code a}. */
    static String article(String word) {
        return !word.isEmpty() && "aeiouAEIOU".indexOf(word.charAt(0)) >= 0 ? "an" : "a";
    }
}
