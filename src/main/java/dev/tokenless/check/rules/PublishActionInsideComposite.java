package dev.tokenless.check.rules;

import dev.tokenless.check.Finding;
import java.util.function.Consumer;

/** pypi-publish is called from a composite action, where its container image cannot be found. */
final class PublishActionInsideComposite extends JobRule {
    PublishActionInsideComposite() {
        super("publish-action-inside-composite", "The publishing action is called from a composite action");
    }

    @Override
    void look(Subject subject, Consumer<Finding> out) {
        if (Tools.isPypiPublish(subject.job()) && Tools.inComposite(subject.job())) {
            out.accept(finding(
                    subject,
                    subject.job().place(),
                    subject.where() + " reaches " + Words.code(Tools.PYPI_PUBLISH)
                            + " through a composite action, where it does not find its image. Call it as a step of"
                            + " the job."));
        }
    }
}
