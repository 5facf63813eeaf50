package dev.tokenless.check.rules;

import dev.tokenless.check.Fix;
import dev.tokenless.repo.Place;
import org.jspecify.annotations.Nullable;

/** The publisher names an environment and the publishing job has none. */
final class EnvironmentMissingInJob extends DifferenceRule {
    EnvironmentMissingInJob() {
        super("environment-missing-in-job", "The publisher names an environment, the job has none");
    }

    @Override
    String message(Subject subject, Found found) {
        return refused(subject, found) + "it runs in no environment, the publisher says "
                + Words.code(found.difference().expected()) + ".";
    }

    @Override
    Place place(Subject subject, Found found) {
        return subject.jobPlace();
    }

    @Override
    @Nullable
    Fix fix(Subject subject, Found found) {
        return EnvironmentFixes.set(subject, found.difference().expected(), true);
    }
}
