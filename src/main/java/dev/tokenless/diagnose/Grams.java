package dev.tokenless.diagnose;

/**
 * Which runs of four characters stand in a text: of the hundreds of texts that are looked for most are known to be absent
 * without looking through the text once for each.
 */
final class Grams {
    private static final int LENGTH = 4;
    private static final int KINDS = 1 << 20;

    private final long[] seen = new long[KINDS / Long.SIZE];

    Grams(String text) {
        int gram = 0;
        for (int i = 0; i < text.length(); i++) {
            gram = next(gram, text.charAt(i));
            if (i >= LENGTH - 1) {
                seen[gram / Long.SIZE] |= 1L << (gram % Long.SIZE);
            }
        }
    }

    /** The last four characters: what a fifth one before them left has been shifted out. */
    private static int next(int gram, char c) {
        return ((gram << 5) ^ c) & (KINDS - 1);
    }

    /** False where the text surely does not hold the other; shorter ones than a run may always be held. */
    boolean mayHold(String other) {
        int gram = 0;
        for (int i = 0; i < other.length(); i++) {
            gram = next(gram, other.charAt(i));
            if (i >= LENGTH - 1 && (seen[gram / Long.SIZE] & (1L << (gram % Long.SIZE))) == 0) {
                return false;
            }
        }
        return true;
    }
}
