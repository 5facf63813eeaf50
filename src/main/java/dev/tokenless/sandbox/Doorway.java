package dev.tokenless.sandbox;

import dev.tokenless.sandbox.http.Handler;
import dev.tokenless.sandbox.http.Request;
import dev.tokenless.sandbox.http.Response;
import org.jspecify.annotations.Nullable;

/** Stands before a handler that needs to know its port and so can only be made when the server listens already. */
final class Doorway implements Handler {
    private volatile @Nullable Handler behind;

    void open(Handler handler) {
        behind = handler;
    }

    @Override
    public Response answer(Request request) {
        Handler handler = behind;
        return handler == null ? Response.empty(503) : handler.answer(request);
    }
}
