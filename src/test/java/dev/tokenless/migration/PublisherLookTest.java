package dev.tokenless.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.check.Inspection;
import dev.tokenless.check.Inspector;
import dev.tokenless.check.KnownPublishers;
import dev.tokenless.check.KnownPublishers.Held;
import dev.tokenless.check.KnownPublishers.Source;
import dev.tokenless.fix.ProposedPublisher;
import dev.tokenless.net.Http;
import dev.tokenless.net.HttpSettings;
import dev.tokenless.oidc.KnownIdentity;
import dev.tokenless.registry.Session;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.directory.RegistryServices;
import dev.tokenless.repo.MemoryTree;
import dev.tokenless.repo.OneGem;
import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.repo.manifest.ProjectReader;
import dev.tokenless.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A publisher that was seen once may be removed since: it is looked at again before anything relies on it. */
class PublisherLookTest {
    private static final String GEM = "octo-gem";
    private static final String KEY = "rubygems/octo-gem";
    private static final Instant THEN = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-20T14:05:00Z");
    private static final RepositoryId REPOSITORY =
            new RepositoryId(Provider.GITHUB, "github.com", "octo-org", "octo-gem");

    @TempDir
    Path folder;

    private final Http http = new Http(HttpSettings.standard().onlyLoopback().pause(_ -> {}));
    private Sandbox sandbox;
    private MigrationStore store;
    private MigrationSteps steps;
    private Inspection inspection;

    @BeforeEach
    void start() throws IOException {
        sandbox = Sandbox.start(List.of());
        sandbox.create(RegistryId.RUBYGEMS, GEM);
        store = new MigrationStore(folder);
        steps = steps(sandbox.url(RegistryId.RUBYGEMS).toString());
        inspection = inspection(KnownPublishers.NOTHING);
    }

    private MigrationSteps steps(String address) {
        return new MigrationSteps(
                store,
                RegistryServices.real(http).at(RegistryId.RUBYGEMS, address),
                null,
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static Inspection inspection(KnownPublishers known) {
        MemoryTree tree = new MemoryTree(OneGem.files());
        return Inspector.inspect(ProjectReader.read(tree, "octo-gem", REPOSITORY), known, KnownIdentity.NOTHING);
    }

    @AfterEach
    void stop() {
        sandbox.close();
        http.close();
    }

    private TrustedPublisher wanted() {
        return ProposedPublisher.of(
                        inspection.project(),
                        inspection.jobs().stream().map(Inspection.Examined::job).toList())
                .getFirst()
                .publisher();
    }

    private Session session() {
        return sandbox.session(RegistryId.RUBYGEMS);
    }

    private void seenThen() {
        store.write(
                REPOSITORY,
                Remembered.NOTHING.with(
                        KEY,
                        Stage.PUBLISHER_REGISTERED,
                        new Remembered.Mark(Remembered.Kind.SEEN, "It was there.", THEN)));
        assertThat(steps.heldBack(inspection)).isEmpty();
    }

    private Optional<Remembered.Mark> mark() {
        Remembered kept = ((MigrationStore.Read) store.read(REPOSITORY)).remembered();
        return Optional.ofNullable(kept.marks(KEY).get(Stage.PUBLISHER_REGISTERED));
    }

    @Test
    void one_that_was_removed_meanwhile_holds_the_pull_request_back_and_takes_the_mark() {
        seenThen();
        PublisherLook.Looked looked = steps.publishers(inspection, _ -> Optional.of(session()));
        assertThat(looked.held())
                .isEqualTo(
                        "RubyGems.org was asked again for the publishers of octo-gem. Register the trusted publisher:"
                                + " none is registered for this package. Nothing was sent.");
        assertThat(looked.seen().values())
                .singleElement()
                .satisfies(held -> assertThat(held.publishers()).isEmpty());
        assertThat(mark()).isEmpty();
        assertThat(steps.heldBack(inspection)).isPresent();
    }

    @Test
    void one_that_is_there_is_seen_anew() {
        assertThat(steps.register(inspection, wanted(), session())).isInstanceOf(StepResult.Done.class);
        seenThen();
        PublisherLook.Looked looked = steps.publishers(inspection, _ -> Optional.of(session()));
        assertThat(looked.held()).isEmpty();
        assertThat(looked.notes()).isEmpty();
        assertThat(mark()).hasValueSatisfying(mark -> assertThat(mark.at()).isEqualTo(NOW));
    }

    @Test
    void one_of_another_workflow_is_no_publisher_of_this_one() {
        TrustedPublisher wanted = wanted();
        TrustedPublisher other = new TrustedPublisher(
                wanted.registry(),
                wanted.project(),
                wanted.kind(),
                new dev.tokenless.registry.PublisherIdentity.GitHub(
                        "octo-org", "octo-gem", "other.yml", null, null, null, null),
                wanted.allowed(),
                null,
                null,
                null);
        assertThat(steps.register(inspection, other, session())).isInstanceOf(StepResult.Done.class);
        seenThen();
        assertThat(steps.publishers(inspection, _ -> Optional.of(session())).held())
                .contains("Correct the trusted publisher");
        assertThat(mark()).isEmpty();
    }

    @Test
    void without_a_credential_the_day_of_the_last_look_is_told_and_the_mark_stays() {
        seenThen();
        PublisherLook.Looked looked = steps.publishers(inspection, _ -> Optional.empty());
        assertThat(looked.held()).isEmpty();
        assertThat(looked.notes())
                .containsExactly("Whether RubyGems.org still holds the publisher of octo-gem was not looked at again:"
                        + " that is by the look of 2026-03-01.");
        assertThat(mark()).hasValueSatisfying(mark -> assertThat(mark.at()).isEqualTo(THEN));
    }

    @Test
    void a_registry_that_does_not_answer_is_told_with_its_reason_and_the_mark_stays() throws IOException {
        seenThen();
        String nobody;
        try (var socket = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            nobody = "http://localhost:" + socket.getLocalPort();
        }
        PublisherLook.Looked looked = steps(nobody).publishers(inspection, _ -> Optional.of(session()));
        assertThat(looked.held()).isEmpty();
        assertThat(looked.notes())
                .singleElement()
                .asString()
                .contains("was not looked at again: that is by the look of 2026-03-01. ")
                .endsWith(".");
        assertThat(mark()).isPresent();
    }

    private static KnownPublishers told(Source source, Instant at, TrustedPublisher... there) {
        return KnownPublishers.NOTHING.with(RegistryId.RUBYGEMS, GEM, new Held(List.of(there), source, at));
    }

    @Test
    void what_a_registry_told_or_the_user_said_is_kept_as_such_and_taken_back_by_the_contrary() {
        Remembered seen = PublisherLook.marked(inspection(told(Source.READ, THEN, wanted())), Remembered.NOTHING);
        assertThat(seen.marks(KEY).get(Stage.PUBLISHER_REGISTERED)).satisfies(mark -> {
            assertThat(mark.kind()).isEqualTo(Remembered.Kind.SEEN);
            assertThat(mark.at()).isEqualTo(THEN);
        });
        Remembered said = PublisherLook.marked(inspection(told(Source.TYPED, THEN, wanted())), Remembered.NOTHING);
        assertThat(said.marks(KEY).get(Stage.PUBLISHER_REGISTERED).kind()).isEqualTo(Remembered.Kind.SAID);

        assertThat(PublisherLook.marked(inspection(told(Source.READ, NOW)), seen)
                        .marks(KEY))
                .isEmpty();
        // What was told before the mark was set says nothing against it.
        assertThat(PublisherLook.marked(inspection(told(Source.READ, THEN.minusSeconds(1))), seen))
                .isEqualTo(seen);
        assertThat(PublisherLook.marked(inspection, seen)).isEqualTo(seen);
    }
}
