package dev.tokenless.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.net.Http;
import dev.tokenless.net.HttpSettings;
import dev.tokenless.net.Secret;
import dev.tokenless.registry.cratesio.CratesIoApi;
import dev.tokenless.repo.RegistryId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What is said where no answer came: of a question that nothing changed, of a request that had left that nobody knows. */
class UnansweredTest {
    private static final Session SESSION = new Session(Secret.of("key"), SecondFactor.none());
    private static final TrustedPublisher WANTED = new TrustedPublisher(
            RegistryId.CRATES_IO,
            "sample",
            TrustedPublisher.Kind.ACTIVE,
            new PublisherIdentity.GitHub("octo-org", "sample", "release.yml", null, null, null, null),
            List.of("publish"),
            null,
            null,
            null);

    private static String next(Outcome<?> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        return ((Outcome.Failed<?>) outcome).failure().nextStep();
    }

    private static Http http() {
        return new Http(HttpSettings.standard().onlyLoopback().pause(_ -> {}));
    }

    @Test
    void a_connection_that_breaks_off_leaves_open_what_became_of_a_request_and_not_of_a_question() throws IOException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                Http http = http()) {
            threads.submit(() -> {
                while (!server.isClosed()) {
                    try (Socket one = server.accept()) {
                        one.getInputStream().read(new byte[64]);
                    }
                }
                return null;
            });
            CratesIoApi api = new CratesIoApi(http, "http://localhost:" + server.getLocalPort());
            assertThat(next(api.list("sample", SESSION))).isEqualTo("Nothing was changed.");
            assertThat(next(api.post(WANTED, SESSION)))
                    .isEqualTo("Whether crates.io carried the request out is not known: look at what is there before"
                            + " you try again.");
        }
    }

    @Test
    void a_request_that_never_left_changed_nothing() throws IOException {
        int free;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = gone.getLocalPort();
        }
        try (Http http = http()) {
            assertThat(next(new CratesIoApi(http, "http://localhost:" + free).post(WANTED, SESSION)))
                    .isEqualTo("Nothing was changed.");
        }
    }
}
