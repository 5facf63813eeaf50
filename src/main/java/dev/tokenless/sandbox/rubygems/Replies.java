package dev.tokenless.sandbox.rubygems;

import dev.tokenless.sandbox.http.Request;
import dev.tokenless.sandbox.http.Response;
import java.util.Map;

/**
 * Answers in the form that the client asked for (rubygems/rubygems.org, app/controllers/api/base_controller.rb,
 * app/controllers/application_controller.rb).
 */
final class Replies {
    private Replies() {}

    /** A refusal that is JSON where the client accepts it, and plain text otherwise. */
    static Response error(Request request, int status, String text) {
        return json(request) ? Response.json(status, Map.of("error", text)) : Response.text(status, text);
    }

    /** Not found: JSON, the site's page, or two words, by what the client accepts. */
    static Response notFound(Request request) {
        String accept = request.header("Accept").orElse("*/*");
        if (json(request)) {
            return Response.json(404, Map.of("error", "Not Found"));
        }
        return accept.contains("*/*") || accept.contains("text/html")
                ? Response.of(
                        404,
                        "text/html; charset=utf-8",
                        Response.text(200, "<!DOCTYPE html><html><title>Page not found</title></html>\n")
                                .body())
                : Response.text(404, "Not Found");
    }

    static boolean json(Request request) {
        return request.header("Accept").orElse("").contains("application/json");
    }
}
