package dev.tokenless.fix;

import dev.tokenless.publish.Caller;
import dev.tokenless.publish.PublishJob;
import java.util.stream.Collectors;

/** A job in a called workflow, from which PyPI accepts no upload. */
final class CalledJob {
    private final PublishJob publish;
    private final JobDraft job;

    CalledJob(Draft draft, PublishJob publish, JobDraft job) {
        this.publish = publish;
        this.job = job;
    }

    /** Why it stays as it is: PyPI's action does not support called workflows (pypa/gh-action-pypi-publish, README). */
    Draft.Stop stop() {
        String callers =
                publish.called().stream().map(CalledJob::name).distinct().collect(Collectors.joining(" and "));
        return new Draft.Stop(
                "Job " + job.job().id() + " of " + job.workflow().path()
                        + " is called by " + callers
                        + "; PyPI's publishing action does not work in a called workflow, and its attestations would"
                        + " name the caller.",
                "Move the publishing job into " + callers
                        + ": let it need the calling job, download the built distributions there and upload them, with"
                        + " permissions id-token: write.",
                publish.place());
    }

    private static String name(Caller caller) {
        return caller.workflow().path();
    }
}
