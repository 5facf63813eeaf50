package dev.tokenless.check.rules;

import dev.tokenless.repo.Place;

/** Job and publisher each name an environment, and they differ. */
final class EnvironmentMismatch extends DifferenceRule {
    EnvironmentMismatch() {
        super("environment-mismatch", "Job and publisher name different environments");
    }

    @Override
    String message(Subject subject, Found found) {
        return refused(subject, found) + "it runs in environment "
                + Words.code(found.difference().presented()) + ", the publisher says "
                + Words.code(found.difference().expected()) + ".";
    }

    @Override
    Place place(Subject subject, Found found) {
        return EnvironmentPlaces.of(subject);
    }
}
