package dev.tokenless.check.rules;

import dev.tokenless.check.Finding;
import dev.tokenless.check.Severity;
import dev.tokenless.publish.Authentication;
import java.util.function.Consumer;

/** The job simply publishes with a stored token; nothing says that it is meant to do otherwise. */
final class StoredTokenInUse extends JobRule {
    StoredTokenInUse() {
        super("stored-token-in-use", "The job publishes with a stored token", Severity.WARNING, true);
    }

    @Override
    void look(Subject subject, Consumer<Finding> out) {
        if (subject.job().authentication() instanceof Authentication.Token
                && !subject.meantTrusted()
                && !ClientWithoutOidc.halfWay(subject)) {
            out.accept(finding(
                    subject,
                    Tokens.place(subject),
                    subject.where() + " logs in to " + subject.registryName() + " with " + Tokens.names(subject)
                            + ". Trusted publishing needs none."));
        }
    }
}
