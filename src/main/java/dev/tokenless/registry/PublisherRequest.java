package dev.tokenless.registry;

import dev.tokenless.net.Header;
import dev.tokenless.net.Redaction;
import dev.tokenless.net.Request;
import java.util.List;

/**
 * A request exactly as it will be sent, to be shown before. A one-time password is added where the registry asks for one.
 *
 * @param title what it does, for example {@code Register the publisher of sample}
 */
public record PublisherRequest(String title, Request request) {

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

    /** All of it as one text. */
    public String shown() {
        return request.shown();
    }
}
