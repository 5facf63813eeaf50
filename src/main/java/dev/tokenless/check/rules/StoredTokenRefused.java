package dev.tokenless.check.rules;

import dev.tokenless.check.Finding;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.repo.RegistryId;
import java.util.function.Consumer;

/** A stored token is used for a crate that accepts trusted publishing only. */
final class StoredTokenRefused extends JobRule {
    StoredTokenRefused() {
        super("stored-token-refused", "The crate refuses stored tokens");
    }

    @Override
    void look(Subject subject, Consumer<Finding> out) {
        if (!subject.job().registry().equals(RegistryId.CRATES_IO)
                || subject.job().authentication().tokens().isEmpty()) {
            return;
        }
        subject.publishers().stream()
                .filter(p -> Boolean.TRUE.equals(p.trustpubOnly()))
                .map(TrustedPublisher::project)
                .distinct()
                .forEach(name -> out.accept(finding(
                        subject,
                        Tokens.place(subject),
                        subject.where() + " uploads with " + Tokens.names(subject)
                                + ", and " + (name == null ? "the crate" : Words.code(name))
                                + " accepts trusted publishing only.")));
    }
}
