package dev.tokenless.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.net.Answer.Reply;
import java.io.PrintWriter;
import java.io.Serializable;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretTest {
    private static final String PLANTED = "pypi-" + "AgEIplanted0secret0value0that0must0not0show";

    @Test
    void it_is_equal_by_value_and_shows_a_mask() {
        assertThat(Secret.of(" " + PLANTED + "\n"))
                .isEqualTo(Secret.of(PLANTED))
                .hasSameHashCodeAs(Secret.of(PLANTED));
        assertThat(Secret.of(PLANTED)).isNotEqualTo(Secret.of("other")).hasToString("***");
        assertThat(Secret.of(PLANTED).reveal()).isEqualTo(PLANTED);
        assertThat(Secret.of(" ").isEmpty()).isTrue();
        assertThat(Serializable.class.isAssignableFrom(Secret.class)).isFalse();
    }

    @Test
    void nothing_that_carries_a_secret_shows_it() {
        Secret secret = Secret.of(PLANTED);
        Request request = Request.of("POST", "https://me:" + PLANTED + "@example.com/?token=" + PLANTED)
                .header("Authorization", "Bearer ", secret)
                .header("X-Copied", PLANTED)
                .secretJson("{\"jwt\": \"" + PLANTED + "\"}");
        Reply reply = new Reply(
                "https://example.com/?sig=" + PLANTED, 401, Map.of("x", PLANTED), new Content(PLANTED.getBytes()));
        List<Object> carriers = List.of(
                secret,
                List.of(secret),
                request,
                request.shown(),
                request.headers().getFirst(),
                request.body(),
                request.form(Map.of("password", PLANTED)).shown(),
                reply,
                new Answer.Ok(reply),
                new Answer.Refused(reply),
                new Credentials.Found(secret, "a file"));
        for (Object carrier : carriers) {
            assertThat(carrier.toString()).doesNotContain("planted0secret");
        }
        assertThat(request.shown()).contains("Authorization: Bearer ***");
        StringWriter trace = new StringWriter();
        new IllegalStateException("" + request + reply).printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain("planted0secret");
    }
}
