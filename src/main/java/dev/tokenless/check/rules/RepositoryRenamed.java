package dev.tokenless.check.rules;

/** The publisher names another repository of the same owner. No registry follows GitHub's redirect. */
final class RepositoryRenamed extends DifferenceRule {
    RepositoryRenamed() {
        super("repository-renamed", "The publisher names another repository of the same owner");
    }

    @Override
    String message(Subject subject, Found found) {
        return refused(subject, found) + "the repository is "
                + Words.code(found.difference().presented()) + ", the publisher still says "
                + Words.code(found.difference().expected())
                + ". If the repository was renamed, the publisher must be registered again.";
    }
}
