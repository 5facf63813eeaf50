package dev.tokenless.check.rules;

/** The pending publisher names another workflow than the one that uploads. */
final class PendingPublisherWrongWorkflow extends DifferenceRule {
    PendingPublisherWrongWorkflow() {
        super("pending-publisher-wrong-workflow", "The pending publisher names another workflow file");
    }

    @Override
    String message(Subject subject, Found found) {
        return refused(subject, found) + "it runs in workflow file "
                + Words.code(found.difference().presented()) + ", the pending publisher says "
                + Words.code(found.difference().expected()) + ".";
    }
}
