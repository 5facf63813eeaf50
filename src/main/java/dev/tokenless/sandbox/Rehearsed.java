package dev.tokenless.sandbox;

import java.util.List;
import java.util.Optional;

/**
 * What came of a rehearsal. It plays the registry's published rules on this machine; only a preflight or a release
 * proves the registry itself.
 *
 * @param assumptions what had to be filled in
 */
public record Rehearsed(String packageName, List<RehearsalStep> steps, List<Assumption> assumptions) {
    public Rehearsed {
        steps = List.copyOf(steps);
        assumptions = List.copyOf(assumptions);
    }

    /** Whether the upload was accepted. */
    public boolean accepted() {
        return !steps.isEmpty() && steps.getLast() instanceof RehearsalStep.UploadAccepted;
    }

    /** Where and why it stopped; empty where it did not. */
    public Optional<RehearsalStep.Stopped> stopped() {
        return !steps.isEmpty() && steps.getLast() instanceof RehearsalStep.Stopped stopped
                ? Optional.of(stopped)
                : Optional.empty();
    }
}
