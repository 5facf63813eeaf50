package dev.tokenless.check.rules;

import dev.tokenless.check.Finding;
import dev.tokenless.check.Severity;
import dev.tokenless.registry.PublisherIdentity;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.Verdict;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A rule about the registered values themselves. */
abstract class PublisherFieldRule extends JobRule {

    PublisherFieldRule(String id, String title) {
        super(id, title);
    }

    @Override
    final void look(Subject subject, Consumer<Finding> out) {
        // Another publisher may serve the job all the same; then the faulty one is only of no use.
        boolean served = subject.examined().presented().stream()
                .flatMap(p -> p.verdicts().stream())
                .anyMatch(v -> v.verdict().outcome() == Verdict.Outcome.MATCH);
        for (TrustedPublisher publisher : subject.publishers()) {
            fields(publisher).forEach((field, value) -> {
                if (faulty(value)) {
                    out.accept(finding(
                            subject,
                            served ? Severity.WARNING : Severity.ERROR,
                            subject.job().place(),
                            message(subject.registryName(), field, value),
                            null));
                }
            });
        }
    }

    abstract boolean faulty(String value);

    abstract String message(String registryName, String field, String value);

    static Map<String, String> fields(TrustedPublisher publisher) {
        Map<String, String> fields = new LinkedHashMap<>();
        switch (publisher.identity()) {
            case PublisherIdentity.GitHub g -> {
                fields.put("owner", g.owner());
                fields.put("repository", g.repository());
                fields.put("workflow file", g.workflow());
                put(fields, "environment", g.environment());
                put(fields, "workflow repository owner", g.workflowOwner());
                put(fields, "workflow repository name", g.workflowRepository());
            }
            case PublisherIdentity.GitLab g -> {
                fields.put("namespace", g.namespace());
                fields.put("project", g.project());
                fields.put("workflow file", g.workflow());
                put(fields, "environment", g.environment());
            }
            case PublisherIdentity.CircleCi _ -> {}
            case PublisherIdentity.Google _ -> {}
            case PublisherIdentity.ActiveState _ -> {}
        }
        return fields;
    }

    private static void put(Map<String, String> fields, String field, @Nullable String value) {
        if (value != null) {
            fields.put(field, value);
        }
    }
}
