package dev.tokenless.check.rules;

/** npm and crates.io read the workflow that starts the run; the publisher names another file. */
final class CallerWorkflowNotRegistered extends DifferenceRule {
    CallerWorkflowNotRegistered() {
        super("caller-workflow-not-registered", "The workflow that starts the run is not the registered one");
    }

    @Override
    String message(Subject subject, Found found) {
        return refused(subject, found) + "the run is started by "
                + Words.code(found.difference().presented()) + ", and "
                + subject.registryName() + " looks at that file; the publisher says "
                + Words.code(found.difference().expected()) + ".";
    }
}
