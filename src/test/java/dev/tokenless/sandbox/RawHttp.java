package dev.tokenless.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Sends a request with exactly these headers and nothing that a client library would add. */
public final class RawHttp {
    public static final ObjectMapper JSON = new ObjectMapper();

    private RawHttp() {}

    public record Reply(int status, String reason, Map<String, String> headers, String body) {
        public JsonNode json() throws IOException {
            return JSON.readTree(body);
        }
    }

    public static Reply send(URI base, String method, String path, Map<String, String> headers, byte[] body)
            throws IOException {
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
            head.append("Host: ").append(base.getAuthority()).append("\r\nConnection: close\r\n");
            headers.forEach((name, value) ->
                    head.append(name).append(": ").append(value).append("\r\n"));
            if (body.length > 0 || !method.equals("GET")) {
                head.append("Content-Length: ").append(body.length).append("\r\n");
            }
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
            all.writeBytes(body);
            socket.getOutputStream().write(all.toByteArray());
            return read(socket.getInputStream());
        }
    }

    public static Reply send(URI base, String method, String path, Map<String, String> headers, String body)
            throws IOException {
        return send(base, method, path, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    /** A JSON request with the headers that every registry wants to see. */
    public static Reply json(URI base, String method, String path, Map<String, String> more, Object body)
            throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("User-Agent", "tokenless-test");
        headers.put("Accept", "application/json");
        headers.put("Content-Type", "application/json");
        headers.putAll(more);
        return send(base, method, path, headers, JSON.writeValueAsBytes(body));
    }

    public static Reply get(URI base, String path, Map<String, String> more) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("User-Agent", "tokenless-test");
        headers.put("Accept", "application/json");
        headers.putAll(more);
        return send(base, "GET", path, headers, new byte[0]);
    }

    private static Reply read(InputStream in) throws IOException {
        String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        int end = all.indexOf("\r\n\r\n");
        if (end < 0) {
            // A closing server may take the connection and answer nothing.
            throw new IOException("no answer");
        }
        String[] lines = all.substring(0, end).split("\r\n");
        String[] first = lines[0].split(" ", 3);
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.put(
                    lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[i].substring(colon + 1).trim());
        }
        return new Reply(Integer.parseInt(first[1]), first[2], headers, all.substring(end + 4));
    }
}
