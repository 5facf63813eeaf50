package dev.tokenless.sandbox.cratesio;

import dev.tokenless.sandbox.http.Response;
import java.util.List;
import java.util.Map;

/** The one form of all refusals (rust-lang/crates.io, src/util/errors/json.rs). */
final class Errors {
    private Errors() {}

    static Response error(int status, String detail) {
        return Response.json(status, Map.of("errors", List.of(Map.of("detail", detail))));
    }

    static Response notFound() {
        return error(404, "Not Found");
    }
}
