package dev.tokenless.sandbox.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parts of a {@code multipart/form-data} body (RFC 7578). */
public record Multipart(List<Part> parts) {
    private static final Pattern PARAMETER =
            Pattern.compile(";\\s*([a-z*]+)=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^;\\s]*))");
    private static final int PARTS_AT_MOST = 500;

    public Multipart {
        parts = List.copyOf(parts);
    }

    /**
     * One part.
     *
     * @param fileName null where the part is no file
     */
    public record Part(String name, @Nullable String fileName, byte[] content) {
        /** The content as UTF-8 text. */
        public String text() {
            return new String(content, StandardCharsets.UTF_8);
        }
    }

    /** The parts of a request; empty where it is not a well-formed form of this kind. */
    public static Optional<Multipart> of(Request request) {
        if (!request.hasType("multipart/form-data")) {
            return Optional.empty();
        }
        String boundary = parameter(request.header("Content-Type").orElse(""), "boundary");
        if (boundary == null || boundary.isEmpty() || boundary.length() > 200) {
            return Optional.empty();
        }
        return split(request.body(), ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The first part of this name. */
    public Optional<Part> part(String name) {
        return parts.stream().filter(p -> p.name().equals(name)).findFirst();
    }

    /** The text of the first part of this name. */
    public Optional<String> text(String name) {
        return part(name).map(Part::text);
    }

    private static Optional<Multipart> split(byte[] body, byte[] delimiter) {
        List<Part> parts = new ArrayList<>();
        int at = find(body, delimiter, 0);
        while (at >= 0 && parts.size() <= PARTS_AT_MOST) {
            int start = at + delimiter.length;
            if (start + 1 < body.length && body[start] == '-' && body[start + 1] == '-') {
                return Optional.of(new Multipart(parts));
            }
            int content = find(body, new byte[] {'\r', '\n', '\r', '\n'}, start);
            int next = content < 0 ? -1 : find(body, delimiter, content + 2);
            if (next < 0 || next - 2 < content + 4) {
                return Optional.empty();
            }
            String head = new String(body, start, content - start, StandardCharsets.UTF_8);
            Part part = part(head, Arrays.copyOfRange(body, content + 4, next - 2));
            if (part == null) {
                return Optional.empty();
            }
            parts.add(part);
            at = next;
        }
        return Optional.empty();
    }

    private static @Nullable Part part(String head, byte[] content) {
        for (String line : head.split("\r\n")) {
            if (line.regionMatches(true, 0, "Content-Disposition:", 0, 20)) {
                String name = parameter(line, "name");
                return name == null ? null : new Part(name, parameter(line, "filename"), content);
            }
        }
        return null;
    }

    private static @Nullable String parameter(String header, String name) {
        Matcher matcher = PARAMETER.matcher(header);
        while (matcher.find()) {
            if (matcher.group(1).equals(name)) {
                String quoted = matcher.group(2);
                return quoted == null ? matcher.group(3) : quoted.replaceAll("\\\\(.)", "$1");
            }
        }
        return null;
    }

    private static int find(byte[] in, byte[] what, int from) {
        for (int i = Math.max(0, from); i <= in.length - what.length; i++) {
            if (in[i] == what[0] && Arrays.equals(in, i, i + what.length, what, 0, what.length)) {
                return i;
            }
        }
        return -1;
    }
}
