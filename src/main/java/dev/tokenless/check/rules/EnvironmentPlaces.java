package dev.tokenless.check.rules;

import dev.tokenless.ci.EnvironmentRef;
import dev.tokenless.repo.Place;

/** Where a job's environment stands in its file. */
final class EnvironmentPlaces {
    private EnvironmentPlaces() {}

    /** The environment's value, or the job's id where it has none. */
    static Place of(Subject subject) {
        return switch (subject.job().environment()) {
            case EnvironmentRef.Named named -> named.place();
            case EnvironmentRef.Computed computed -> computed.place();
            case EnvironmentRef.None _ -> subject.jobPlace();
        };
    }
}
