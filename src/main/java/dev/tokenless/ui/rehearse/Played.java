package dev.tokenless.ui.rehearse;

import dev.tokenless.sandbox.RehearsalStep;
import dev.tokenless.sandbox.Rehearsed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a rehearsal has come.
 *
 * @param times milliseconds of each step
 * @param result null while it is being played
 */
record Played(
        List<RehearsalStep> steps,
        List<Long> times,
        @Nullable Rehearsed result,
        boolean running) {
    static final Played NOTHING = new Played(List.of(), List.of(), null, false);

    Played {
        steps = List.copyOf(steps);
        times = List.copyOf(times);
    }

    static Played begun() {
        return new Played(List.of(), List.of(), null, true);
    }

    Played with(RehearsalStep step, long time) {
        List<RehearsalStep> more = new ArrayList<>(steps);
        more.add(step);
        List<Long> longer = new ArrayList<>(times);
        longer.add(time);
        return new Played(more, longer, null, true);
    }

    Played ended(Rehearsed rehearsed) {
        return new Played(rehearsed.steps(), times, rehearsed, false);
    }

    Optional<RehearsalStep.Stopped> stopped() {
        return !steps.isEmpty() && steps.getLast() instanceof RehearsalStep.Stopped stopped
                ? Optional.of(stopped)
                : Optional.empty();
    }

    /** Whether it came to its end. */
    boolean over() {
        return result != null;
    }

    boolean accepted() {
        return result != null && result.accepted();
    }

    /** The time of the first step of a kind, empty where it was not reached. */
    String time(Class<? extends RehearsalStep> kind) {
        for (int i = 0; i < steps.size() && i < times.size(); i++) {
            if (kind.isInstance(steps.get(i))) {
                return (times.get(i) < 1 ? "< 1" : times.get(i)) + " ms";
            }
        }
        return "";
    }

    <S extends RehearsalStep> Optional<S> first(Class<S> kind) {
        return steps.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }
}
