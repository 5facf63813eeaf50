package dev.tokenless.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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
    void a_certificate_file_that_is_none_is_said(@TempDir Path temp) throws IOException {
        Path empty = Files.writeString(temp.resolve("empty.pem"), "");
        Path wrong = Files.writeString(
                temp.resolve("wrong.pem"), "-----BEGIN CERTIFICATE-----\nxx\n-----END CERTIFICATE-----\n");
        for (Path file : new Path[] {empty, wrong, temp.resolve("none.pem")}) {
            assertThat(Certificates.read(file)).isInstanceOf(Certificates.Unusable.class);
        }
    }
}
