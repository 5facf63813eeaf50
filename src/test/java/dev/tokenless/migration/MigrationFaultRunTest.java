package dev.tokenless.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.check.Inspection;
import dev.tokenless.check.Inspector;
import dev.tokenless.fix.Migration;
import dev.tokenless.fix.OverlayTree;
import dev.tokenless.fix.ProposedPublisher;
import dev.tokenless.fix.WorkflowMigration;
import dev.tokenless.fix.WorkflowOptions;
import dev.tokenless.github.GitHubAddress;
import dev.tokenless.github.GitHubSession;
import dev.tokenless.github.RememberingGitHub;
import dev.tokenless.github.Secrets;
import dev.tokenless.github.Undelayed;
import dev.tokenless.net.Http;
import dev.tokenless.net.HttpSettings;
import dev.tokenless.net.Secret;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.registry.Session;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.directory.RegistryServices;
import dev.tokenless.repo.MemoryTree;
import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.repo.manifest.ProjectReader;
import dev.tokenless.sandbox.Sandbox;
import dev.tokenless.sandbox.book.Grant;
import dev.tokenless.sandbox.book.Release;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole migration of a package, from the token to its deletion, against the sandbox and a GitHub on loopback. In one run
 * a request, whenever it is made, is answered by every fault in turn; then the next request in the next run. Whatever
 * happens, the user may try the same step again and gets to the end.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MigrationFaultRunTest {
    private static final String BEFORE = """
        on: {push: {tags: ['v*']}}
        permissions:
          contents: read
        jobs:
          publish:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v4
        """;

    /**
     * A package as it is published with a token.
     *
     * @param manifest its path and its text, with {@code NAME} for the package
     * @param api whether publishers are registered through an interface; otherwise the user says that it is done
     * @param forbids whether the registry can refuse tokens
     */
    private record Kind(
            RegistryId id, List<String> manifest, String secret, String steps, boolean api, boolean forbids) {
        @Override
        public String toString() {
            return id.id();
        }

        Map<String, String> files(String name) {
            return Map.of(
                    manifest.getFirst().replace("NAME", name),
                    manifest.getLast().replace("NAME", name),
                    ".github/workflows/release.yml",
                    BEFORE + steps.replace("SECRET", secret));
        }

        String file(String name) {
            return switch (id.id()) {
                case "pypi" -> name + "-1.0.0.tar.gz";
                case "npm" -> name + "-1.0.0.tgz";
                case "rubygems" -> name + "-1.0.0.gem";
                default -> name + "-1.0.0.crate";
            };
        }
    }

    private static final Kind CRATES_IO = new Kind(
            RegistryId.CRATES_IO,
            List.of("Cargo.toml", "[package]\nname = \"NAME\"\nversion = \"1.0.0\"\n"),
            "CRATES_TOKEN",
            "      - run: cargo publish\n        env:\n          CARGO_REGISTRY_TOKEN: ${{ secrets.SECRET }}\n",
            true,
            true);
    private static final Kind NPM = new Kind(
            RegistryId.NPM,
            List.of(
                    "package.json",
                    "{\"name\": \"NAME\", \"version\": \"1.0.0\", \"repository\": \"github:octo-org/NAME\"}"),
            "NPM_TOKEN",
            "      - uses: actions/setup-node@v4\n        with:\n          node-version: 24\n      - run: npm publish\n"
                    + "        env:\n          NODE_AUTH_TOKEN: ${{ secrets.SECRET }}\n",
            true,
            false);
    private static final Kind RUBYGEMS = new Kind(
            RegistryId.RUBYGEMS,
            List.of(
                    "NAME.gemspec",
                    "Gem::Specification.new do |s|\n  s.name = \"NAME\"\n  s.version = \"1.0.0\"\nend\n"),
            "RUBYGEMS_KEY",
            "      - uses: ruby/setup-ruby@v1\n        with:\n          ruby-version: '3.4'\n"
                    + "      - run: gem build NAME.gemspec && gem push NAME-1.0.0.gem\n        env:\n"
                    + "          GEM_HOST_API_KEY: ${{ secrets.SECRET }}\n",
            true,
            false);
    private static final Kind PYPI = new Kind(
            RegistryId.PYPI,
            List.of("pyproject.toml", "[project]\nname = \"NAME\"\nversion = \"1.0.0\"\n"),
            "PYPI_TOKEN",
            "      - uses: pypa/gh-action-pypi-publish@release/v1\n        with:\n"
                    + "          password: ${{ secrets.SECRET }}\n",
            false,
            false);

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T10:00:00Z"), ZoneOffset.UTC);
    private static final int MOST_TRIES = 40;

    @TempDir
    private Path folder;

    private Sandbox sandbox;
    private RememberingGitHub gitHub;
    private final MockWebServer registry = Undelayed.server();
    private final OkHttpClient onward = new OkHttpClient();
    /** Nothing is sent again by itself: each failure is seen by the user, who tries again. */
    private final Http http = new Http(new HttpSettings(
            Duration.ofSeconds(2), Duration.ofMillis(250), 1, Duration.ZERO, true, null, Map.of(), _ -> {}));

    private int run;
    private volatile Kind kind = CRATES_IO;

    /** The request that is spoilt in this run, and with what; null spoils none. */
    private volatile @Nullable String spoilt;

    private final Deque<Function<Supplier<MockResponse>, MockResponse>> faults = new ArrayDeque<>();
    private final Set<String> made = Collections.synchronizedSet(new LinkedHashSet<>());

    @BeforeAll
    void start() throws IOException {
        sandbox = Sandbox.start(List.of());
        gitHub = new RememberingGitHub();
        gitHub.instead = (request, real) -> spoil("GitHub " + key(request), real);
        registry.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                String key = kind + " " + key(request);
                MockResponse bad = spoil(key, () -> forwarded(request));
                return bad == null ? forwarded(request) : bad;
            }
        });
        registry.start();
    }

    @AfterAll
    void stop() {
        http.close();
        registry.close();
        gitHub.close();
        sandbox.close();
    }

    private static MockResponse json(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json")
                .body(body)
                .build();
    }

    /** The user comes again after half a minute: where GitHub has had enough, the first time is too early. */
    private static final class Patient extends Clock {
        private Instant now = CLOCK.instant();

        @Override
        public synchronized Instant instant() {
            now = now.plusSeconds(31);
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** Every way in which a request can go wrong. */
    private static List<Function<Supplier<MockResponse>, MockResponse>> refused() {
        List<Function<Supplier<MockResponse>, MockResponse>> all = new ArrayList<>();
        for (int status : new int[] {401, 403, 404, 409, 422, 429, 500}) {
            all.add(_ -> json(status, "{\"message\":\"no\",\"errors\":[{\"detail\":\"no\"}]}"));
        }
        all.add(_ -> new MockResponse.Builder().body("<html>garbage</html>").build());
        all.add(_ -> new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build());
        all.add(_ -> new MockResponse.Builder()
                .body("{\"id\": 1, \"cut")
                .onResponseBody(new SocketEffect.CloseSocket())
                .build());
        return all;
    }

    /** The request is carried out, and nobody learns of it. */
    private static List<Function<Supplier<MockResponse>, MockResponse>> unheard() {
        List<Function<Supplier<MockResponse>, MockResponse>> all = new ArrayList<>();
        all.add(done -> lost(done, json(500, "{}")));
        all.add(done -> lost(done, new MockResponse.Builder().body("<html>").build()));
        all.add(done -> lost(
                done,
                new MockResponse.Builder()
                        .onResponseStart(new SocketEffect.CloseSocket())
                        .build()));
        all.add(done -> lost(
                done,
                new MockResponse.Builder()
                        .body("{\"id\": 1, \"cut")
                        .onResponseBody(new SocketEffect.CloseSocket())
                        .build()));
        return all;
    }

    private static MockResponse lost(Supplier<MockResponse> done, MockResponse answer) {
        done.get();
        return answer;
    }

    private synchronized @Nullable MockResponse spoil(String key, Supplier<MockResponse> carryOut) {
        made.add(key);
        if (!key.equals(spoilt) || faults.isEmpty()) {
            return null;
        }
        return faults.remove().apply(carryOut);
    }

    /** The request without what differs from run to run. */
    private static String key(RecordedRequest request) {
        return request.getMethod() + " "
                + request.getTarget()
                        .replaceAll("\\?.*$", "")
                        .replaceAll("[0-9a-f]{40}", "SHA")
                        .replaceAll("sample-\\d+", "sample")
                        .replaceAll("/\\d+$", "/ID");
    }

    private MockResponse forwarded(RecordedRequest request) {
        ByteString body = request.getBody();
        boolean bodiless = List.of("GET", "HEAD").contains(request.getMethod());
        okhttp3.Request.Builder onwards = new okhttp3.Request.Builder()
                .url(sandbox.url(kind.id()).resolve(request.getTarget()).toString())
                .method(
                        request.getMethod(),
                        bodiless ? null : RequestBody.create(body == null ? new byte[0] : body.toByteArray()));
        for (String name :
                List.of("Authorization", "Content-Type", "User-Agent", "Accept", "OTP", "npm-otp", "npm-auth-type")) {
            String value = request.getHeaders().get(name);
            if (value != null) {
                onwards.header(name, value);
            }
        }
        try (Response answer = onward.newCall(onwards.build()).execute()) {
            MockResponse.Builder same = new MockResponse.Builder()
                    .code(answer.code())
                    .body(answer.body().string());
            for (String name : List.of("Content-Type", "WWW-Authenticate", "npm-notice")) {
                String value = answer.header(name);
                if (value != null) {
                    same.addHeader(name, value);
                }
            }
            return same.build();
        } catch (IOException e) {
            return json(502, "{}");
        }
    }

    @Test
    void whatever_is_answered_the_step_can_be_tried_again_and_nothing_is_lost_or_done_twice() throws IOException {
        every(CRATES_IO, _ -> true);
        assertThat(made)
                .contains("crates-io POST /api/v1/trusted_publishing/github_configs")
                .contains("crates-io PATCH /api/v1/crates/sample")
                .contains("GitHub POST /repos/octo-org/sample/pulls")
                .contains("GitHub DELETE /repos/octo-org/sample/actions/secrets/CRATES_TOKEN")
                .hasSizeGreaterThan(20);
    }

    /** What GitHub answers does not depend on the registry: of these the registry's own requests are spoilt. */
    @Test
    void npm_may_answer_whatever_it_likes() throws IOException {
        every(NPM, request -> request.startsWith("npm "));
        assertThat(made).contains("npm POST /-/package/sample/trust", "npm GET /-/package/sample/trust");
    }

    @Test
    void ruby_gems_may_answer_whatever_it_likes() throws IOException {
        every(RUBYGEMS, request -> request.startsWith("rubygems "));
        assertThat(made)
                .contains(
                        "rubygems GET /api/v1/gems/sample/trusted_publishers",
                        "rubygems POST /api/v1/gems/sample/trusted_publishers");
    }

    @Test
    void pypi_may_answer_whatever_it_likes() throws IOException {
        every(PYPI, request -> request.startsWith("pypi "));
        assertThat(made).anyMatch(request -> request.startsWith("pypi GET /"));
    }

    private void every(Kind of, Predicate<String> spoilable) throws IOException {
        kind = of;
        spoilt = null;
        made.clear();
        migrate();
        for (String request : List.copyOf(made)) {
            if (!spoilable.test(request)) {
                continue;
            }
            with(request, refused());
            if (!request.contains(" GET ")) {
                for (Function<Supplier<MockResponse>, MockResponse> fault : unheard()) {
                    with(request, List.of(fault));
                }
            }
        }
    }

    private void with(String request, List<Function<Supplier<MockResponse>, MockResponse>> these) throws IOException {
        spoilt = request;
        faults.clear();
        faults.addAll(these);
        // What an answer does not hinder goes on, and the next fault is met on the next way.
        for (int ways = 0; ways < these.size() && !faults.isEmpty(); ways++) {
            migrate();
        }
        assertThat(faults).as("every fault of %s was met", request).isEmpty();
    }

    /** One migration from its start to its end, by a user who tries again. */
    private void migrate() throws IOException {
        run++;
        String crate = "sample-" + run;
        gitHub.reset();
        gitHub.name = crate;
        gitHub.secrets.get("").add(kind.secret());
        sandbox.create(kind.id(), crate);
        MemoryTree before = new MemoryTree(kind.files(crate));
        gitHub.holding(kind.files(crate));
        RepositoryId repository = new RepositoryId(Provider.GITHUB, "github.com", "octo-org", crate);
        Inspection token = Inspector.inspect(ProjectReader.read(before, crate, repository), null);
        Migration.Migrated edits = (Migration.Migrated)
                WorkflowMigration.migrate(token.project(), token.workflows(), jobs(token), WorkflowOptions.smallest());
        Map<String, String> texts = new HashMap<>();
        edits.files().forEach(edit -> texts.put(edit.path(), edit.after()));
        Inspection migrated =
                Inspector.inspect(ProjectReader.read(new OverlayTree(before, texts), crate, repository), null);
        PlannedPackages.Key key = new PlannedPackages.Key(kind.id(), crate);
        TrustedPublisher wanted = ProposedPublisher.of(migrated.project(), jobs(migrated))
                .getFirst()
                .publisher();

        MigrationStore store = new MigrationStore(Files.createDirectories(folder.resolve(crate)));
        store.write(repository, WrittenFiles.withSecretNames(token, Remembered.NOTHING));
        MigrationSteps steps = new MigrationSteps(
                store,
                RegistryServices.real(http).at(kind.id(), "http://127.0.0.1:" + registry.getPort()),
                new GitHubSession(
                        http, GitHubAddress.at(gitHub.url()), Secret.of(RememberingGitHub.TOKEN), new Patient()),
                CLOCK);
        Session session = kind.api() ? sandbox.session(kind.id()) : null;
        Progress progress = new Progress(store, repository, migrated, key);

        if (session == null) {
            assertThat(steps.say(migrated, key, Stage.PUBLISHER_REGISTERED, Remembered.Kind.SAID, "It is there."))
                    .isEmpty();
        } else {
            progress.until(() -> steps.register(migrated, wanted, session), Stage.PUBLISHER_REGISTERED);
        }
        PullRequestDraft.Ready draft = PullRequestDraft.ofEdits(token, edits);
        progress.until(
                () -> steps.pullRequest(draft.migrated(), draft.wanted("trusted-publishing", false)),
                Stage.TOKEN_KEPT_AS_FALLBACK);
        assertThat(gitHub.pulls).containsExactly("trusted-publishing");
        assertThat(gitHub.branches).containsOnlyKeys("main", "trusted-publishing");
        gitHub.merge("trusted-publishing");
        assertThat(steps.say(migrated, key, Stage.TEST_RELEASE, Remembered.Kind.SKIPPED, "Passed over."))
                .isEmpty();
        progress.seeing(steps, Stage.PRODUCTION_SWITCHED);
        release(crate, wanted);
        progress.seeing(steps, Stage.FIRST_TRUSTED_RELEASE);
        if (kind.forbids() && session != null) {
            progress.until(() -> steps.forbidTokens(migrated, key, true, session), Stage.TOKENS_FORBIDDEN);
        } else {
            assertThat(steps.say(migrated, key, Stage.TOKENS_FORBIDDEN, Remembered.Kind.SKIPPED, "Passed over."))
                    .isEmpty();
        }
        Secrets.Stored secret = new Secrets.Stored(kind.secret(), new Secrets.OfRepository(), "");
        progress.until(() -> steps.deleteSecret(migrated, secret), Stage.TOKENS_FORBIDDEN);
        progress.seeing(steps, Stage.SECRETS_DELETED);
        assertThat(steps.say(migrated, key, Stage.TOKEN_REVOKED, Remembered.Kind.SAID, "Done."))
                .isEmpty();

        assertThat(progress.plan().finished()).as(progress.plan().toString()).isTrue();
        assertThat(sandbox.book(kind.id()).publishersOf(crate)).hasSize(kind.api() ? 1 : 0);
        assertThat(gitHub.secrets.get("")).isEmpty();
    }

    private static List<PublishJob> jobs(Inspection inspection) {
        return inspection.jobs().stream().map(Inspection.Examined::job).toList();
    }

    private void release(String crate, TrustedPublisher wanted) {
        sandbox.book(kind.id())
                .publish(
                        crate,
                        new Release(
                                "1.0.0",
                                kind.file(crate),
                                Map.of("sha256", "0"),
                                Map.of(),
                                CLOCK.instant(),
                                grant(crate, wanted)));
    }

    private Grant grant(String crate, TrustedPublisher wanted) {
        return new Grant(
                kind.api() ? sandbox.book(kind.id()).publishersOf(crate) : List.of(wanted),
                List.of(crate),
                List.of(),
                Map.of("repository", "octo-org/" + crate, "run_id", "1", "sha", "0"),
                CLOCK.instant(),
                CLOCK.instant());
    }

    /** What the user sees of the stages, and what must stay so. */
    private record Progress(
            MigrationStore store, RepositoryId repository, Inspection migrated, PlannedPackages.Key key) {

        MigrationPlan plan() {
            MigrationStore.Reading kept =
                    new MigrationStore(store.file(repository).getParent()).read(repository);
            assertThat(kept).isInstanceOf(MigrationStore.Read.class);
            return MigrationPlan.of(
                    migrated,
                    key.registry(),
                    key.packageName(),
                    ((MigrationStore.Read) kept).remembered(),
                    Observed.NOTHING);
        }

        private Set<Stage> passed() {
            Set<Stage> passed = EnumSet.noneOf(Stage.class);
            plan().stages().forEach((stage, state) -> {
                if (state.passed()) {
                    passed.add(stage);
                }
            });
            return passed;
        }

        void until(Supplier<StepResult> step, Stage stage) {
            for (int tries = 0; tries < MOST_TRIES; tries++) {
                Set<Stage> before = passed();
                StepResult result = step.get();
                assertThat(passed()).containsAll(before);
                if (result instanceof StepResult.Done) {
                    assertThat(passed()).contains(stage);
                    return;
                }
                assertThat(result).isInstanceOf(StepResult.Failed.class);
                helpful(result.sentence());
            }
            throw new AssertionError("no end of " + stage);
        }

        void seeing(MigrationSteps steps, Stage stage) {
            for (int tries = 0; tries < MOST_TRIES; tries++) {
                Set<Stage> before = passed();
                MigrationSteps.LookedAll looked = steps.look(migrated, List.of(key));
                assertThat(looked.notes()).isEmpty();
                looked.packages()
                        .getFirst()
                        .looked()
                        .unseen()
                        .forEach(unseen -> helpful(unseen.sentence() + " " + unseen.nextStep()));
                assertThat(passed()).containsAll(before);
                if (passed().contains(stage)
                        && looked.packages().getFirst().looked().unseen().isEmpty()) {
                    return;
                }
            }
            throw new AssertionError("never saw " + stage);
        }

        private static void helpful(String sentence) {
            assertThat(sentence.strip())
                    .containsPattern(
                            "(?i)by hand|try again|sign in|make a (new )?token|look|pull the newest|wait|again");
        }
    }
}
