package dev.tokenless.cli;

import dev.tokenless.check.HelpPages;
import dev.tokenless.check.rules.Rules;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The ids that a call may name. */
final class RuleNames {
    /** Found only where GitHub is asked. */
    private static final String ASKED = "environment-policy-blocks-ref";

    private RuleNames() {}

    static void refuseUnknown(List<String> named) {
        Set<String> known = new TreeSet<>();
        known.add(ASKED);
        Rules.all().forEach(rule -> known.add(rule.info().id()));
        for (String rule : named) {
            if (!known.contains(rule)) {
                throw new Bug.Refusal(
                        ExitStatus.UNUSABLE,
                        (HelpPages.find(rule).isPresent()
                                        ? rule + " is a cause that only diagnose finds, and no rule."
                                        : "there is no rule " + rule + ".")
                                + Nearest.question(rule, known)
                                + " tokenless explain lists the ids.");
            }
        }
    }
}
