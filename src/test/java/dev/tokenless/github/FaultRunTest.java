package dev.tokenless.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.net.Http;
import dev.tokenless.net.HttpSettings;
import dev.tokenless.net.Secret;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;

/** Lets every request of each step fail in every way: nothing is sent twice that may not be, and each end is told. */
class FaultRunTest {
    private static final String SHA = "b".repeat(40);

    /** The ways to fail; null is a server that never answers. */
    private static List<MockResponse> faults() {
        List<MockResponse> faults = new ArrayList<>();
        for (int status : new int[] {401, 403, 404, 409, 422, 429, 500}) {
            faults.add(ScriptedGitHub.json(status, "{\"message\":\"no\"}").build());
        }
        faults.add(new MockResponse.Builder().body("<html>garbage").build());
        faults.add(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());
        faults.add(new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build());
        return faults;
    }

    /** A GitHub on which everything works. */
    private static MockResponse healthy(RecordedRequest request) {
        String path = request.getTarget().replaceFirst("\\?.*$", "").replaceFirst("^/repos/octo-org/sample", "");
        String body = switch (request.getMethod() + " " + path) {
            case "GET " -> ScriptedGitHub.repository("octo-org", "sample");
            case "GET /environments" -> "{\"environments\":[]}";
            case "GET /environments/pypi" -> "{\"name\":\"pypi\",\"deployment_branch_policy\":null}";
            case "PUT /environments/pypi", "POST /git/refs" -> "{}";
            case "POST /environments/pypi/deployment-branch-policies" -> "{\"id\":1}";
            case "GET /actions/secrets" -> "{\"secrets\":[{\"name\":\"T\"}]}";
            case "GET /git/ref/heads/main" -> "{\"object\":{\"sha\":\"" + SHA + "\"}}";
            case "POST /pulls" -> "{\"number\":1,\"html_url\":\"u\"}";
            default ->
                path.startsWith("/contents/") ? "old" : "{\"sha\":\"" + SHA + "\",\"tree\":{\"sha\":\"" + SHA + "\"}}";
        };
        return ScriptedGitHub.json(200, body).build();
    }

    private record Step(String name, Function<GitHubSession, Outcome<?>> work) {}

    private static Stream<Step> steps() {
        return Stream.of(
                new Step("environment", session -> {
                    Environments environments = new Environments(session, "octo-org", "sample");
                    return environments
                            .plan(new Environments.Wanted(
                                    "pypi", List.of(), List.of(new Environment.RefPattern("v*", "tag"))))
                            .then(environments::carryOut);
                }),
                new Step(
                        "secret",
                        session -> new Secrets(session, "octo-org", "sample")
                                .delete(new Secrets.Stored("T", new Secrets.OfRepository(), ""))),
                new Step(
                        "one commit more",
                        session -> new OpenPullRequests(session, "octo-org", "sample")
                                .add(
                                        new OpenPullRequests.Standing(
                                                new PullRequests.Opened(1, "u", "b"),
                                                SHA,
                                                List.of(new OpenPullRequests.Lacking(
                                                        new PullRequests.Change(
                                                                ".github/workflows/r.yml", "old", "new"),
                                                        List.of()))),
                                        "m")),
                new Step(
                        "pull request",
                        session -> new PullRequests(session, "octo-org", "sample")
                                .open(new PullRequests.Wanted(
                                        "b",
                                        "t",
                                        "b",
                                        "m",
                                        List.of(new PullRequests.Change(".github/workflows/r.yml", "old", "new")),
                                        false))));
    }

    @Test
    void every_fault_is_told_and_nothing_is_done_twice() throws IOException {
        HttpSettings settings = HttpSettings.standard()
                .onlyLoopback()
                .callLimit(Duration.ofMillis(250))
                .pause(_ -> {});
        try (MockWebServer server = Undelayed.server();
                Http http = new Http(settings)) {
            server.start();
            for (Step step : steps().toList()) {
                int requests = run(server, http, step, Integer.MAX_VALUE, faults().getFirst())
                        .size();
                assertThat(requests).as(step.name()).isGreaterThanOrEqualTo(1);
                for (int at = 0; at < requests; at++) {
                    for (MockResponse fault : faults()) {
                        List<String> writes = run(server, http, step, at, fault).stream()
                                .filter(r -> r.startsWith("POST "))
                                .toList();
                        assertThat(writes).as(step.name() + " " + at).doesNotHaveDuplicates();
                    }
                }
            }
        }
    }

    private static List<String> run(MockWebServer server, Http http, Step step, int at, MockResponse fault) {
        List<String> asked = Collections.synchronizedList(new ArrayList<>());
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                asked.add(request.getMethod() + " " + request.getTarget());
                return asked.size() - 1 == at ? fault : healthy(request);
            }
        });
        GitHubAddress address = GitHubAddress.at(server.url("/").toString());
        Outcome<?> outcome = step.work().apply(new GitHubSession(http, address, Secret.of(ScriptedGitHub.FINE)));
        switch (outcome) {
            case Outcome.Failed<?>(Trouble trouble) ->
                assertThat(trouble.sentence())
                        .as(step.name() + " at " + at)
                        .endsWith(".")
                        .containsPattern(
                                "(?i)by hand|try again|sign in|make a token|paid plan|pull the newest|look at");
            case Outcome.Done<?> _ -> {}
        }
        return List.copyOf(asked);
    }
}
