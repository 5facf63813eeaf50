package dev.tokenless.sandbox.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * An answer.
 *
 * @param reason the words behind the status; PyPI explains a refused upload there, and twine prints nothing else
 */
public record Response(int status, String reason, Headers headers, byte[] body) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<Integer, String> REASONS = Map.ofEntries(
            Map.entry(100, "Continue"),
            Map.entry(200, "OK"),
            Map.entry(201, "Created"),
            Map.entry(202, "Accepted"),
            Map.entry(204, "No Content"),
            Map.entry(301, "Moved Permanently"),
            Map.entry(302, "Found"),
            Map.entry(304, "Not Modified"),
            Map.entry(400, "Bad Request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(406, "Not Acceptable"),
            Map.entry(408, "Request Timeout"),
            Map.entry(409, "Conflict"),
            Map.entry(410, "Gone"),
            Map.entry(411, "Length Required"),
            Map.entry(413, "Content Too Large"),
            Map.entry(415, "Unsupported Media Type"),
            Map.entry(421, "Misdirected Request"),
            Map.entry(422, "Unprocessable Entity"),
            Map.entry(429, "Too Many Requests"),
            Map.entry(431, "Request Header Fields Too Large"),
            Map.entry(500, "Internal Server Error"),
            Map.entry(501, "Not Implemented"),
            Map.entry(503, "Service Unavailable"),
            Map.entry(505, "HTTP Version Not Supported"));

    /** An answer without a body. */
    public static Response empty(int status) {
        return new Response(status, REASONS.getOrDefault(status, ""), Headers.none(), new byte[0]);
    }

    /** Plain text. */
    public static Response text(int status, String text) {
        return of(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    /** A value as JSON: maps, lists, strings, numbers, trees. */
    public static Response json(int status, Object value) {
        try {
            return of(status, "application/json; charset=utf-8", JSON.writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Bytes of a media type. */
    public static Response of(int status, String contentType, byte[] body) {
        Headers headers = Headers.none().with("Content-Type", contentType);
        return new Response(status, REASONS.getOrDefault(status, ""), headers, body);
    }

    /** The same answer with one more header. */
    public Response with(String name, String value) {
        return new Response(status, reason, headers.with(name, value), body);
    }

    /** The same answer under another media type. */
    public Response withType(String contentType) {
        return new Response(status, reason, headers.without("Content-Type").with("Content-Type", contentType), body);
    }

    /** The same answer with other words behind the status. */
    public Response because(String words) {
        return new Response(status, words, headers, body);
    }

    /** The body as UTF-8 text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
