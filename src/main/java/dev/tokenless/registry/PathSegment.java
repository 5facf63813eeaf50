package dev.tokenless.registry;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Values of strangers in addresses. */
public final class PathSegment {
    private PathSegment() {}

    /** A value as one segment of a path, or as a value of a query: everything but unreserved characters is escaped. */
    public static String of(String value) {
        StringBuilder segment = new StringBuilder();
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || "-_~".indexOf(c) >= 0
                    || (c == '.' && !value.equals(".") && !value.equals(".."));
            if (plain) {
                segment.append(c);
            } else {
                segment.append(String.format(Locale.ROOT, "%%%02X", (int) c));
            }
        }
        return segment.toString();
    }

    /** Whoever removes what is gone already has what she wanted. */
    public static <T> Outcome<T> goneCountsAsRemoved(Outcome<T> outcome, T stored) {
        boolean gone = outcome instanceof Outcome.Failed<T>(Outcome.Failure failure)
                && failure instanceof Outcome.Refused refused
                && refused.reason() == Outcome.Reason.ABSENT;
        return gone ? new Outcome.Done<>(stored) : outcome;
    }
}
