package dev.tokenless.diagnose;

import java.util.List;

/** Several things in a sentence. */
final class Listed {
    private Listed() {}

    /** All of them, the last behind {@code and}. */
    static String and(List<String> things) {
        return things.size() < 2
                ? String.join("", things)
                : String.join(", ", things.subList(0, things.size() - 1)) + " and " + things.getLast();
    }
}
