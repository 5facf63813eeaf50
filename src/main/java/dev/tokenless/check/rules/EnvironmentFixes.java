package dev.tokenless.check.rules;

import dev.tokenless.check.Fix;
import dev.tokenless.ci.EnvironmentRef;
import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Workflow;
import dev.tokenless.edit.EnvironmentEdits;
import dev.tokenless.edit.YamlEdits;
import dev.tokenless.registry.TrustedPublisher;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Writes the environment of a publishing job. */
final class EnvironmentFixes {
    private EnvironmentFixes() {}

    /**
     * Adds an environment: the one that the publishers name, else one that is called after the registry. The publisher
     * should then name it too, which the file alone cannot bring about.
     */
    static @Nullable Fix add(Subject subject) {
        List<String> registered = subject.publishers().stream()
                .map(TrustedPublisher::identity)
                .map(i -> i.environment())
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        String name = registered.size() == 1
                ? registered.getFirst()
                : subject.job().registry().id();
        return write(subject, name, false);
    }

    /** Sets the environment that the publisher names. */
    static @Nullable Fix set(Subject subject, @Nullable String environment, boolean safe) {
        return environment == null || environment.isBlank() ? null : write(subject, environment, safe);
    }

    private static @Nullable Fix write(Subject subject, String environment, boolean safe) {
        Workflow workflow = subject.workflow().orElse(null);
        Job job = subject.gitHubJob().orElse(null);
        if (workflow == null || job == null) {
            return null;
        }
        String title = "Run job " + job.id() + " in environment " + environment;
        Supplier<YamlEdits> edits = () -> EnvironmentEdits.name(YamlEdits.of(workflow), job.id(), environment);
        if (job.environment() instanceof EnvironmentRef.None
                && job.uses() == null
                && !job.node().aliased()) {
            return Fixes.later(title, safe, edits);
        }
        return safe ? Fixes.safe(title, edits.get()) : Fixes.reviewed(title, edits.get());
    }
}
