package dev.tokenless.check.rules;

import dev.tokenless.check.Finding;
import dev.tokenless.ci.github.Step;
import java.util.function.Consumer;

/** The release tool's pinned version is older than its trusted publishing. */
final class ReleaseToolTooOld extends JobRule {
    ReleaseToolTooOld() {
        super("release-tool-too-old", "The release tool is older than its trusted publishing");
    }

    @Override
    void look(Subject subject, Consumer<Finding> out) {
        if (!subject.meantTrusted()) {
            return;
        }
        ToolVersions.tooOld(subject)
                .ifPresent(old -> out.accept(finding(
                        subject,
                        StoredTokens.severity(subject),
                        Tools.step(subject.job())
                                .map(Step::uses)
                                .map(u -> u.place())
                                .orElse(subject.job().place()),
                        subject.where() + " releases with " + Words.code(old.tool()) + " " + Words.code(old.version())
                                + ", which cannot publish with an identity: " + old.needed() + " is needed.",
                        null)));
    }
}
