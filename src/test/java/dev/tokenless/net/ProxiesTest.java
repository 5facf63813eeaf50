package dev.tokenless.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.github.Undelayed;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProxiesTest {
    private static String proxy(String url, Map<String, String> environment) {
        return new Proxies(environment).select(URI.create(url)).getFirst().toString();
    }

    @Test
    void the_environment_names_the_proxy() {
        Map<String, String> environment = Map.of(
                "HTTPS_PROXY",
                "http://me:pw@proxy.example:3128",
                "NO_PROXY",
                "internal.example, .corp.example,10.0.0.1:80");
        assertThat(proxy("https://pypi.example/", environment))
                .contains("HTTP")
                .contains("proxy.example")
                .contains("3128");
        assertThat(proxy("https://internal.example/", environment)).isEqualTo("DIRECT");
        assertThat(proxy("https://a.corp.example/", environment)).isEqualTo("DIRECT");
        assertThat(proxy("https://10.0.0.1/", environment)).isEqualTo("DIRECT");
        assertThat(proxy("https://notinternal.example/", environment)).isNotEqualTo("DIRECT");
        assertThat(proxy("http://pypi.example/", environment)).isEqualTo("DIRECT");
        assertThat(proxy("https://localhost:1/", environment)).isEqualTo("DIRECT");
        assertThat(proxy("https://x.example/", Map.of("all_proxy", "socks5://s.example")))
                .contains("SOCKS")
                .contains("1080");
        assertThat(proxy("https://x.example/", Map.of("https_proxy", "p.example:80", "no_proxy", "*")))
                .isEqualTo("DIRECT");
        assertThat(proxy("https://x.example/", Map.of("https_proxy", "::bad::")))
                .isEqualTo("DIRECT");
    }

    @Test
    void the_desktops_settings_count_where_the_environment_says_nothing() {
        Proxy desktop = new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved("desktop.example", 8080));
        URI registry = URI.create("https://registry.example/");
        assertThat(new Proxies(Map.of(), uri -> List.of(desktop)).select(registry))
                .containsExactly(desktop);
        assertThat(new Proxies(Map.of("https_proxy", "http://env.example:1"), uri -> List.of(desktop))
                        .select(registry)
                        .toString())
                .contains("env.example");
        assertThat(new Proxies(Map.of("no_proxy", "registry.example"), uri -> List.of(desktop)).select(registry))
                .containsExactly(Proxy.NO_PROXY);
        assertThat(new Proxies(Map.of(), uri -> List.of(desktop)).select(URI.create("http://127.0.0.1:1/")))
                .containsExactly(Proxy.NO_PROXY);
    }

    /** A request really goes to the proxy, which is told who asks once it wants to know; the origin sees nothing of it. */
    @Test
    void a_request_goes_through_the_proxy_and_logs_in_there() throws Exception {
        try (MockWebServer proxy = Undelayed.server()) {
            proxy.start();
            proxy.enqueue(new MockResponse.Builder()
                    .code(407)
                    .addHeader("Proxy-Authenticate", "Basic realm=\"x\"")
                    .build());
            proxy.enqueue(new MockResponse.Builder().body("through").build());
            proxy.enqueue(new MockResponse.Builder().code(407).build());
            proxy.enqueue(new MockResponse.Builder().code(407).build());
            HttpSettings settings = new HttpSettings(
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(5),
                    1,
                    Duration.ofSeconds(1),
                    false,
                    null,
                    Map.of("http_proxy", "http://me:p%40ss@127.0.0.1:" + proxy.getPort()),
                    _ -> {});
            try (Http http = new Http(settings)) {
                Answer answer = http.send(Request.get("http://registry.example/thing"));
                assertThat(answer)
                        .isInstanceOfSatisfying(
                                Answer.Ok.class,
                                ok -> assertThat(ok.reply().text()).isEqualTo("through"));
                assertThat(proxy.takeRequest().getRequestLine()).startsWith("GET http://registry.example/thing ");
                assertThat(proxy.takeRequest().getHeaders().get("Proxy-Authorization"))
                        .isEqualTo("Basic " + Base64.getEncoder().encodeToString("me:p@ss".getBytes(UTF_8)));

                // A proxy that refuses the login is not asked for ever, and its password is not told.
                Answer refused = http.send(Request.get("http://registry.example/thing"));
                assertThat(refused).isNotInstanceOf(Answer.Ok.class);
                assertThat(refused.toString()).doesNotContain("p@ss", "p%40ss");
            }
        }
    }

    @Test
    void an_authority_of_the_system_or_of_a_named_file_is_trusted_and_no_other(@TempDir Path temp) throws Exception {
        Path store = temp.resolve("store.p12");
        Path pem = temp.resolve("own.pem");
        keytool(
                "-genkeypair",
                "-alias",
                "own",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-keystore",
                store.toString(),
                "-storepass",
                "changeit",
                "-storetype",
                "PKCS12");
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "own",
                "-keystore",
                store.toString(),
                "-storepass",
                "changeit",
                "-file",
                pem.toString());
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "changeit".toCharArray());
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        try (MockWebServer server = Undelayed.server()) {
            server.useHttps(context.getSocketFactory());
            server.start();
            server.enqueue(new MockResponse.Builder().body("trusted").build());
            String url = "https://localhost:" + server.getPort() + "/";

            assertThat(asked(url, null)).isNotInstanceOf(Answer.Ok.class);
            assertThat(asked(url, pem)).isInstanceOf(Answer.Ok.class);
        }
        X509Certificate own = (X509Certificate) keys.getCertificate("own");
        assertThat(Certificates.ofSystem(List.of(temp.resolve("none"), pem)))
                .hasValueSatisfying(trust -> assertThat(trust.manager().getAcceptedIssuers())
                        .contains(own)
                        .hasSizeGreaterThan(1));
        assertThat(Certificates.ofSystem(List.of(temp.resolve("none")))).isEmpty();
    }

    private static Answer asked(String url, @Nullable Path pem) {
        HttpSettings settings = new HttpSettings(
                Duration.ofSeconds(5), Duration.ofSeconds(5), 1, Duration.ofSeconds(1), true, pem, Map.of(), _ -> {});
        try (Http http = new Http(settings)) {
            return http.send(Request.get(url));
        }
    }

    private static void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void a_certificate_file_that_is_none_is_said(@TempDir Path temp) throws IOException {
        Path empty = Files.writeString(temp.resolve("empty.pem"), "");
        Path wrong = Files.writeString(
                temp.resolve("wrong.pem"), "-----BEGIN CERTIFICATE-----\nxx\n-----END CERTIFICATE-----\n");
        for (Path file : new Path[] {empty, wrong, temp.resolve("none.pem")}) {
            assertThat(Certificates.read(file)).isInstanceOf(Certificates.Unusable.class);
        }
    }
}
