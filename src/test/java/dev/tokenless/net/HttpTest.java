package dev.tokenless.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.github.Undelayed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpTest {
    private final List<Duration> waits = new ArrayList<>();
    private MockWebServer server;
    private Http http;

    @BeforeEach
    void start() throws IOException {
        server = Undelayed.server();
        server.start();
        http = new Http(settings());
    }

    private HttpSettings settings() {
        return HttpSettings.standard()
                .callLimit(Duration.ofSeconds(20))
                .onlyLoopback()
                .pause(waits::add);
    }

    @AfterEach
    void stop() {
        http.close();
        server.close();
    }

    private String url(String path) {
        String base = server.url("/").toString();
        return base.substring(0, base.length() - 1) + path;
    }

    @Test
    void where_nobody_was_reached_the_next_request_does_not_wait_again() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        Request there = Request.get("http://127.0.0.1:" + free + "/");
        assertThat(http.send(there)).isInstanceOf(Answer.Unreachable.class);
        assertThat(waits).hasSize(2);
        assertThat(http.send(there)).isInstanceOf(Answer.Unreachable.class);
        assertThat(waits).hasSize(2);
        try (MockWebServer late = Undelayed.server()) {
            late.start(InetAddress.getLoopbackAddress(), free);
            late.enqueue(answer(200, "{}"));
            assertThat(http.send(there)).isInstanceOf(Answer.Ok.class);
        }
        assertThat(http.send(there)).isNotInstanceOf(Answer.Ok.class);
        assertThat(waits).hasSizeGreaterThan(2);
    }

    private static MockResponse answer(int code, String body) {
        return new MockResponse.Builder().code(code).body(body).build();
    }

    @Test
    void an_answer_is_a_value_with_its_raw_body() throws InterruptedException {
        server.enqueue(new MockResponse.Builder()
                .code(200)
                .addHeader("ETag", "\"x\"")
                .body("{\"a\": 1}")
                .build());
        Answer answer =
                http.send(Request.get(url("/-/p/@acme%2fwidget")).header("Authorization", "", Secret.of("key")));
        assertThat(answer).isInstanceOfSatisfying(Answer.Ok.class, ok -> {
            assertThat(ok.reply().json().path("a").asInt()).isEqualTo(1);
            assertThat(ok.reply().header("etag")).contains("\"x\"");
            assertThat(ok.reply().text()).isEqualTo("{\"a\": 1}");
        });
        RecordedRequest sent = server.takeRequest();
        assertThat(sent.getTarget()).isEqualTo("/-/p/@acme%2fwidget");
        assertThat(sent.getHeaders().get("Authorization")).isEqualTo("key");
        assertThat(sent.getHeaders().get("User-Agent")).isEqualTo("tokenless");
    }

    @Test
    void bodies_are_sent_as_they_were_shown() throws InterruptedException {
        server.enqueue(answer(204, ""));
        server.enqueue(answer(201, ""));
        server.enqueue(answer(200, ""));
        http.send(Request.of("POST", url("/a")).json("{\"x\":\"ü\"}").header("User-Agent", "own"));
        http.send(Request.of("PUT", url("/b")).form(Map.of("k&", "v ü")));
        http.send(Request.of("POST", url("/c")));
        RecordedRequest json = server.takeRequest();
        assertThat(json.getHeaders().get("Content-Type")).isEqualTo("application/json");
        assertThat(json.getHeaders().values("User-Agent")).containsExactly("own");
        assertThat(json.getBody().utf8()).isEqualTo("{\"x\":\"ü\"}");
        assertThat(server.takeRequest().getBody().utf8()).isEqualTo("k%26=v+%C3%BC");
        assertThat(server.takeRequest().getHeaders().get("Content-Length")).isEqualTo("0");
    }

    @Test
    void only_what_may_be_repeated_is_repeated() {
        server.enqueue(answer(503, "busy"));
        server.enqueue(answer(200, "fine"));
        assertThat(http.send(Request.get(url("/")))).isInstanceOf(Answer.Ok.class);
        server.enqueue(answer(503, "busy"));
        assertThat(http.send(Request.of("POST", url("/")).json("{}"))).isInstanceOf(Answer.Refused.class);
        server.enqueue(answer(502, "busy"));
        server.enqueue(answer(200, "fine"));
        assertThat(http.send(Request.of("PUT", url("/")).json("{}").asRepeatable()))
                .isInstanceOf(Answer.Ok.class);
        assertThat(server.getRequestCount()).isEqualTo(5);
        assertThat(waits).hasSize(2);
    }

    @Test
    void a_dropped_connection_is_not_sent_twice_unless_it_may_be() {
        server.enqueue(new MockResponse.Builder()
                .onRequestStart(new SocketEffect.CloseSocket())
                .build());
        Answer answer = http.send(Request.of("POST", url("/")).json("{}"));
        assertThat(answer).isInstanceOf(Answer.Failure.class);
        assertThat(server.getRequestCount()).isLessThanOrEqualTo(1);
        server.enqueue(new MockResponse.Builder()
                .onRequestStart(new SocketEffect.CloseSocket())
                .build());
        server.enqueue(answer(200, "fine"));
        assertThat(http.send(Request.get(url("/")))).isInstanceOf(Answer.Ok.class);
    }

    @Test
    void a_wait_that_the_server_asks_for_is_kept_within_bounds() {
        server.enqueue(new MockResponse.Builder()
                .code(429)
                .addHeader("Retry-After", "2")
                .build());
        server.enqueue(answer(200, "fine"));
        assertThat(http.send(Request.get(url("/")))).isInstanceOf(Answer.Ok.class);
        assertThat(waits).containsExactly(Duration.ofSeconds(2));
        server.enqueue(new MockResponse.Builder()
                .code(429)
                .addHeader("Retry-After", "3600")
                .build());
        assertThat(http.send(Request.get(url("/"))))
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(refused.reply().retryAfter()).contains(Duration.ofHours(1)));
        server.enqueue(answer(429, "slow down"));
        assertThat(http.send(Request.get(url("/")))).isInstanceOf(Answer.Refused.class);
        assertThat(waits).hasSize(1);
    }

    @Test
    void retry_after_is_read_in_both_forms() {
        assertThat(RetryAfter.read("7")).contains(Duration.ofSeconds(7));
        assertThat(RetryAfter.read("Wed, 21 Oct 2015 07:28:00 GMT")).contains(Duration.ZERO);
        assertThat(RetryAfter.read("soon")).isEmpty();
        assertThat(RetryAfter.read("-5")).isEmpty();
    }

    @Test
    void a_redirect_to_another_host_goes_without_the_credential() throws IOException, InterruptedException {
        try (MockWebServer other = Undelayed.server()) {
            other.start();
            other.enqueue(answer(200, "log"));
            server.enqueue(new MockResponse.Builder()
                    .code(302)
                    .addHeader("Location", other.url("/log").toString())
                    .build());
            Answer answer = http.send(Request.get(url("/"))
                    .header("Authorization", "Bearer ", Secret.of("key"))
                    .header("Accept", "x/y"));
            assertThat(answer.received().orElseThrow().text()).isEqualTo("log");
            RecordedRequest sent = other.takeRequest();
            assertThat(sent.getHeaders().get("Authorization")).isNull();
            assertThat(sent.getHeaders().get("Accept")).isEqualTo("x/y");
        }
    }

    @Test
    void a_redirect_on_the_same_host_keeps_it_and_a_ring_ends() throws InterruptedException {
        server.enqueue(new MockResponse.Builder()
                .code(301)
                .addHeader("Location", "/new")
                .build());
        server.enqueue(answer(200, "moved"));
        Answer answer = http.send(Request.get(url("/old")).header("Authorization", "", Secret.of("key")));
        assertThat(answer.received().orElseThrow().url()).endsWith("/new");
        server.takeRequest();
        assertThat(server.takeRequest().getHeaders().get("Authorization")).isEqualTo("key");
        for (int i = 0; i < 10; i++) {
            server.enqueue(new MockResponse.Builder()
                    .code(302)
                    .addHeader("Location", "/again")
                    .build());
        }
        assertThat(http.send(Request.get(url("/ring")))).isInstanceOf(Answer.Refused.class);
        assertThat(server.getRequestCount()).isEqualTo(8);
    }

    @Test
    void writing_requests_follow_no_redirect() {
        server.enqueue(new MockResponse.Builder()
                .code(307)
                .addHeader("Location", "/new")
                .build());
        assertThat(http.send(Request.of("DELETE", url("/old")))
                        .received()
                        .orElseThrow()
                        .status())
                .isEqualTo(307);
        server.enqueue(new MockResponse.Builder()
                .code(301)
                .addHeader("Location", "/new")
                .build());
        assertThat(http.send(Request.get(url("/old")).withoutRedirects())
                        .received()
                        .orElseThrow()
                        .status())
                .isEqualTo(301);
    }

    @Test
    void a_large_or_broken_answer_is_not_taken() {
        server.enqueue(answer(200, "x".repeat(5000)));
        assertThat(http.send(Request.get(url("/")).largestAnswer(4096)))
                .isInstanceOfSatisfying(
                        Answer.Broken.class,
                        broken -> assertThat(broken.sentence()).contains("larger than 4 KiB"));
        server.enqueue(new MockResponse.Builder()
                .body("0123456789".repeat(10000))
                .onResponseBody(new SocketEffect.CloseSocket())
                .build());
        assertThat(http.send(Request.of("POST", url("/")).json("{}"))).isInstanceOf(Answer.Failure.class);
    }

    @Test
    void a_silent_server_ends_in_a_time_out() {
        try (Http impatient = new Http(settings().callLimit(Duration.ofMillis(150)))) {
            server.enqueue(new MockResponse.Builder()
                    .onResponseStart(SocketEffect.Stall.INSTANCE)
                    .build());
            Answer answer = impatient.send(Request.get(url("/")));
            assertThat(answer)
                    .isInstanceOfSatisfying(
                            Answer.TimedOut.class,
                            late -> assertThat(late.sentence()).contains("did not answer"));
        }
    }

    @Test
    void an_interrupt_cancels_a_call_that_hangs() throws InterruptedException {
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build());
        AtomicReference<Answer> answer = new AtomicReference<>();
        CountDownLatch interrupted = new CountDownLatch(1);
        Thread caller = Thread.ofPlatform().start(() -> {
            answer.set(http.send(Request.get(url("/"))));
            if (Thread.currentThread().isInterrupted()) {
                interrupted.countDown();
            }
        });
        server.takeRequest();
        caller.interrupt();
        assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(answer.get()).isInstanceOf(Answer.Cancelled.class);
    }

    @Test
    void nobody_but_this_machine_is_asked_where_only_it_may_be() {
        assertThat(http.send(Request.get("https://example.com/")))
                .isInstanceOfSatisfying(
                        Answer.Unreachable.class,
                        no -> assertThat(no.sentence()).contains("example.com was not asked"));
        assertThat(http.client()
                        .newCall(new okhttp3.Request.Builder()
                                .url("https://example.com/")
                                .build()))
                .satisfies(call -> org.assertj.core.api.Assertions.assertThatThrownBy(call::execute)
                        .isInstanceOf(IOException.class));
        assertThat(HttpClients.isLoopback("127.0.0.1")).isTrue();
        assertThat(HttpClients.isLoopback("[::1]")).isTrue();
        assertThat(HttpClients.isLoopback("127.0.0.1.evil.example")).isFalse();
        assertThat(HttpClients.isLoopback("localhost.evil.example")).isFalse();
    }

    @Test
    void a_credential_is_never_sent_in_the_clear_or_with_a_hidden_character() {
        try (Http open = new Http(HttpSettings.standard())) {
            assertThat(open.send(Request.get("http://example.invalid/").header("Authorization", "", Secret.of("key"))))
                    .isInstanceOfSatisfying(
                            Answer.Unreachable.class,
                            no -> assertThat(no.sentence()).contains("unencrypted"));
        }
        Answer answer = http.send(Request.get(url("/")).header("Authorization", "", Secret.of("ke\u0007yplanted")));
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Unreachable.class,
                        no -> assertThat(no.sentence()).doesNotContain("planted"));
        assertThat(http.send(Request.get("not an address"))).isInstanceOf(Answer.Unreachable.class);
    }

    @Test
    void a_closed_port_is_said() {
        String url = url("/");
        server.close();
        assertThat(http.send(Request.of("POST", url)))
                .isInstanceOfSatisfying(
                        Answer.Unreachable.class,
                        no -> assertThat(no.sentence()).contains("could not be reached"));
    }
}
