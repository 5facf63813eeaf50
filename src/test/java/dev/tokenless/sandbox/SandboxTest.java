package dev.tokenless.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenless.net.Http;
import dev.tokenless.net.HttpSettings;
import dev.tokenless.registry.Outcome;
import dev.tokenless.registry.PublisherApi;
import dev.tokenless.registry.PublisherRegistration;
import dev.tokenless.registry.Session;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.cratesio.CratesIoApi;
import dev.tokenless.registry.npm.NpmApi;
import dev.tokenless.registry.rubygems.RubyGemsApi;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.sandbox.book.Account;
import dev.tokenless.sandbox.book.Event;
import dev.tokenless.sandbox.upload.Archives;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxTest {

    @Test
    void everything_stands_on_loopback_on_ports_of_its_own() throws IOException {
        try (Sandbox sandbox = Sandbox.start(List.of())) {
            List<URI> all = new CopyOnWriteArrayList<>(
                    Sandbox.REGISTRIES.stream().map(sandbox::url).toList());
            all.add(sandbox.issuerUrl());
            assertThat(all).extracting(URI::getHost).containsOnly("127.0.0.1");
            assertThat(all).extracting(URI::getPort).doesNotHaveDuplicates();
        }
    }

    @Test
    void after_closing_nothing_answers() throws IOException {
        Sandbox sandbox = Sandbox.start(List.of());
        URI npm = sandbox.url(RegistryId.NPM);
        sandbox.close();
        assertThatThrownBy(() -> RawHttp.get(npm, "/-/ping", Map.of())).isInstanceOf(IOException.class);
    }

    @Test
    void the_form_for_a_publisher_is_filled_from_the_address_refuses_in_the_registrys_words_and_adds_once()
            throws IOException {
        String form = "/manage/project/octo-sample/settings/publishing/";
        Map<String, String> type = Map.of("Content-Type", "application/x-www-form-urlencoded");
        try (Sandbox sandbox = Sandbox.start(List.of())) {
            URI pypi = sandbox.url(RegistryId.PYPI);
            assertThat(RawHttp.get(pypi, form, Map.of()).status()).isEqualTo(404);
            sandbox.create(RegistryId.PYPI, "octo-sample");

            String hostile = form + "?owner=octo-org&repository=%22%3E%3Cscript%3E&workflow_filename=release.yml";
            assertThat(RawHttp.get(pypi, hostile, Map.of()).body())
                    .contains("value=\"octo-org\"", "value=\"&quot;&gt;&lt;script&gt;\"")
                    .doesNotContain("<script>");

            String wrong = "owner=octo-org&repository=sample&workflow_filename=release.txt";
            assertThat(RawHttp.send(pypi, "POST", form, type, wrong).body())
                    .contains("Workflow name must end with .yml or .yaml");
            assertThat(sandbox.book(RegistryId.PYPI).publishers()).isEmpty();

            String right = "owner=octo-org&repository=sample&workflow_filename=release.yml&environment=pypi";
            assertThat(RawHttp.send(pypi, "POST", form, type, right).body()).contains("Added.");
            assertThat(RawHttp.send(pypi, "POST", form, type, right).body()).contains("already registered");
            assertThat(sandbox.book(RegistryId.PYPI).publishersOf("Octo_Sample"))
                    .singleElement()
                    .extracting(p -> p.identity().environment())
                    .isEqualTo("pypi");
        }
    }

    @Test
    void nothing_is_kept_unless_it_is_asked_for(@TempDir Path folder) throws IOException {
        TrustedPublisher publisher = Jobs.publisher(RegistryId.RUBYGEMS, "sample");
        Sandbox.Settings settings = Sandbox.Settings.with(List.of(publisher)).keeping(folder.resolve("state"));
        String id;
        try (Sandbox sandbox = Sandbox.start(settings)) {
            id = sandbox.book(RegistryId.RUBYGEMS).publishers().getFirst().id();
            push(sandbox);
        }
        assertThat(Files.readString(folder.resolve("state/packages.json")))
                .contains("sample-1.0.0")
                .doesNotContain("rubygems_");
        try (Sandbox sandbox = Sandbox.start(settings)) {
            assertThat(sandbox.book(RegistryId.RUBYGEMS).publishers())
                    .singleElement()
                    .satisfies(kept -> {
                        assertThat(kept.id()).isEqualTo(id);
                        assertThat(kept.identity()).isEqualTo(publisher.identity());
                    });
            RawHttp.Reply page = RawHttp.get(
                    sandbox.url(RegistryId.RUBYGEMS), "/gems/sample/versions/1.0.0", Map.of("Accept", "text/html"));
            assertThat(page.body())
                    .contains("alt=\"GitHub\"")
                    .contains("GitHub Actions octo-org/sample @ .github/workflows/release.yml (release)");
        }
    }

    @Test
    void a_state_that_cannot_be_read_is_said_and_left_alone(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("packages.json"), "{\"schema\": 99}");
        Sandbox.Settings settings = Sandbox.Settings.with(List.of()).keeping(folder);
        assertThatThrownBy(() -> Sandbox.start(settings)).hasMessageContaining("packages.json");
        assertThat(Files.readString(folder.resolve("packages.json"))).isEqualTo("{\"schema\": 99}");
    }

    private static void push(Sandbox sandbox) throws IOException {
        URI rubygems = sandbox.url(RegistryId.RUBYGEMS);
        String key = RawHttp.json(
                        rubygems,
                        "POST",
                        "/api/v1/oidc/trusted_publisher/exchange_token",
                        Map.of(),
                        Map.of("jwt", sandbox.issuer().token(Jobs.release(), "rubygems.org")))
                .json()
                .path("rubygems_api_key")
                .textValue();
        RawHttp.Reply pushed = RawHttp.send(
                rubygems,
                "POST",
                "/api/v1/gems",
                Map.of("Authorization", key, "Content-Type", "application/octet-stream"),
                Archives.gem("sample", "1.0.0"));
        assertThat(pushed.body()).isEqualTo("Successfully registered gem: sample (1.0.0)");
    }

    @Test
    void the_environment_gives_clients_an_identity_that_the_publisher_believes() throws IOException {
        TrustedPublisher publisher = Jobs.publisher(RegistryId.CRATES_IO, "sample");
        try (Sandbox sandbox = Sandbox.start(List.of(publisher))) {
            Map<String, String> environment = sandbox.environment();
            assertThat(environment)
                    .containsKeys("ACTIONS_ID_TOKEN_REQUEST_URL", "npm_config_registry", "TWINE_REPOSITORY_URL");
            URI request = URI.create(environment.get("ACTIONS_ID_TOKEN_REQUEST_URL"));
            String jwt = RawHttp.get(
                            request,
                            request.getRawPath() + "?" + request.getRawQuery() + "&audience=crates.io",
                            Map.of("Authorization", "bearer " + environment.get("ACTIONS_ID_TOKEN_REQUEST_TOKEN")))
                    .json()
                    .path("value")
                    .textValue();
            assertThat(RawHttp.json(
                                    sandbox.url(RegistryId.CRATES_IO),
                                    "POST",
                                    "/api/v1/trusted_publishing/tokens",
                                    Map.of(),
                                    Map.of("jwt", jwt))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void npms_web_login_and_second_factor_wait_for_the_page() throws IOException {
        try (Sandbox sandbox = Sandbox.start(List.of())) {
            URI npm = sandbox.url(RegistryId.NPM);
            sandbox.create(RegistryId.NPM, "@acme/widget");
            JsonNode login =
                    RawHttp.json(npm, "POST", "/-/v1/login", Map.of(), Map.of()).json();
            String session = approved(npm, login, "loginUrl");
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("Authorization", "Bearer " + session);
            headers.put("npm-command", "trust");
            headers.put("npm-auth-type", "web");
            RawHttp.Reply asked = RawHttp.get(npm, "/-/package/@acme%2fwidget/trust", headers);
            assertThat(asked.status()).isEqualTo(401);
            assertThat(asked.headers()).containsEntry("www-authenticate", "OTP");
            headers.put("npm-otp", approved(npm, asked.json(), "authUrl"));
            RawHttp.Reply listed = RawHttp.get(npm, "/-/package/@acme%2fwidget/trust", headers);
            assertThat(listed.status()).isEqualTo(200);
            assertThat(listed.body()).isEqualTo("[]");
            // A slash that is not escaped is another path.
            assertThat(RawHttp.get(npm, "/-/package/@acme/widget/trust", headers)
                            .status())
                    .isEqualTo(404);
            assertThat(RawHttp.get(npm, "/-/whoami", headers)
                            .json()
                            .path("username")
                            .textValue())
                    .isEqualTo("sandbox-maintainer");
        }
    }

    private static String approved(URI npm, JsonNode urls, String page) throws IOException {
        URI done = URI.create(urls.path("doneUrl").textValue());
        String path = done.getRawPath() + "?" + done.getRawQuery();
        RawHttp.Reply waiting = RawHttp.get(npm, path, Map.of());
        assertThat(waiting.status()).isEqualTo(202);
        assertThat(waiting.headers()).containsKey("retry-after");
        RawHttp.get(npm, URI.create(urls.path(page).textValue()).getRawPath(), Map.of());
        return RawHttp.get(npm, path, Map.of()).json().path("token").textValue();
    }

    @Test
    void a_refusal_is_told_with_the_reason_that_the_registry_hides() throws IOException {
        List<Event> heard = new CopyOnWriteArrayList<>();
        try (Sandbox sandbox = Sandbox.start(List.of(Jobs.publisher(RegistryId.RUBYGEMS, "sample")))) {
            sandbox.watch(heard::add);
            RawHttp.json(
                    sandbox.url(RegistryId.RUBYGEMS),
                    "POST",
                    "/api/v1/oidc/trusted_publisher/exchange_token",
                    Map.of(),
                    Map.of("jwt", sandbox.issuer().token(Jobs.release("environment", "test"), "rubygems.org")));
        }
        assertThat(heard).singleElement().satisfies(event -> {
            assertThat(event.refused()).isTrue();
            assertThat(event.why()).isEqualTo("no_matching_publisher");
        });
    }

    @Test
    void an_upload_token_ends_when_its_time_is_over() throws IOException {
        MovingClock clock = new MovingClock(Clock.systemUTC());
        TrustedPublisher publisher = Jobs.publisher(RegistryId.CRATES_IO, "sample");
        try (Sandbox sandbox =
                Sandbox.start(Sandbox.Settings.with(List.of(publisher)).at(clock))) {
            URI crates = sandbox.url(RegistryId.CRATES_IO);
            String token = RawHttp.json(
                            crates,
                            "POST",
                            "/api/v1/trusted_publishing/tokens",
                            Map.of(),
                            Map.of("jwt", sandbox.issuer().token(Jobs.release(), "crates.io")))
                    .json()
                    .path("token")
                    .textValue();
            clock.forward(Duration.ofMinutes(31));
            byte[] json = "{\"name\":\"sample\",\"vers\":\"1.0.0\"}".getBytes(StandardCharsets.UTF_8);
            byte[] body = new byte[json.length + 8];
            body[0] = (byte) json.length;
            System.arraycopy(json, 0, body, 4, json.length);
            RawHttp.Reply reply = RawHttp.send(
                    crates,
                    "PUT",
                    "/api/v1/crates/new",
                    Map.of("Authorization", token, "User-Agent", "tokenless-test"),
                    body);
            assertThat(reply.status()).isEqualTo(403);
            assertThat(reply.body()).contains("Invalid authentication token");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"npm", "rubygems", "crates-io"})
    void our_own_client_registers_and_finds_it_there_the_second_time(String registry) throws IOException {
        RegistryId id = new RegistryId(registry);
        Sandbox.Settings settings =
                Sandbox.Settings.with(List.of()).as(Account.usual().withSecondFactor(true));
        try (Sandbox sandbox = Sandbox.start(settings);
                Http http = new Http(HttpSettings.standard().onlyLoopback())) {
            sandbox.create(id, "sample");
            String address = sandbox.url(id).toString();
            PublisherApi api = switch (registry) {
                case "npm" -> new NpmApi(http, address, _ -> {});
                case "rubygems" -> new RubyGemsApi(http, address);
                default -> new CratesIoApi(http, address);
            };
            Session session = sandbox.session(id);
            TrustedPublisher wanted = Jobs.publisher(id, "sample");
            for (int i = 0; i < 2; i++) {
                assertThat(new PublisherRegistration(api).register(wanted, session))
                        .isInstanceOf(Outcome.Done.class);
            }
            assertThat(sandbox.book(id).publishersOf("sample")).hasSize(1);
        }
    }
}
