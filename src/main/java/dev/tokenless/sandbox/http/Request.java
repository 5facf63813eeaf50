package dev.tokenless.sandbox.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it came over the wire.
 *
 * @param rawPath the path with its percent signs: npm's {@code %2f} must not become a segment's end before it is routed
 * @param rawQuery the text behind the question mark, empty where there is none
 */
public record Request(String method, String rawPath, String rawQuery, Headers headers, byte[] body) {

    /** A header's first value. */
    public Optional<String> header(String name) {
        return headers.first(name);
    }

    /** The path and query as they came. */
    public String target() {
        return rawQuery.isEmpty() ? rawPath : rawPath + "?" + rawQuery;
    }

    /** The path's parts between slashes, still encoded, without the empty one before the first slash. */
    public List<String> rawSegments() {
        return List.of(rawPath.substring(1).split("/", -1));
    }

    /** The body as UTF-8 text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** A query parameter's first value. */
    public Optional<String> query(String name) {
        return Optional.ofNullable(formFields(rawQuery).get(name)).map(List::getFirst);
    }

    /** The fields of a form that was sent as {@code application/x-www-form-urlencoded}. */
    public Map<String, List<String>> form() {
        return formFields(text());
    }

    /** Whether the body is said to be of this media type, whatever its parameters. */
    public boolean hasType(String mediaType) {
        return header("Content-Type")
                .map(t -> t.split(";", 2)[0].trim().equalsIgnoreCase(mediaType))
                .orElse(false);
    }

    /** Percent-decodes one part of a path; a plus sign stays one. */
    public static String decoded(String part) {
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return part;
        }
    }

    private static Map<String, List<String>> formFields(String text) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (String pair : text.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            fields.computeIfAbsent(formDecoded(name), _ -> new ArrayList<>()).add(formDecoded(value));
        }
        return fields;
    }

    private static String formDecoded(String part) {
        try {
            return URLDecoder.decode(part, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return part;
        }
    }
}
