package dev.tokenless.publish;

import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Workflow;

/**
 * A job of the same repository that calls the workflow in which the publish job stands, directly or through others.
 *
 * @param workflow the file that starts the run
 * @param job its calling job
 * @param idToken the effective value through this caller
 */
public record Caller(Workflow workflow, Job job, IdToken idToken) {}
