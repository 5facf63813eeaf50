package dev.tokenless.check.rules;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Version numbers as far as a file pins them; a range or an alias that may mean a newer one is not a number. */
final class Versions {
    private static final Pattern NUMBER =
            Pattern.compile("[~^=v\\s]*(\\d{1,6})(?:\\.(\\d{1,6}|x|\\*))?(?:\\.(\\d{1,6}|x|\\*))?");

    private Versions() {}

    /** A version of which later parts may be open: {@code 20} means the newest of 20. */
    record Version(int major, int minor, int patch) implements Comparable<Version> {
        /** Stands for a part that is not pinned, so the newest. */
        static final int OPEN = Integer.MAX_VALUE;

        @Override
        public int compareTo(Version other) {
            int byMajor = Integer.compare(major, other.major);
            int byMinor = byMajor != 0 ? byMajor : Integer.compare(minor, other.minor);
            return byMinor != 0 ? byMinor : Integer.compare(patch, other.patch);
        }

        boolean before(int otherMajor, int otherMinor, int otherPatch) {
            return compareTo(new Version(otherMajor, otherMinor, otherPatch)) < 0;
        }
    }

    /** The highest version that the text allows, where it is bounded at all. */
    static Optional<Version> highest(String text) {
        Matcher matcher = NUMBER.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        boolean caret = text.strip().startsWith("^");
        boolean tilde = text.strip().startsWith("~");
        int minor = caret ? Version.OPEN : part(matcher.group(2));
        int patch = caret || tilde || minor == Version.OPEN ? Version.OPEN : part(matcher.group(3));
        return Optional.of(new Version(Integer.parseInt(matcher.group(1)), minor, patch));
    }

    private static int part(@org.jspecify.annotations.Nullable String text) {
        return text == null || text.equals("x") || text.equals("*") ? Version.OPEN : Integer.parseInt(text);
    }
}
