package dev.tokenless.check.rules;

/** The publisher names the same workflow file with the other extension. */
final class WorkflowExtensionMismatch extends DifferenceRule {
    WorkflowExtensionMismatch() {
        super("workflow-extension-mismatch", "The workflow file is registered with the other extension");
    }

    @Override
    String message(Subject subject, Found found) {
        return refused(subject, found) + "the file is "
                + Words.code(found.difference().presented()) + ", the publisher says "
                + Words.code(found.difference().expected()) + ": only the extension differs.";
    }
}
