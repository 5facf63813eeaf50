package dev.tokenless.ui.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.check.Inspection;
import dev.tokenless.check.Inspector;
import dev.tokenless.check.KnownPublishers;
import dev.tokenless.oidc.KnownIdentity;
import dev.tokenless.repo.MemoryTree;
import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.repo.manifest.ProjectReader;
import dev.tokenless.ui.FakeDesktop;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the program sent the user out for is looked at again when she is back, and nothing else is. */
class ErrandsTest {
    private final Session session = new Session();
    private final FakeDesktop pages = new FakeDesktop();
    private final Ticking clock = new Ticking();
    private final Errands errands = new Errands(session, pages, clock);
    private final List<String> looks = new ArrayList<>();
    private boolean awaited = true;

    private static final class Ticking extends Clock {
        private Instant now = Instant.parse("2026-11-20T14:05:00Z");

        void on(Duration by) {
            now = now.plus(by);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @BeforeEach
    void open() {
        open("one");
        session.change(s -> s.at(StepId.ENVIRONMENT));
    }

    private void open(String folder) {
        Inspection inspection = Inspector.inspect(
                ProjectReader.read(
                        new MemoryTree(Map.of("pyproject.toml", "[project]\nname = \"octo\"\n")),
                        folder,
                        new RepositoryId(Provider.GITHUB, "github.com", "octo-org", folder)),
                KnownPublishers.NOTHING,
                KnownIdentity.NOTHING);
        Reading reading = new Reading(
                Path.of(folder),
                false,
                inspection,
                List.of(),
                Reading.uploads(inspection),
                Map.of(),
                Instant.EPOCH,
                Duration.ZERO);
        session.change(s -> s.opened(reading, KnownPublishers.NOTHING, Keeping.Kept.NOTHING));
    }

    private void send(StepId step, String kind) {
        assertThat(errands.open("https://example.com/" + kind, step, kind, () -> awaited, () -> looks.add(kind)))
                .isTrue();
    }

    @Test
    void the_window_alone_looks_at_nothing() {
        errands.back();
        assertThat(looks).isEmpty();
    }

    @Test
    void once_each_time_she_comes_back_and_not_before() {
        send(StepId.ENVIRONMENT, "a");
        assertThat(pages.pages).containsExactly("https://example.com/a");
        session.change(s -> s.at(StepId.ENVIRONMENT));
        assertThat(looks).isEmpty();
        errands.back();
        assertThat(looks).containsExactly("a");
        session.change(s -> s.at(StepId.ENVIRONMENT));
        assertThat(looks).hasSize(1);

        clock.on(Errands.BETWEEN);
        errands.back();
        assertThat(looks).hasSize(2);
    }

    @Test
    void who_goes_to_and_fro_is_looked_after_seldom() {
        send(StepId.ENVIRONMENT, "a");
        for (int i = 0; i < 20; i++) {
            errands.back();
        }
        assertThat(looks).hasSize(1);
        clock.on(Errands.BETWEEN.minusMillis(1));
        errands.back();
        assertThat(looks).hasSize(1);
        clock.on(Duration.ofMillis(1));
        errands.back();
        assertThat(looks).hasSize(2);
    }

    @Test
    void what_is_not_awaited_any_more_is_not_looked_at() {
        send(StepId.ENVIRONMENT, "a");
        awaited = false;
        errands.back();
        awaited = true;
        clock.on(Errands.BETWEEN);
        errands.back();
        assertThat(looks).isEmpty();
    }

    @Test
    void another_step_waits_until_it_is_shown() {
        send(StepId.ENVIRONMENT, "a");
        session.change(s -> s.at(StepId.RELEASE));
        errands.back();
        assertThat(looks).isEmpty();
        session.change(s -> s.at(StepId.ENVIRONMENT));
        assertThat(looks).containsExactly("a");
    }

    @Test
    void all_that_one_step_waits_for_is_looked_at_together() {
        session.change(s -> s.at(StepId.RETIRE));
        send(StepId.RETIRE, "secrets");
        send(StepId.RETIRE, "tokens");
        errands.back();
        assertThat(looks).containsExactly("secrets", "tokens");
    }

    @Test
    void another_project_is_nothing_of_it() {
        send(StepId.ENVIRONMENT, "a");
        open("two");
        session.change(s -> s.at(StepId.ENVIRONMENT));
        errands.back();
        assertThat(looks).isEmpty();
        open("one");
        session.change(s -> s.at(StepId.ENVIRONMENT));
        errands.back();
        assertThat(looks).isEmpty();
    }
}
