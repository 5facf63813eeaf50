package dev.tokenless.sandbox.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoopbackServerTest {
    private static final Limits SMALL = new Limits(2000, 1000, 1500, 2, Duration.ofSeconds(5), Duration.ofSeconds(5));

    private static final Handler ECHO =
            request -> Response.text(200, request.method() + " " + request.target() + " " + request.text())
                    .because("Very fine indeed");

    @Test
    void it_listens_on_loopback_only() throws IOException {
        try (LoopbackServer server = LoopbackServer.start(0, SMALL, ECHO)) {
            assertThat(server.url().getHost()).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void the_path_arrives_as_it_was_sent_and_the_reason_phrase_is_the_handlers() throws IOException {
        assertThat(said("GET /@acme%2fwidget?a=%20b HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 Very fine indeed\r\n")
                .endsWith("GET /@acme%2fwidget?a=%20b ");
    }

    @Test
    void several_requests_go_over_one_connection() throws IOException {
        assertThat(said("POST /a HTTP/1.1\r\nContent-Length: 2\r\n\r\nxy"
                        + "GET /b HTTP/1.1\r\n\r\nHEAD /c HTTP/1.1\r\nConnection: close\r\n\r\n"))
                .contains("POST /a xy")
                .contains("GET /b ")
                .doesNotContain("HEAD /c ");
    }

    @Test
    void a_body_in_chunks_is_put_together() throws IOException {
        assertThat(said("POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                        + "3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n"))
                .endsWith("POST /a abcde");
    }

    @Test
    void a_client_that_waits_for_it_is_invited_to_send_its_body() throws IOException {
        assertThat(said("PUT /a HTTP/1.1\r\nContent-Length: 1\r\nExpect: 100-continue\r\nConnection: close\r\n\r\nz"))
                .startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 ");
    }

    @Test
    void a_body_that_is_too_long_is_refused_before_it_is_read() throws IOException {
        assertThat(said("POST /a HTTP/1.1\r\nContent-Length: 1001\r\n\r\n")).startsWith("HTTP/1.1 413 ");
        assertThat(said("POST /a HTTP/1.1\r\nContent-Length: 999999999999999999\r\n\r\n"))
                .startsWith("HTTP/1.1 413 ");
        assertThat(said("POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nfffffff\r\n"))
                .startsWith("HTTP/1.1 413 ");
    }

    @Test
    void headers_that_are_too_long_are_refused() throws IOException {
        assertThat(said("GET /a HTTP/1.1\r\nX: " + "y".repeat(3000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431 ");
        assertThat(said("GET /a HTTP/1.1\r\n" + "X: 1\r\n".repeat(500) + "\r\n"))
                .startsWith("HTTP/1.1 431 ");
    }

    @Test
    void what_is_not_http_is_refused() throws IOException {
        assertThat(said("hello\r\n\r\n")).startsWith("HTTP/1.1 400 ");
        assertThat(said("GET a HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 400 ");
        assertThat(said("GET / HTTP/2\r\n\r\n")).startsWith("HTTP/1.1 505 ");
        assertThat(said("GET / HTTP/1.1\r\n x\r\n\r\n")).startsWith("HTTP/1.1 400 ");
        assertThat(said("POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ");
        assertThat(said("POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ");
    }

    @Test
    void a_foreign_host_name_is_refused_so_that_no_web_page_can_reach_it() throws IOException {
        assertThat(said("GET / HTTP/1.1\r\nHost: evil.example:80\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 421 ");
        assertThat(said("GET / HTTP/1.1\r\nHost: localhost:80\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void text_of_a_request_cannot_add_a_header_to_the_answer() throws IOException {
        Handler splitting = request -> Response.empty(400).because("no\r\nSet-Cookie: a=b");
        try (LoopbackServer server = LoopbackServer.start(0, SMALL, splitting)) {
            assertThat(said(server, "GET / HTTP/1.1\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 400 no Set-Cookie: a=b\r\n");
        }
    }

    @Test
    void more_connections_than_allowed_are_turned_away() throws IOException {
        try (LoopbackServer server = LoopbackServer.start(0, SMALL, ECHO);
                Socket first = new Socket("127.0.0.1", server.port());
                Socket second = new Socket("127.0.0.1", server.port())) {
            hello(first);
            hello(second);
            assertThat(said(server, "GET / HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 503 ");
        }
    }

    @Test
    void closing_ends_open_connections() throws IOException {
        LoopbackServer server = LoopbackServer.start(0, SMALL, ECHO);
        try (Socket waiting = new Socket("127.0.0.1", server.port())) {
            hello(waiting);
            server.close();
            assertThat(waiting.getInputStream().read()).isNegative();
        }
    }

    private static void hello(Socket socket) throws IOException {
        socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        byte[] start = new byte[12];
        assertThat(socket.getInputStream().readNBytes(start, 0, 12)).isEqualTo(12);
        StringBuilder rest = new StringBuilder();
        while (!rest.toString().endsWith("GET / ")) {
            rest.append((char) socket.getInputStream().read());
        }
    }

    private static String said(String request) throws IOException {
        try (LoopbackServer server = LoopbackServer.start(0, SMALL, ECHO)) {
            return said(server, request);
        }
    }

    private static String said(LoopbackServer server, String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
