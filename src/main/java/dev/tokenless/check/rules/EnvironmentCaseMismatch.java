package dev.tokenless.check.rules;

import dev.tokenless.check.Fix;
import dev.tokenless.repo.Place;
import org.jspecify.annotations.Nullable;

/** The two environments differ in letter case only, at a registry where that matters. */
final class EnvironmentCaseMismatch extends DifferenceRule {
    EnvironmentCaseMismatch() {
        super("environment-case-mismatch", "The environment is registered in other letter case");
    }

    @Override
    String message(Subject subject, Found found) {
        return refused(subject, found) + "it runs in environment "
                + Words.code(found.difference().presented()) + ", the publisher says "
                + Words.code(found.difference().expected()) + ", and "
                + subject.registryName() + " tells upper and lower case apart here.";
    }

    @Override
    Place place(Subject subject, Found found) {
        return EnvironmentPlaces.of(subject);
    }

    @Override
    @Nullable
    Fix fix(Subject subject, Found found) {
        return EnvironmentFixes.set(subject, found.difference().expected(), true);
    }
}
