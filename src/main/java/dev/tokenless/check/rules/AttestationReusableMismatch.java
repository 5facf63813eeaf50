package dev.tokenless.check.rules;

import dev.tokenless.check.Finding;
import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Workflow;
import dev.tokenless.publish.Caller;
import dev.tokenless.registry.PublisherIdentity;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.repo.Place;
import java.util.List;
import java.util.function.Consumer;

/** The token is minted for the called file, but the signature names the caller: the upload is refused. */
final class AttestationReusableMismatch extends GitHubJobRule {
    AttestationReusableMismatch() {
        super(
                "attestation-reusable-mismatch",
                "The signature names the calling workflow, the publisher the called one");
    }

    @Override
    void look(Subject subject, Workflow workflow, Job job, Consumer<Finding> out) {
        List<Caller> callers = subject.job().called();
        if (callers.isEmpty() || !subject.meantTrusted() || !Attestations.made(subject.job())) {
            return;
        }
        List<String> entries =
                callers.stream().map(c -> c.workflow().fileName()).distinct().toList();
        boolean calledIsRegistered = subject.publishers().stream()
                .map(TrustedPublisher::identity)
                .anyMatch(i ->
                        i instanceof PublisherIdentity.GitHub g && g.workflow().equals(workflow.fileName()));
        if (calledIsRegistered && !entries.contains(workflow.fileName())) {
            Place place = Tools.step(subject.job())
                    .flatMap(s -> java.util.Optional.ofNullable(s.uses()))
                    .map(u -> u.place())
                    .orElse(subject.job().place());
            out.accept(finding(
                    subject,
                    place,
                    "The upload of " + subject.where() + " will be refused by " + subject.registryName()
                            + ": its attestations name " + Words.list(entries) + ", the publisher says "
                            + Words.code(workflow.fileName()) + "."));
        }
    }
}
