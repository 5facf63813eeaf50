package dev.tokenless.check.rules;

import dev.tokenless.check.Finding;
import dev.tokenless.check.Severity;
import dev.tokenless.publish.Authentication;
import java.util.List;
import java.util.function.Consumer;

/** Publishers were given and none of them is for this package at this registry. */
final class PublisherAbsent extends JobRule {
    PublisherAbsent() {
        super("publisher-absent", "No publisher is registered for the package");
    }

    @Override
    void look(Subject subject, Consumer<Finding> out) {
        List<String> missing = Registered.without(subject).stream()
                .filter(name -> !Registered.pendingUnderAnotherName(subject, name))
                .toList();
        boolean none = subject.job().packages().isEmpty() && Registered.nothing(subject);
        if (missing.isEmpty() && !none) {
            return;
        }
        // A job that still logs in with its token goes on working until it is switched over.
        boolean token = subject.job().authentication() instanceof Authentication.Token;
        String of = missing.isEmpty() ? "" : " for " + Words.list(missing);
        boolean file = missing.isEmpty()
                ? Registered.unlisted(subject, null)
                : missing.stream().allMatch(name -> Registered.unlisted(subject, name));
        out.accept(finding(
                subject,
                token ? Severity.WARNING : Severity.ERROR,
                subject.job().place(),
                subject.registryName() + " does not trust " + subject.where() + " yet: "
                        + (file ? "the publishers that were given hold none" : "no publisher is registered") + of
                        + "." + Registered.onTheOtherIndex(subject),
                null));
    }
}
