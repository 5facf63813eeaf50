package dev.tokenless.ui.shell;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Starts the system's own opener of pages. It is a program of its own, which says only by its exit status that there is no
 * browser; one that ends later was the browser itself, closed by the user.
 */
final class PageOpener {
    private final Duration patience;

    /** @param patience how long the opener may take to say that it found none */
    PageOpener(Duration patience) {
        this.patience = patience;
    }

    /**
     * Starts it.
     *
     * @param failed is called, on any thread, where the opener was there and could not open the page
     * @throws IOException when there is no opener at all
     */
    void open(List<String> command, Runnable failed) throws IOException {
        Process opener = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var _ = opener.onExit()
                .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .thenAccept(ended -> {
                    if (ended.exitValue() != 0) {
                        failed.run();
                    }
                });
    }
}
