package dev.tokenless.check.rules;

import dev.tokenless.check.Fix;
import dev.tokenless.repo.Place;
import org.jspecify.annotations.Nullable;

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

    @Override
    @Nullable
    Fix fix(Subject subject, Found found) {
        return EnvironmentFixes.set(subject, found.difference().expected(), false);
    }
}
