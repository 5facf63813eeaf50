package dev.tokenless.ui.part;

import java.util.ArrayList;
import java.util.List;

/**
 * Where two values differ, character by character, as runs of each value. A run that is empty and differs stands where the
 * other value has something that this one lacks.
 */
public record Difference(List<Run> presented, List<Run> expected) {
    public Difference {
        presented = List.copyOf(presented);
        expected = List.copyOf(expected);
    }

    /** Compares two values. */
    public static Difference of(String presented, String expected) {
        if (presented.length() == expected.length() && presented.equalsIgnoreCase(expected)) {
            return letterCase(presented, expected);
        }
        int least = Math.min(presented.length(), expected.length());
        int start = 0;
        while (start < least && presented.charAt(start) == expected.charAt(start)) {
            start++;
        }
        int end = 0;
        while (end < least - start
                && presented.charAt(presented.length() - 1 - end) == expected.charAt(expected.length() - 1 - end)) {
            end++;
        }
        if (start > 0 && Character.isHighSurrogate(presented.charAt(start - 1))) {
            start--;
        }
        if (end > 0 && Character.isLowSurrogate(presented.charAt(presented.length() - end))) {
            end--;
        }
        return new Difference(cut(presented, start, end), cut(expected, start, end));
    }

    private static List<Run> cut(String value, int start, int end) {
        List<Run> runs = new ArrayList<>();
        add(runs, value.substring(0, start), false);
        runs.add(new Run(value.substring(start, value.length() - end), true));
        add(runs, value.substring(value.length() - end), false);
        return runs;
    }

    private static Difference letterCase(String one, String other) {
        List<Run> first = new ArrayList<>();
        List<Run> second = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= one.length(); i++) {
            if (i == one.length() || (one.charAt(i) == other.charAt(i)) != (one.charAt(from) == other.charAt(from))) {
                boolean differs = one.charAt(from) != other.charAt(from);
                add(first, one.substring(from, i), differs);
                add(second, other.substring(from, i), differs);
                from = i;
            }
        }
        return new Difference(first, second);
    }

    private static void add(List<Run> runs, String text, boolean differs) {
        if (!text.isEmpty()) {
            runs.add(new Run(text, differs));
        }
    }

    /** A stretch of a value that is the same on both sides, or is not. */
    public record Run(String text, boolean differs) {}
}
