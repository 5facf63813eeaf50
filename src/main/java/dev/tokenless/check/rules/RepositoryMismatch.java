package dev.tokenless.check.rules;

/** The publisher names another repository altogether. */
final class RepositoryMismatch extends DifferenceRule {
    RepositoryMismatch() {
        super("repository-mismatch", "The publisher names another repository");
    }

    @Override
    String message(Subject subject, Found found) {
        return refused(subject, found) + "the job runs in repository "
                + Words.code(found.difference().presented()) + ", the publisher names "
                + Words.code(found.difference().expected()) + ".";
    }
}
