package dev.tokenless.ui.session;

import dev.tokenless.ui.Desktop;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the user was sent to a web page for. When she is back at the window, the step that waits for it looks again by
 * itself, once each time she comes, and seldom: whoever goes to and fro to copy values asks nobody each time. Used on the
 * toolkit's thread only.
 */
public final class Errands {
    /** Two looks by themselves are at least so far apart. */
    static final Duration BETWEEN = Duration.ofSeconds(10);

    private final Session session;
    private final Desktop desktop;
    private final Clock clock;
    private final Map<Key, Errand> errands = new LinkedHashMap<>();
    private @Nullable Instant last;

    public Errands(Session session, Desktop desktop, Clock clock) {
        this.session = session;
        this.desktop = desktop;
        this.clock = clock;
        session.follow(this::follow);
    }

    /** One of each kind a step and package. */
    private record Key(Path folder, Upload.@Nullable Key upload, StepId step, String kind) {}

    /** @param back whether she came back to the window since, and nobody has looked again yet */
    private record Errand(BooleanSupplier awaited, Runnable look, boolean back) {}

    /**
     * Opens a page on which the user does something that a step waits for.
     *
     * @param kind tells apart what one step waits for
     * @param awaited whether the step still waits for it
     * @param look looks again, beside the window and without anything on the screen changing before the answer
     * @return whether something was started that opens pages; otherwise the address is on the clipboard
     */
    public boolean open(String address, StepId step, String kind, BooleanSupplier awaited, Runnable look) {
        key(step, kind).ifPresent(key -> errands.put(key, new Errand(awaited, look, false)));
        return desktop.openPage(address);
    }

    private Optional<Key> key(StepId step, String kind) {
        SessionState now = session.now();
        Reading open = now.reading();
        return open == null
                ? Optional.empty()
                : Optional.of(
                        new Key(open.folder(), now.upload().map(Upload::key).orElse(null), step, kind));
    }

    private void follow(SessionState state) {
        Reading open = state.reading();
        errands.keySet().removeIf(key -> open == null || !key.folder().equals(open.folder()));
        look();
    }

    /** The window has the focus again. */
    public void back() {
        errands.replaceAll((_, errand) -> new Errand(errand.awaited(), errand.look(), true));
        look();
    }

    /** Looks again for what is awaited by the step that is shown, where she has come back from its page. */
    private void look() {
        SessionState now = session.now();
        if (now.place() != Place.MIGRATION || errands.isEmpty()) {
            return;
        }
        List<Key> due = new ArrayList<>();
        for (Map.Entry<Key, Errand> errand : List.copyOf(errands.entrySet())) {
            Key key = errand.getKey();
            if (errand.getValue().back() && key.step() == now.step() && key.equals(here(key))) {
                if (errand.getValue().awaited().getAsBoolean()) {
                    due.add(key);
                } else {
                    errands.remove(key);
                }
            }
        }
        Instant before = last;
        Instant at = clock.instant();
        if (due.isEmpty() || before != null && at.isBefore(before.plus(BETWEEN))) {
            return;
        }
        last = at;
        for (Key key : due) {
            Errand errand = Objects.requireNonNull(errands.get(key));
            errands.put(key, new Errand(errand.awaited(), errand.look(), false));
            errand.look().run();
        }
    }

    private @Nullable Key here(Key key) {
        return key(key.step(), key.kind()).orElse(null);
    }
}
