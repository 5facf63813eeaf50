package dev.tokenless.registry;

import dev.tokenless.net.Header;
import dev.tokenless.net.Redaction;
import dev.tokenless.net.Request;
import java.util.List;

/**
 * A request exactly as it will be sent, to be shown before. A one-time password is added where the registry asks for one.
 *
 * @param title what it does, for example {@code Register the publisher of sample}
 * @param command the other program that sends it, with its arguments; empty where this program does
 */
public record PublisherRequest(String title, Request request, List<String> command) {
    public PublisherRequest {
        command = List.copyOf(command);
    }

    public PublisherRequest(String title, Request request) {
        this(title, request, List.of());
    }

    /** The same sent by another program. */
    public PublisherRequest by(List<String> program) {
        return new PublisherRequest(title, request, program);
    }

    /** The method. */
    public String method() {
        return request.method();
    }

    /** The whole address. */
    public String address() {
        return Redaction.mask(request.url());
    }

    /** The headers with their secrets masked, one line each. */
    public List<String> headers() {
        return request.headers().stream().map(Header::toString).toList();
    }

    /** The body with its secrets masked; empty where there is none. */
    public String body() {
        Request.Body body = request.body();
        return body == null ? "" : body.shown();
    }

    /** All of it as one text: the command that is run first, where it is another program's. */
    public String shown() {
        return command.isEmpty()
                ? request.shown()
                : Redaction.mask(String.join(" ", command)) + "\n\n" + request.shown();
    }
}
