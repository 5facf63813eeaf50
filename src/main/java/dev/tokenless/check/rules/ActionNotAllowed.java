package dev.tokenless.check.rules;

import dev.tokenless.check.Finding;
import dev.tokenless.check.Inspection.PackageVerdict;
import dev.tokenless.check.Inspection.Presented;
import dev.tokenless.registry.Registry;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.Verdict;
import dev.tokenless.repo.RegistryId;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** npm: the publisher matches but its allowed actions leave this one out. */
final class ActionNotAllowed extends JobRule {
    ActionNotAllowed() {
        super("action-not-allowed", "The publisher does not allow this way of publishing");
    }

    @Override
    void look(Subject subject, Consumer<Finding> out) {
        Registry registry = subject.registry().orElse(null);
        if (registry == null || !subject.job().registry().equals(RegistryId.NPM)) {
            return;
        }
        String action = Tools.npmAction(subject.job());
        for (Presented presented : subject.examined().presented()) {
            for (PackageVerdict of : presented.verdicts()) {
                TrustedPublisher chosen = DifferenceRule.publisher(subject, of.verdict());
                if (of.verdict().outcome() == Verdict.Outcome.MISMATCH || chosen == null || allows(chosen, action)) {
                    continue;
                }
                if (!anotherAllows(subject, registry, presented, of.packageName(), action)) {
                    out.accept(finding(
                            subject,
                            subject.job().place(),
                            subject.where() + " runs " + Words.code("npm " + action) + ", the publisher allows "
                                    + Words.list(chosen.allowed().stream()
                                            .map(a -> "npm " + a)
                                            .toList())
                                    + " only."));
                    return;
                }
            }
        }
    }

    /** An empty list was not given, so nothing is known; otherwise the action must be in it. */
    private static boolean allows(TrustedPublisher publisher, String action) {
        return publisher.allowed().isEmpty() || publisher.allowed().contains(action);
    }

    /** Several configurations add up: any that matches and allows the action is enough. */
    private static boolean anotherAllows(
            Subject subject, Registry registry, Presented presented, @Nullable String name, String action) {
        List<TrustedPublisher> allowing =
                subject.publishers().stream().filter(p -> allows(p, action)).toList();
        return !allowing.isEmpty()
                && registry.match(presented.prediction().claims(), allowing, name == null ? "" : name)
                                .outcome()
                        != Verdict.Outcome.MISMATCH;
    }
}
