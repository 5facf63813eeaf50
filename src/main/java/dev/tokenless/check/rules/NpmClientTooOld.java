package dev.tokenless.check.rules;

import dev.tokenless.check.Finding;
import java.util.function.Consumer;

/** npm before 11.5.1, or a Node that bundles such: the client cannot exchange the identity. */
final class NpmClientTooOld extends JobRule {
    NpmClientTooOld() {
        super("npm-client-too-old", "npm is older than trusted publishing");
    }

    @Override
    void look(Subject subject, Consumer<Finding> out) {
        if (!subject.meantTrusted()) {
            return;
        }
        NpmVersions.tooOld(subject)
                .ifPresent(old -> out.accept(finding(
                        subject,
                        StoredTokens.severity(subject),
                        old.place(),
                        subject.where() + " publishes with " + old.what()
                                + (old.what().startsWith("npm ") ? ", which" : ", whose npm")
                                + " cannot exchange an identity: npm 11.5.1 or newer is needed, which Node 24.5 and"
                                + " later bring along.",
                        null)));
    }
}
