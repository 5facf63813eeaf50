package dev.tokenless.check.rules;

import dev.tokenless.check.Finding;
import java.util.List;
import java.util.function.Consumer;

/** The registry knows no pending publishers and the package does not exist. */
final class FirstPublishNeedsToken extends JobRule {
    FirstPublishNeedsToken() {
        super("first-publish-needs-token", "The first version must be published with a token");
    }

    @Override
    void look(Subject subject, Consumer<Finding> out) {
        List<String> names = Registered.needFirstToken(subject);
        if (subject.meantTrusted() && !names.isEmpty()) {
            out.accept(finding(
                    subject,
                    subject.job().place(),
                    Words.list(names) + " cannot be published by " + subject.where() + " for the first time: "
                            + subject.registryName()
                            + " has no pending publishers. Publish the first version by hand, with a token."));
        }
    }
}
