package dev.tokenless.ci;

import dev.tokenless.repo.Place;

/** The deployment environment that a job names. */
public sealed interface EnvironmentRef {

    /** The job names none, or an empty one. */
    record None() implements EnvironmentRef {}

    /** The job names one. */
    record Named(String name, Place place) implements EnvironmentRef {}

    /**
     * The job computes the name.
     *
     * @param expression the text as written, with its <code>${{ }}</code>
     */
    record Computed(String expression, Place place) implements EnvironmentRef {}
}
