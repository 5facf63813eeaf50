package dev.tokenless.sandbox.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Reads the requests of one connection, each within its limits. */
final class RequestReader {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final Limits limits;
    private final AtomicLong bodies;
    private long deadline;
    private boolean begun;

    /** @param bodies the bytes of all bodies held at one time, shared by all connections */
    RequestReader(Socket socket, OutputStream out, Limits limits, AtomicLong bodies) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = out;
        this.limits = limits;
        this.bodies = bodies;
    }

    /** What came over the connection. */
    sealed interface Read {}

    /**
     * A whole request; the reader of it gives its body back to the shared count.
     *
     * @param keep whether the client wants to go on
     */
    record Arrived(Request request, boolean keep) implements Read {}

    /** Something that is answered without being handled; the connection ends with it. */
    record Refused(Response response) implements Read {}

    /** The client has nothing more to say. */
    record End() implements Read {}

    private static final class Refusal extends IOException {
        private static final long serialVersionUID = 1;
        private final int status;

        Refusal(int status, String message) {
            super(message);
            this.status = status;
        }
    }

    Read next() throws IOException {
        deadline = System.nanoTime() + limits.request().toNanos();
        begun = false;
        long held = 0;
        try {
            String first = line(0);
            if (first == null) {
                return new End();
            }
            while (first.isEmpty()) {
                first = line(0);
                if (first == null) {
                    return new End();
                }
            }
            String[] parts = first.split(" ", -1);
            if (parts.length != 3 || !parts[0].matches("[A-Z]{1,20}")) {
                throw new Refusal(400, "not an HTTP request");
            }
            if (!parts[2].equals("HTTP/1.1") && !parts[2].equals("HTTP/1.0")) {
                throw new Refusal(505, "HTTP/1.1 is spoken here");
            }
            Headers headers = headers(first.length());
            byte[] body = body(headers);
            held = body.length;
            return new Arrived(request(parts[0], parts[1], headers, body), keeps(parts[2], headers));
        } catch (Refusal refusal) {
            bodies.addAndGet(-held);
            return new Refused(Response.text(refusal.status, String.valueOf(refusal.getMessage())));
        } catch (SocketTimeoutException _) {
            if (!begun) {
                return new End();
            }
            return new Refused(Response.text(408, "the request took too long"));
        }
    }

    private static Request request(String method, String target, Headers headers, byte[] body) throws Refusal {
        String local = target;
        if (target.startsWith("http://")) {
            int slash = target.indexOf('/', "http://".length());
            local = slash < 0 ? "/" : target.substring(slash);
        }
        if (!local.startsWith("/")) {
            throw new Refusal(400, "the path must begin with a slash");
        }
        int question = local.indexOf('?');
        return new Request(
                method,
                question < 0 ? local : local.substring(0, question),
                question < 0 ? "" : local.substring(question + 1),
                headers,
                body);
    }

    private static boolean keeps(String version, Headers headers) {
        String connection = headers.first("Connection").orElse("");
        return version.equals("HTTP/1.1")
                ? !connection.equalsIgnoreCase("close")
                : connection.equalsIgnoreCase("keep-alive");
    }

    private Headers headers(int before) throws IOException {
        List<Headers.Field> fields = new ArrayList<>();
        int size = before;
        while (true) {
            String line = line(size);
            if (line == null) {
                throw new Refusal(400, "the headers end early");
            }
            if (line.isEmpty()) {
                return new Headers(fields);
            }
            size += line.length() + 2;
            int colon = line.indexOf(':');
            if (colon <= 0 || !line.substring(0, colon).matches("[!-9;-~]+")) {
                throw new Refusal(400, "not a header: no name before a colon");
            }
            fields.add(new Headers.Field(
                    line.substring(0, colon), line.substring(colon + 1).trim()));
        }
    }

    private byte[] body(Headers headers) throws IOException {
        List<String> lengths = headers.all("Content-Length");
        List<String> encodings = headers.all("Transfer-Encoding");
        if (!encodings.isEmpty()) {
            if (!lengths.isEmpty() || encodings.size() > 1) {
                throw new Refusal(400, "two lengths for one body");
            }
            if (!encodings.getFirst().equalsIgnoreCase("chunked")) {
                throw new Refusal(501, "this transfer encoding is not spoken here");
            }
            invite(headers);
            return chunks();
        }
        if (lengths.isEmpty()) {
            return new byte[0];
        }
        String length = lengths.getFirst();
        if (lengths.size() > 1 || !length.matches("\\d{1,18}")) {
            throw new Refusal(400, "not a length");
        }
        reserve(Long.parseLong(length), 0);
        int size = Integer.parseInt(length);
        boolean whole = false;
        try {
            invite(headers);
            byte[] body = exactly(size);
            whole = true;
            return body;
        } finally {
            if (!whole) {
                bodies.addAndGet(-size);
            }
        }
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        boolean whole = false;
        try {
            while (true) {
                String line = line(0);
                String size = line == null ? "" : line.split(";", 2)[0].trim();
                if (!size.matches("[0-9a-fA-F]{1,15}")) {
                    throw new Refusal(400, "not a chunk");
                }
                long length = Long.parseLong(size, 16);
                if (length == 0) {
                    headers(0);
                    whole = true;
                    return body.toByteArray();
                }
                reserve(length, body.size());
                byte[] chunk;
                try {
                    chunk = exactly((int) length);
                } catch (IOException e) {
                    bodies.addAndGet(-length);
                    throw e;
                }
                body.write(chunk);
                if (!"".equals(line(0))) {
                    throw new Refusal(400, "a chunk is longer than it says");
                }
            }
        } finally {
            if (!whole) {
                bodies.addAndGet(-body.size());
            }
        }
    }

    private void reserve(long more, long have) throws Refusal {
        if (more > limits.body() || have + more > limits.body()) {
            throw new Refusal(413, "the sandbox takes bodies of at most " + limits.body() + " bytes");
        }
        if (bodies.addAndGet(more) > limits.bodies()) {
            bodies.addAndGet(-more);
            throw new Refusal(503, "too many bodies at one time");
        }
    }

    private void invite(Headers headers) throws IOException {
        if (headers.first("Expect").map("100-continue"::equalsIgnoreCase).orElse(false)) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
    }

    private byte[] exactly(int length) throws IOException {
        // Grown as it arrives: a length that is only claimed costs no memory.
        byte[] body = new byte[Math.min(length, 64 * 1024)];
        int have = 0;
        while (have < length) {
            if (have == body.length) {
                body = Arrays.copyOf(body, Math.min(length, body.length * 2));
            }
            patience();
            int read = in.read(body, have, body.length - have);
            if (read < 0) {
                throw new Refusal(400, "the body ends early");
            }
            have += read;
        }
        return body;
    }

    /** A line without its end; null where the connection ended before it began. */
    private @Nullable String line(int before) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            patience();
            int next = in.read();
            if (next < 0) {
                if (line.size() == 0) {
                    return null;
                }
                throw new Refusal(400, "a line ends early");
            }
            if (next == '\n') {
                String text = line.toString(StandardCharsets.ISO_8859_1);
                return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
            }
            begun = true;
            line.write(next);
            if (before + line.size() > limits.head()) {
                throw new Refusal(431, "the headers are too long");
            }
        }
    }

    /** Sets how long the next read may wait. */
    private void patience() throws IOException {
        if (in.available() > 0) {
            return;
        }
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            throw new SocketTimeoutException();
        }
        socket.setSoTimeout((int) Math.min(left, limits.idle().toMillis()));
    }
}
