package dev.tokenless.check.rules;

import dev.tokenless.check.Finding;
import java.util.function.Consumer;

/** The tool never exchanges an identity for a token. */
final class ClientWithoutOidc extends JobRule {
    ClientWithoutOidc() {
        super("client-without-oidc", "The tool cannot publish with an identity");
    }

    @Override
    void look(Subject subject, Consumer<Finding> out) {
        if (subject.meantTrusted() && Tools.order(subject) == Tools.Order.NEVER) {
            out.accept(finding(
                    subject,
                    subject.job().place(),
                    subject.where() + " uploads with "
                            + Words.code(subject.job().tool())
                            + ", which never asks " + subject.registryName()
                            + " for a token of its own" + Tools.instead(subject.job()) + "."));
        }
    }
}
