package dev.tokenless.sandbox.npm;

import dev.tokenless.sandbox.book.Book;
import dev.tokenless.sandbox.http.Request;
import dev.tokenless.sandbox.http.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Staged publishing: a version waits until a person approves it (npm/api-documentation, stage.yaml). */
final class Stages {
    private static final int MOST = 1000;

    private final Book book;
    private final Sessions sessions;
    private final Packages packages;
    private final Map<String, Stage> waiting = new ConcurrentHashMap<>();

    private record Stage(String name, String tag, Packages.Publish publish) {}

    Stages(Book book, Sessions sessions, Packages packages) {
        this.book = book;
        this.sessions = sessions;
        this.packages = packages;
    }

    Response answer(Request request, List<String> path) {
        if (path.size() == 4
                && path.get(2).equals("package")
                && request.method().equals("POST")) {
            return stage(request, Request.decoded(path.get(3)));
        }
        Response refusal = sessions.withoutPerson(request);
        if (refusal != null) {
            return refusal;
        }
        String id = path.size() > 2 ? path.get(2) : "";
        Stage stage = waiting.get(id);
        if (path.size() == 2 && request.method().equals("GET")) {
            return list(request.query("package").orElse(""));
        }
        if (stage == null) {
            return NpmSite.notFound();
        }
        if (path.size() == 3 && request.method().equals("GET")) {
            return Response.json(200, shown(id, stage));
        }
        if (path.size() == 3 && request.method().equals("DELETE")) {
            waiting.remove(id);
            return Response.empty(204);
        }
        if (path.size() == 4
                && path.get(3).equals("approve")
                && request.method().equals("POST")) {
            waiting.remove(id);
            packages.add(stage.name(), stage.tag(), stage.publish());
            book.tell(
                    "stage approved", 201, stage.name() + " " + stage.publish().version(), "");
            return Response.json(201, Map.of("message", "approved"));
        }
        return NpmSite.notFound();
    }

    private Response stage(Request request, String name) {
        return switch (packages.admit(request, name, "stage publish")) {
            case Packages.Turned(Response response) -> {
                book.tell("stage", response.status(), response.text(), "");
                yield response;
            }
            case Packages.Admitted(Packages.Publish publish) -> {
                if (waiting.size() >= MOST) {
                    yield Response.json(400, Map.of("error", "too many versions are staged"));
                }
                String id = UUID.randomUUID().toString();
                waiting.put(id, new Stage(name, Packages.tag(request), publish));
                book.tell("stage", 201, name + " " + publish.version(), "");
                Map<String, Object> body = new LinkedHashMap<>();
                body.put("message", "staged");
                body.put("stageId", id);
                yield Response.json(201, body);
            }
        };
    }

    private Response list(String name) {
        List<Map<String, Object>> shown = new ArrayList<>();
        waiting.forEach((id, stage) -> {
            if (name.isEmpty() || name.equals(stage.name())) {
                shown.add(shown(id, stage));
            }
        });
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("items", shown);
        body.put("total", shown.size());
        return Response.json(200, body);
    }

    private static Map<String, Object> shown(String id, Stage stage) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", id);
        shown.put("packageName", stage.name());
        shown.put("version", stage.publish().version());
        return shown;
    }
}
