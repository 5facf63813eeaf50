package dev.tokenless.cli;

import dev.tokenless.migration.StepResult;
import dev.tokenless.report.Escaping;

/** What came of a step, said to the user, with the exit status that goes with it. */
final class StepWords {
    private StepWords() {}

    static int tell(Terminal terminal, StepResult result) {
        return switch (result) {
            case StepResult.Done done -> {
                terminal.out().println(Escaping.terminal(done.sentence()));
                done.notes().forEach(terminal::complain);
                yield ExitStatus.FINE;
            }
            case StepResult.Held(String sentence) -> {
                terminal.complain(sentence);
                yield ExitStatus.FINDINGS;
            }
            case StepResult.Failed(String sentence) -> {
                terminal.complain(sentence);
                yield ExitStatus.REFUSED;
            }
        };
    }
}
