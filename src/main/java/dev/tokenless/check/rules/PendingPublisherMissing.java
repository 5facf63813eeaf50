package dev.tokenless.check.rules;

import dev.tokenless.check.Finding;
import java.util.function.Consumer;

/** The package does not exist yet and no pending publisher has its name. */
final class PendingPublisherMissing extends JobRule {
    PendingPublisherMissing() {
        super("pending-publisher-missing", "No pending publisher has the new package's name");
    }

    @Override
    void look(Subject subject, Consumer<Finding> out) {
        for (String name : Registered.without(subject)) {
            if (Registered.pendingUnderAnotherName(subject, name)) {
                out.accept(finding(
                        subject,
                        subject.job().place(),
                        "The first upload of " + Words.code(name) + " by " + subject.where()
                                + " will be refused: the pending publisher of this repository at "
                                + subject.registryName() + " is for "
                                + Words.list(Registered.pendingNames(subject)) + "."));
            }
        }
        for (String name : Registered.notThereYet(subject)) {
            out.accept(finding(
                    subject,
                    subject.job().place(),
                    Words.code(name) + " does not exist at " + subject.registryName() + " yet, and the publisher that "
                            + subject.where() + " counts on is not a pending one."));
        }
    }
}
