package dev.tokenless.sandbox.pypi;

import dev.tokenless.registry.PublisherIdentity;
import dev.tokenless.registry.Registry;
import dev.tokenless.registry.Registry.FieldProblem;
import dev.tokenless.registry.Registry.FormField;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.directory.Registries;
import dev.tokenless.sandbox.book.Book;
import dev.tokenless.sandbox.book.Owners;
import dev.tokenless.sandbox.http.Request;
import dev.tokenless.sandbox.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Plays the page on which an owner registers a publisher for a project by hand: the address fills the fields, the button
 * registers, what the form refuses it refuses in PyPI's words. It asks for no login, for the sandbox has one maintainer.
 *
 * <p>Source: pypi/warehouse, warehouse/manage/views/oidc_publishers.py and warehouse/oidc/forms.
 */
final class PublishingForm {
    private static final int LONGEST_VALUE = 300;
    private static final String STYLE = """
        body{font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem}
        label{display:block;margin:1rem 0 .25rem}input{width:100%;padding:.5rem;font:inherit;box-sizing:border-box}
        button{margin-top:1.5rem;padding:.5rem 1.5rem;font:inherit}.e{color:#b3261e}.n{color:#555}
        """;

    private final Book book;
    private final Owners owners;

    PublishingForm(Book book, Owners owners) {
        this.book = book;
        this.owners = owners;
    }

    /** Whether the page is asked for: {@code /manage/project/NAME/settings/publishing/}. */
    static boolean isFor(Request request) {
        List<String> path = request.rawSegments();
        return path.size() >= 5
                && path.get(0).equals("manage")
                && path.get(1).equals("project")
                && path.get(3).equals("settings")
                && path.get(4).equals("publishing");
    }

    Response answer(Request request) {
        String project = Request.decoded(request.rawSegments().get(2));
        if (!book.exists(project)) {
            return Response.text(404, "404 Not Found\n\nThe resource could not be found.\n");
        }
        return switch (request.method()) {
            case "GET", "HEAD" -> page(200, project, wanted(project, n -> request.query(n)), List.of(), "");
            case "POST" ->
                add(
                        project,
                        wanted(
                                project,
                                n -> Optional.ofNullable(request.form().get(n)).map(List::getLast)));
            default -> Response.empty(405);
        };
    }

    private interface Values {
        Optional<String> of(String name);
    }

    private TrustedPublisher wanted(String project, Values values) {
        String owner = value(values, "owner");
        String environment = value(values, "environment");
        return new TrustedPublisher(
                book.registry(),
                project,
                TrustedPublisher.Kind.ACTIVE,
                new PublisherIdentity.GitHub(
                        owners.find(owner).map(Owners.Owner::login).orElse(owner),
                        value(values, "repository"),
                        value(values, "workflow_filename"),
                        environment.isEmpty() ? null : environment,
                        owners.find(owner).map(Owners.Owner::id).orElse(null),
                        null,
                        null),
                List.of(),
                null,
                true,
                null);
    }

    private static String value(Values values, String name) {
        String value = values.of(name).orElse("").strip();
        return value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE) : value;
    }

    private Response add(String project, TrustedPublisher typed) {
        TrustedPublisher wanted = registry().stored(typed);
        List<FieldProblem> problems = registry().validate(wanted);
        if (!problems.isEmpty()) {
            return page(400, project, wanted, problems, "");
        }
        boolean there =
                book.publishersOf(project).stream().anyMatch(p -> p.identity().equals(wanted.identity()));
        if (there) {
            return page(200, project, wanted, List.of(), "This publisher is already registered for the project.");
        }
        book.add(wanted, UUID.randomUUID().toString());
        book.tell("publisher added", 303, "to " + project, "");
        return page(200, project, wanted, List.of(), "Added. Go back to Tokenless.");
    }

    private Registry registry() {
        return Registries.byId(book.registry()).orElseThrow();
    }

    private Response page(
            int status, String project, TrustedPublisher shown, List<FieldProblem> problems, String notice) {
        StringBuilder fields = new StringBuilder();
        for (FormField field : registry().form(shown)) {
            String wrong = problems.stream()
                    .filter(p -> p.field().equals(field.name()))
                    .map(p -> "<p class=e>" + escaped(p.message()) + "</p>")
                    .collect(Collectors.joining());
            fields.append("<label for=\"%s\">%s</label><input id=\"%s\" name=\"%s\" value=\"%s\">%s\n"
                    .formatted(
                            escaped(field.name()),
                            escaped(field.label()),
                            escaped(field.name()),
                            escaped(field.name()),
                            escaped(field.value()),
                            wrong));
        }
        String said = notice.isEmpty() ? "" : "<p role=status><strong>" + escaped(notice) + "</strong></p>";
        String html = """
            <!doctype html><html lang="en"><meta charset="utf-8"><title>Publishing of %1$s (sandbox)</title>
            <style>%2$s</style>
            <p class=n>Sandbox of Tokenless on this computer. Nothing here reaches the registry.</p>
            <h1>Trusted publisher for %1$s</h1>%3$s
            <form method="post">%4$s<button type="submit">Add</button></form></html>
            """.formatted(escaped(project), STYLE, said, fields);
        // The values come from an address that anybody may have written.
        return Response.of(status, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8))
                .with("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'")
                .with("X-Frame-Options", "DENY");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
