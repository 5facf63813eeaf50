package dev.tokenless.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The system's opener of pages, which tells only by its exit status that there is no browser. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "openers are played by sh")
class PageOpenerTest {
    private final CountDownLatch told = new CountDownLatch(1);

    @Test
    void an_opener_that_finds_no_browser_is_heard() throws Exception {
        new PageOpener(Duration.ofMinutes(1)).open(List.of("sh", "-c", "exit 3"), told::countDown);
        assertThat(told.await(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void one_that_opened_the_page_says_nothing() throws Exception {
        AtomicBoolean failed = new AtomicBoolean();
        new PageOpener(Duration.ofMinutes(1)).open(List.of("sh", "-c", "exit 0"), () -> failed.set(true));
        // What is started later ends later: by then the first one has been heard.
        new PageOpener(Duration.ofMinutes(1)).open(List.of("sh", "-c", "exit 1"), told::countDown);
        assertThat(told.await(1, TimeUnit.MINUTES)).isTrue();
        assertThat(failed).isFalse();
    }

    @Test
    void where_there_is_no_opener_at_all_it_says_so_at_once() {
        assertThatThrownBy(() -> new PageOpener(Duration.ofMinutes(1))
                        .open(List.of("tokenless-no-such-opener", "https://example.org"), told::countDown))
                .isInstanceOf(IOException.class);
    }
}
