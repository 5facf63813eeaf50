package dev.tokenless.check.rules;

/** The publisher names another workflow file. */
final class WorkflowFilenameMismatch extends DifferenceRule {
    WorkflowFilenameMismatch() {
        super("workflow-filename-mismatch", "The publisher names another workflow file");
    }

    @Override
    String message(Subject subject, Found found) {
        return refused(subject, found) + "it runs in workflow file "
                + Words.code(found.difference().presented()) + ", the publisher says "
                + Words.code(found.difference().expected()) + ".";
    }
}
