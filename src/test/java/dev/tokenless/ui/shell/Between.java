package dev.tokenless.ui.shell;

import dev.tokenless.github.Undelayed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/**
 * Stands between the window and a server on loopback. A test has a request lost on its way there, or its answer on its way
 * back, or answers it itself, each once; everything else goes through.
 */
final class Between implements AutoCloseable {
    private static final Set<String> OWN = Set.of("host", "connection", "content-length", "accept-encoding", "upgrade");

    private final MockWebServer server = Undelayed.server();
    private final HttpClient client = HttpClient.newHttpClient();
    private final String to;
    private final Map<String, Deque<Turn>> turns = new ConcurrentHashMap<>();
    /** What came here, by method and path, without what was asked behind a question mark. */
    final List<String> came = Collections.synchronizedList(new ArrayList<>());
    /** What of it reached the server. */
    final List<String> reached = Collections.synchronizedList(new ArrayList<>());

    private sealed interface Turn {}

    private record LostThere(Runnable meanwhile) implements Turn {}

    private record LostBack(Runnable meanwhile) implements Turn {}

    private record Answered(MockResponse answer) implements Turn {}

    Between(String to) throws IOException {
        this.to = to.endsWith("/") ? to.substring(0, to.length() - 1) : to;
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                return answer(request);
            }
        });
        server.start();
    }

    String base() {
        String url = server.url("/").toString();
        return url.substring(0, url.length() - 1);
    }

    /** The next such request never arrives; meanwhile something happens. */
    void lostThere(String methodAndPath, Runnable meanwhile) {
        turn(methodAndPath, new LostThere(meanwhile));
    }

    /** The next such request is carried out; something happens, and its answer never arrives. */
    void lostBack(String methodAndPath, Runnable meanwhile) {
        turn(methodAndPath, new LostBack(meanwhile));
    }

    /** The next such request is answered so and goes no further. */
    void answered(String methodAndPath, int status, String body) {
        turn(
                methodAndPath,
                new Answered(new MockResponse.Builder()
                        .code(status)
                        .addHeader("Content-Type", "application/json; charset=utf-8")
                        .body(body)
                        .build()));
    }

    /** Everything goes through from now on. */
    void forget() {
        turns.clear();
    }

    private void turn(String methodAndPath, Turn turn) {
        turns.computeIfAbsent(methodAndPath, _ -> new ArrayDeque<>()).add(turn);
    }

    private MockResponse answer(RecordedRequest request) throws InterruptedException {
        String path = request.getTarget();
        int query = path.indexOf('?');
        String key = request.getMethod() + " " + (query < 0 ? path : path.substring(0, query));
        came.add(key);
        Deque<Turn> waiting = turns.get(key);
        Turn turn = waiting == null ? null : waiting.poll();
        return switch (turn) {
            case null -> forward(key, request);
            case Answered(MockResponse answer) -> answer;
            case LostThere(Runnable meanwhile) -> {
                meanwhile.run();
                yield lost();
            }
            case LostBack(Runnable meanwhile) -> {
                forward(key, request);
                meanwhile.run();
                yield lost();
            }
        };
    }

    /** Whoever is still listening is told something that no client takes for an answer. */
    private static MockResponse lost() {
        return new MockResponse.Builder().code(599).body("").build();
    }

    private MockResponse forward(String key, RecordedRequest request) throws InterruptedException {
        reached.add(key);
        byte[] body =
                request.getBody() == null ? new byte[0] : request.getBody().toByteArray();
        HttpRequest.Builder there = HttpRequest.newBuilder(URI.create(to + request.getTarget()))
                .method(
                        request.getMethod(),
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        request.getHeaders().forEach(header -> {
            if (!OWN.contains(header.getFirst().toLowerCase(Locale.ROOT))) {
                there.header(header.getFirst(), header.getSecond());
            }
        });
        try {
            HttpResponse<byte[]> answer = client.send(there.build(), HttpResponse.BodyHandlers.ofByteArray());
            MockResponse.Builder back =
                    new MockResponse.Builder().code(answer.statusCode()).body(new okio.Buffer().write(answer.body()));
            answer.headers().map().forEach((name, values) -> {
                if (!name.startsWith(":")
                        && !Set.of("content-length", "transfer-encoding", "connection")
                                .contains(name.toLowerCase(Locale.ROOT))) {
                    values.forEach(value -> back.addHeader(name, value));
                }
            });
            return back.build();
        } catch (IOException e) {
            return new MockResponse.Builder().code(502).body(e.toString()).build();
        }
    }

    long came(String methodAndPath) {
        return came.stream().filter(methodAndPath::equals).count();
    }

    long reached(String methodAndPath) {
        return reached.stream().filter(methodAndPath::equals).count();
    }

    @Override
    public void close() {
        server.close();
        client.close();
    }
}
