package dev.tokenless.sandbox;

import dev.tokenless.net.Answer;
import dev.tokenless.registry.Registry;
import dev.tokenless.registry.Verdict;
import dev.tokenless.sandbox.RehearsalStep.Stage;
import dev.tokenless.sandbox.book.Event;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a refusal means and what to do, said to the user. */
final class Refusals {
    private Refusals() {}

    static String why(
            Registry registry,
            String name,
            Stage stage,
            Answer.Reply reply,
            Verdict.@Nullable ClaimCheck different,
            Verdict verdict,
            List<Event> refusals) {
        String who = registry.displayName();
        if (different != null) {
            String expected = different.expected();
            return who + " refuses: " + different.claim() + " is " + RehearsalStep.shown(different.presented())
                    + ", the publisher says " + (expected == null ? "otherwise" : expected) + ".";
        }
        if (verdict.publisher() < 0 && stage == Stage.EXCHANGE) {
            return who + " refuses: no publisher is registered for " + name + ".";
        }
        Verdict.Refusal refusal = verdict.refusal();
        String reason = refusal == null
                ? refusals.stream()
                        .map(e -> e.why().isEmpty() ? e.answer() : e.why())
                        .findFirst()
                        .orElse(reply.text())
                : refusal.reason();
        return who + (stage == Stage.UPLOAD ? " refuses the upload: " : " refuses: ") + reason;
    }

    static String next(Registry registry, Verdict.@Nullable ClaimCheck different, Verdict verdict) {
        if (different != null) {
            return "Make both sides say the same: change the workflow, or register the publisher anew.";
        }
        return verdict.publisher() < 0
                ? "Register the publisher at " + registry.displayName() + ", then rehearse again."
                : "Look at the registry's own answer, correct what it names, then rehearse again.";
    }
}
