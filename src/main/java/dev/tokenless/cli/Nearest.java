package dev.tokenless.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The known word that somebody most likely meant who typed another one. */
final class Nearest {
    /** No word of the command line is longer; what is longer was no slip. */
    private static final int LONGEST = 60;

    private Nearest() {}

    /**
     * The word that differs by the fewest slips: letters too many, missing, changed, or swapped with their neighbour. Empty
     * where even that one differs in more than a third of its letters.
     */
    static Optional<String> to(String typed, Collection<String> known) {
        String word = typed.toLowerCase(Locale.ROOT);
        if (word.isEmpty() || word.length() > LONGEST) {
            return Optional.empty();
        }
        return known.stream()
                .filter(k -> slips(word, k.toLowerCase(Locale.ROOT)) <= Math.max(1, (k.length() + 1) / 3))
                .min(Comparator.comparingInt(k -> slips(word, k.toLowerCase(Locale.ROOT))));
    }

    /** A question that names it, with a space before; empty where there is none. */
    static String question(String typed, Collection<String> known) {
        return to(typed, known).map(word -> " Did you mean " + word + "?").orElse("");
    }

    /** The optimal string alignment distance. */
    private static int slips(String a, String b) {
        int @Nullable [] before = null;
        int[] last = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, Math.min(last[j], row[j - 1]) + 1);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped && before != null) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
            }
            before = last;
            last = row;
        }
        return last[b.length()];
    }
}
