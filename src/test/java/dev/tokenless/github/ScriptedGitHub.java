package dev.tokenless.github;

import dev.tokenless.net.Http;
import dev.tokenless.net.HttpSettings;
import dev.tokenless.net.Secret;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;

/** A GitHub on loopback that answers as it was told: by method and path, each answer once, the last one for ever. */
public final class ScriptedGitHub implements AutoCloseable {
    public static final String CLASSIC = "ghp_" + "0123456789abcdefghijABCDEFGHIJ012345";
    public static final String FINE = "github_pat_" + "0123456789abcdefghijABCDEFGHIJ012345";

    private final MockWebServer server = Undelayed.server();
    private final Map<String, Deque<MockResponse>> answers = new HashMap<>();
    public final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    public final List<RecordedRequest> requests = Collections.synchronizedList(new ArrayList<>());
    final Http http = new Http(HttpSettings.standard()
            .callLimit(Duration.ofSeconds(20))
            .onlyLoopback()
            .pause(_ -> {}));

    public ScriptedGitHub() throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                String key = request.getMethod() + " " + request.getTarget();
                asked.add(key);
                requests.add(request);
                Deque<MockResponse> scripted = answers.get(key);
                if (scripted == null) {
                    return json(404, "{\"message\":\"Not Found\"}").build();
                }
                synchronized (scripted) {
                    return scripted.size() > 1 ? scripted.remove() : scripted.peek();
                }
            }
        });
        server.start();
    }

    public static MockResponse.Builder json(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json; charset=utf-8")
                .body(body);
    }

    public ScriptedGitHub on(String methodAndPath, int status, String body) {
        return on(methodAndPath, json(status, body).build());
    }

    public ScriptedGitHub on(String methodAndPath, MockResponse answer) {
        answers.computeIfAbsent(methodAndPath, _ -> new ArrayDeque<>()).add(answer);
        return this;
    }

    /** From now on this alone, whatever was told before. */
    public ScriptedGitHub answer(String methodAndPath, String body) {
        answers.remove(methodAndPath);
        return on(methodAndPath, 200, body);
    }

    public String base() {
        String url = server.url("/").toString();
        return url.substring(0, url.length() - 1);
    }

    GitHubAddress address() {
        return GitHubAddress.at(base());
    }

    GitHubSession session(@Nullable String token) {
        return new GitHubSession(http, address(), token == null ? null : Secret.of(token));
    }

    GitHubSession sessionAt(Clock clock) {
        return new GitHubSession(http, address(), Secret.of(FINE), clock);
    }

    GitHubSession session() {
        return session(FINE);
    }

    public String body(String methodAndPath) {
        for (RecordedRequest request : requests) {
            if ((request.getMethod() + " " + request.getTarget()).equals(methodAndPath)) {
                return request.getBody() == null ? "" : request.getBody().utf8();
            }
        }
        return "never asked";
    }

    /** The facts of octo-org/sample as the API gives them. */
    public static String repository(String owner, String name) {
        return """
            {"id": 1296269, "name": "%2$s", "full_name": "%1$s/%2$s", "private": false, "visibility": "public",
             "owner": {"login": "%1$s", "id": 6811672, "type": "Organization"}, "fork": false, "archived": false,
             "default_branch": "main", "permissions": {"admin": true, "push": true, "pull": true}}
            """.formatted(owner, name);
    }

    @Override
    public void close() {
        http.close();
        server.close();
    }
}
