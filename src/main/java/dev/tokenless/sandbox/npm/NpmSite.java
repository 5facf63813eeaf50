package dev.tokenless.sandbox.npm;

import dev.tokenless.registry.Exchange;
import dev.tokenless.sandbox.book.Account;
import dev.tokenless.sandbox.book.Book;
import dev.tokenless.sandbox.http.Handler;
import dev.tokenless.sandbox.http.Request;
import dev.tokenless.sandbox.http.Response;
import dev.tokenless.sandbox.token.TokenReader;
import java.util.List;
import java.util.Map;

/**
 * Plays the npm registry as its command line sees it. Routes go by the raw path: the slash of a scope arrives as
 * {@code %2f} and must not be taken for the end of a segment.
 *
 * <p>Source: npm/api-documentation (trust.yaml, oidc.yaml, stage.yaml, token.yaml) and npm/cli.
 */
public final class NpmSite implements Handler {
    private final Sessions sessions;
    private final TokenExchange exchange;
    private final Trust trust;
    private final Packages packages;
    private final Stages stages;

    /** @param audience of the public registry, {@code npm:} and its host name */
    public NpmSite(Book book, Account account, String audience, TokenReader tokens, Exchange rules) {
        this.sessions = new Sessions(book, account);
        this.exchange = new TokenExchange(book, audience, tokens, rules);
        this.trust = new Trust(book, sessions);
        this.packages = new Packages(book, sessions);
        this.stages = new Stages(book, sessions, packages);
    }

    @Override
    public Response answer(Request request) {
        List<String> path = request.rawSegments();
        if (!path.getFirst().equals("-")) {
            return packages.answer(request, path);
        }
        String area = path.size() > 1 ? path.get(1) : "";
        return switch (area) {
            case "ping" -> Response.json(200, Map.of());
            case "whoami" -> sessions.whoAmI(request);
            case "v1", "sandbox" -> sessions.login(request, path);
            case "npm" ->
                request.rawPath().startsWith("/-/npm/v1/oidc/")
                        ? exchange.answer(request, path)
                        : sessions.tokens(request, path);
            case "package" -> ofPackage(request, path);
            case "stage" -> stages.answer(request, path);
            default -> notFound();
        };
    }

    private Response ofPackage(Request request, List<String> path) {
        if (path.size() < 4) {
            return notFound();
        }
        String name = Request.decoded(path.get(2));
        return switch (path.get(3)) {
            case "trust" -> trust.answer(request, name, path);
            // Said of every package, because a client that hears "public" goes to the internet to sign a statement.
            case "visibility" -> Response.json(200, Map.of("public", false));
            case "access" -> packages.access(request, name);
            default -> notFound();
        };
    }

    static Response notFound() {
        return Response.json(404, Map.of("error", "Not found"));
    }
}
