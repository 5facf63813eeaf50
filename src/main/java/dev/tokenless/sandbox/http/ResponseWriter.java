package dev.tokenless.sandbox.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes answers to the wire. */
final class ResponseWriter {
    private ResponseWriter() {}

    /**
     * Writes one answer.
     *
     * @param headOnly the request was HEAD: the body's length is said and the body left out
     * @param keep whether the connection stays open
     */
    static void write(OutputStream out, Response response, boolean headOnly, boolean keep) throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 ")
                .append(response.status())
                .append(' ')
                .append(oneLine(response.reason()))
                .append("\r\n");
        for (Headers.Field field : response.headers().fields()) {
            head.append(oneLine(field.name()))
                    .append(": ")
                    .append(oneLine(field.value()))
                    .append("\r\n");
        }
        boolean bodyless = response.status() == 204 || response.status() == 304;
        if (!bodyless) {
            head.append("Content-Length: ").append(response.body().length).append("\r\n");
        }
        head.append("Connection: ").append(keep ? "keep-alive" : "close").append("\r\n\r\n");
        out.write(head.toString().getBytes(StandardCharsets.UTF_8));
        if (!bodyless && !headOnly) {
            out.write(response.body());
        }
        out.flush();
    }

    /** Text from a request may come back in a reason phrase or header: it must not begin a line of its own. */
    private static String oneLine(String text) {
        return text.replaceAll("[\\r\\n\\u0000]+", " ");
    }
}
