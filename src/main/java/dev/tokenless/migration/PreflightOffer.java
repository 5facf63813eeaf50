package dev.tokenless.migration;

import dev.tokenless.check.Inspection;
import dev.tokenless.publish.PublishJob;

/** Whether a publish job's workflow can try the exchange in its real job without uploading. */
public sealed interface PreflightOffer permits Preflight, PreflightOffer.None, PreflightOffer.Unsafe {

    /** It has no such way. */
    record None() implements PreflightOffer {}

    /** It has, and to start it would upload something; the sentence says what to change. */
    record Unsafe(String sentence) implements PreflightOffer {}

    /** What the files offer. */
    static PreflightOffer of(Inspection inspection, PublishJob job) {
        return Preflight.of(inspection, job);
    }
}
