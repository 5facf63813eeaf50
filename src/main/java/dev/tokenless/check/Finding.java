package dev.tokenless.check;

import dev.tokenless.publish.PublishJob;
import dev.tokenless.repo.Place;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong or risky, at a place in a file.
 *
 * @param rule the rule's id
 * @param message a whole sentence that names the values
 * @param job the publish job that it concerns, null where it concerns the file
 * @param fix at most one, null where there is none
 */
public record Finding(
        String rule,
        Severity severity,
        String message,
        Place place,
        @Nullable PublishJob job,
        @Nullable Fix fix) {}
