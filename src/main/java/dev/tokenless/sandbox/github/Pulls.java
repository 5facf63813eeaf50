package dev.tokenless.sandbox.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenless.sandbox.http.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The pull requests. */
final class Pulls {
    private final Files files;
    private final String owner;
    private final String name;
    private final List<Pull> pulls = new ArrayList<>();
    private String web = "";

    private record Pull(String head, String title, boolean merged) {}

    Pulls(Files files, String owner, String name) {
        this.files = files;
        this.owner = owner;
        this.name = name;
    }

    void at(String address) {
        web = address;
    }

    /** Merges every pull request that is open, in their order. */
    synchronized void merge() {
        for (int i = 0; i < pulls.size(); i++) {
            Pull pull = pulls.get(i);
            if (!pull.merged()) {
                files.merge(pull.head());
                pulls.set(i, new Pull(pull.head(), pull.title(), true));
            }
        }
    }

    synchronized Response answer(String method, List<String> path, String head, JsonNode body) {
        if (method.equals("POST") && path.size() == 1) {
            pulls.add(new Pull(body.path("head").asText(), body.path("title").asText(), false));
            return Response.json(201, shown(pulls.size()));
        }
        if (path.size() == 1) {
            return Response.json(
                    200,
                    IntStream.rangeClosed(1, pulls.size())
                            .filter(n -> !pulls.get(n - 1).merged())
                            .filter(n -> head.isEmpty()
                                    || head.endsWith(":" + pulls.get(n - 1).head()))
                            .mapToObj(this::shown)
                            .toList());
        }
        int number = path.get(1).matches("[0-9]{1,4}") ? Integer.parseInt(path.get(1)) : 0;
        return number < 1 || number > pulls.size() ? PlayedGitHub.missing() : Response.json(200, shown(number));
    }

    private Map<String, Object> shown(int number) {
        Pull pull = pulls.get(number - 1);
        return Map.of(
                "number",
                number,
                "title",
                pull.title(),
                "state",
                pull.merged() ? "closed" : "open",
                "merged",
                pull.merged(),
                "head",
                Map.of("ref", pull.head()),
                "base",
                Map.of("ref", "main"),
                "html_url",
                web + "/" + owner + "/" + name + "/pull/" + number);
    }
}
