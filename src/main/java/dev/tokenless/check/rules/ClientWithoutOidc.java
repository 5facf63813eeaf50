package dev.tokenless.check.rules;

import dev.tokenless.check.Finding;
import dev.tokenless.check.Severity;
import dev.tokenless.publish.Authentication;
import dev.tokenless.publish.IdToken;
import java.util.function.Consumer;

/** The tool never exchanges an identity for a token. */
final class ClientWithoutOidc extends JobRule {
    ClientWithoutOidc() {
        super("client-without-oidc", "The tool cannot publish with an identity");
    }

    @Override
    void look(Subject subject, Consumer<Finding> out) {
        // An action that gets no token at all must have another way in; the catalogue does not know each version of it.
        boolean guess = subject.job().authentication() instanceof Authentication.Unknown
                && subject.job().tool().contains("/");
        if (!guess && (subject.meantTrusted() || halfWay(subject)) && Tools.order(subject) == Tools.Order.NEVER) {
            out.accept(finding(
                    subject,
                    // With its token the release goes out all the same, and the identity may be there for a signature.
                    subject.meantTrusted() ? Severity.ERROR : Severity.WARNING,
                    subject.job().place(),
                    subject.where() + " uploads with "
                            + Words.code(subject.job().tool())
                            + ", which never asks " + subject.registryName()
                            + " for a token of its own" + Tools.instead(subject.job()) + ".",
                    null));
        }
    }

    /** The job may ask for an identity and still logs in with a token, which is all that its tool knows. */
    static boolean halfWay(Subject subject) {
        return !subject.job().authentication().tokens().isEmpty()
                && subject.identity() == IdToken.WRITE
                && Tools.order(subject) == Tools.Order.NEVER;
    }
}
