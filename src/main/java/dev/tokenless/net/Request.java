package dev.tokenless.net;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A request as it will be sent: it can be shown to the user beforehand, with its secrets masked.
 *
 * @param url the whole address; its path is sent as it is written, percent signs and all
 * @param repeatable whether sending it twice does the same as once, so that a failed attempt may be repeated
 * @param redirects whether an answer that names another address is followed; done for GET and HEAD alone
 * @param largestAnswer bytes of the answer's body that are accepted
 */
public record Request(
        String method,
        String url,
        List<Header> headers,
        @Nullable Body body,
        boolean repeatable,
        boolean redirects,
        int largestAnswer) {
    private static final int USUAL_ANSWER = 8 * 1024 * 1024;

    public Request {
        headers = List.copyOf(headers);
    }

    /**
     * What is sent.
     *
     * @param secret whether the text holds a credential, so that it is not shown
     */
    public record Body(String contentType, byte[] bytes, boolean secret) {
        public Body {
            bytes = bytes.clone();
        }

        @Override
        public byte[] bytes() {
            return bytes.clone();
        }

        /** The text as it may be shown. */
        public String shown() {
            return secret ? Secret.MASK : Redaction.mask(new String(bytes, StandardCharsets.UTF_8));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Body body
                    && contentType.equals(body.contentType)
                    && secret == body.secret
                    && Arrays.equals(bytes, body.bytes);
        }

        @Override
        public int hashCode() {
            return 31 * contentType.hashCode() + Arrays.hashCode(bytes);
        }

        @Override
        public String toString() {
            return contentType + ", " + bytes.length + " bytes";
        }
    }

    /** A request that reads; it may be repeated. */
    public static Request get(String url) {
        return new Request("GET", url, List.of(), null, true, true, USUAL_ANSWER);
    }

    /** A request of any method. HEAD is repeatable; others only after {@link #asRepeatable()}. */
    public static Request of(String method, String url) {
        boolean reads = reads(method);
        return new Request(method, url, List.of(), null, reads, reads, USUAL_ANSWER);
    }

    /** Whether it asks and changes nothing. */
    public boolean reads() {
        return reads(method);
    }

    private static boolean reads(String method) {
        return method.equals("GET") || method.equals("HEAD");
    }

    /** With one more header. */
    public Request header(String name, String value) {
        return with(new Header(name, value, null));
    }

    /**
     * With a header that holds a secret.
     *
     * @param before what stands before it, for example {@code "Bearer "}; may be empty
     */
    public Request header(String name, String before, Secret secret) {
        return with(new Header(name, before, secret));
    }

    /** With another value of a header. */
    public Request replacing(String name, String value) {
        List<Header> others = headers.stream()
                .filter(header -> !header.name().equalsIgnoreCase(name))
                .toList();
        return new Request(method, url, others, body, repeatable, redirects, largestAnswer).header(name, value);
    }

    private Request with(Header header) {
        List<Header> more = new ArrayList<>(headers);
        more.add(header);
        return new Request(method, url, more, body, repeatable, redirects, largestAnswer);
    }

    /** With a body of JSON. */
    public Request json(String json) {
        return body(new Body("application/json", json.getBytes(StandardCharsets.UTF_8), false));
    }

    /** With a body of JSON that holds a credential. */
    public Request secretJson(String json) {
        return body(new Body("application/json", json.getBytes(StandardCharsets.UTF_8), true));
    }

    /** With the body of a form, in the map's order. */
    public Request form(Map<String, String> fields) {
        return form(fields, false);
    }

    /** With the body of a form that holds a credential. */
    public Request secretForm(Map<String, String> fields) {
        return form(fields, true);
    }

    private Request form(Map<String, String> fields, boolean secret) {
        String text = fields.entrySet().stream()
                .map(e -> encoded(e.getKey()) + "=" + encoded(e.getValue()))
                .collect(Collectors.joining("&"));
        return body(new Body("application/x-www-form-urlencoded", text.getBytes(StandardCharsets.UTF_8), secret));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** With a body. */
    public Request body(Body sent) {
        return new Request(method, url, headers, sent, repeatable, redirects, largestAnswer);
    }

    /** Says that sending this twice does the same as once. */
    public Request asRepeatable() {
        return new Request(method, url, headers, body, true, redirects, largestAnswer);
    }

    /** Says that an answer which names another address is itself the answer. */
    public Request withoutRedirects() {
        return new Request(method, url, headers, body, repeatable, false, largestAnswer);
    }

    /** With another bound on the answer's body, in bytes. */
    public Request largestAnswer(int bytes) {
        return new Request(method, url, headers, body, repeatable, redirects, bytes);
    }

    /** Whether a credential travels with it. */
    public boolean carriesSecret() {
        return (body != null && body.secret()) || headers.stream().anyMatch(h -> h.secret() != null);
    }

    /** The whole request as it may be shown: method and address, headers, body; secrets masked. */
    public String shown() {
        StringBuilder text = new StringBuilder(method).append(' ').append(Redaction.mask(url));
        headers.forEach(header -> text.append('\n').append(header));
        if (body != null) {
            text.append("\nContent-Type: ")
                    .append(body.contentType())
                    .append("\n\n")
                    .append(body.shown());
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return shown();
    }
}
