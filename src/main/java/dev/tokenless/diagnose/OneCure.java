package dev.tokenless.diagnose;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Certain causes that one deed cures stand together, and the later one says so: two of them are not two things to do. */
final class OneCure {
    /**
     * The job leaves the called workflow: then the token and the signature both name the file that starts the run
     * (pypi/warehouse, issue 11096: the token names the called file, the signature's certificate the calling one).
     */
    private static final Set<String> MOVED =
            Set.of("reusable-workflow-not-supported", "reusable-cross-repository", "attestation-reusable-mismatch");

    private OneCure() {}

    /** The causes in their order, each behind the first one whose cure is its own. */
    static List<Cause> together(List<Cause> causes) {
        List<Cause> ordered = new ArrayList<>();
        for (Cause cause : causes) {
            int first = -1;
            String deed = "";
            for (int i = 0; i < ordered.size() && first < 0; i++) {
                Optional<String> shared = shared(ordered.get(i), cause);
                if (shared.isPresent()) {
                    first = i;
                    deed = shared.get();
                }
            }
            if (first < 0) {
                ordered.add(cause);
                continue;
            }
            Cause with = ordered.get(first);
            int at = first + 1;
            while (at < ordered.size() && shared(with, ordered.get(at)).isPresent()) {
                at++;
            }
            ordered.add(
                    at,
                    new Cause(
                            cause.id(),
                            cause.certainty(),
                            cause.message() + " What cures " + with.id() + " cures this, too: "
                                    + Character.toLowerCase(deed.charAt(0)) + deed.substring(1) + ".",
                            cause.evidence(),
                            cause.fixes(),
                            cause.job()));
        }
        return List.copyOf(ordered);
    }

    /** The deed that cures both, where there is one. */
    private static Optional<String> shared(Cause first, Cause second) {
        boolean certain = first.certainty() == Certainty.CERTAIN && second.certainty() == Certainty.CERTAIN;
        if (!certain || !Objects.equals(first.job(), second.job())) {
            return Optional.empty();
        }
        if (MOVED.contains(first.id()) && MOVED.contains(second.id())) {
            return first.fixes().stream()
                    .filter(remedy -> remedy.side() == Remedy.Side.WORKFLOW)
                    .map(Remedy::title)
                    .findFirst();
        }
        return first.fixes().stream()
                .filter(remedy -> !remedy.equals(Remedy.AGAIN))
                .filter(remedy -> second.fixes().contains(remedy))
                .map(Remedy::title)
                .findFirst();
    }
}
