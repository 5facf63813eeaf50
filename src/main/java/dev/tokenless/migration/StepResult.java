package dev.tokenless.migration;

import java.util.List;

/** What came of one step of a migration. */
public sealed interface StepResult {

    /** What happened, as whole sentences with the next step where there is one. */
    String sentence();

    /**
     * It is done, or was done already.
     *
     * @param notes what the user must know beside, as whole sentences
     */
    record Done(String sentence, List<String> notes) implements StepResult {
        public Done {
            notes = List.copyOf(notes);
        }
    }

    /**
     * Nothing was changed outside, because the order of the stages forbids it or what was shown is no longer so; the
     * sentence says what comes first.
     */
    record Held(String sentence) implements StepResult {}

    /** It was tried and did not come about; the sentence says why and what to do. */
    record Failed(String sentence) implements StepResult {}
}
