package dev.tokenless.ci.yaml;

import org.jspecify.annotations.Nullable;

/** Offsets of the YAML library, which counts code points, as offsets of the text, which counts UTF-16 units. */
final class CodePoints {
    private final int length;
    /** The UTF-16 offset by code point; null where no character takes two units. */
    private final int @Nullable [] offsets;

    CodePoints(String text) {
        length = text.length();
        int points = text.codePointCount(0, length);
        if (points == length) {
            offsets = null;
            return;
        }
        int[] table = new int[points];
        int offset = 0;
        for (int i = 0; i < points; i++) {
            table[i] = offset;
            offset += Character.charCount(text.codePointAt(offset));
        }
        offsets = table;
    }

    /** Behind the end it is the end: the library's marks at the end of a text may count the end itself. */
    int utf16(int codePoints) {
        int[] table = offsets;
        if (table == null) {
            return Math.min(codePoints, length);
        }
        return codePoints < table.length ? table[codePoints] : length;
    }
}
