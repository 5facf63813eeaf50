package dev.tokenless.check.rules;

import dev.tokenless.check.Finding;
import dev.tokenless.check.Fix;
import dev.tokenless.check.Severity;
import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Step;
import dev.tokenless.ci.github.Workflow;
import dev.tokenless.ci.yaml.YamlNode;
import dev.tokenless.repo.Place;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The publishing job takes files out of a cache that runs of less trusted code can fill. */
final class CacheInReleaseJob extends ReleaseRule {
    private static final Set<String> CACHES = Set.of(
            "actions/cache",
            "actions/cache/restore",
            "swatinem/rust-cache",
            "mozilla-actions/sccache-action",
            "hendrikmuhs/ccache-action",
            "pnpm/action-setup/cache");

    /** Actions that restore a cache when an input says so. */
    private static final Map<String, String> BY_INPUT = Map.of(
            "actions/setup-node", "cache",
            "actions/setup-python", "cache",
            "actions/setup-java", "cache",
            "ruby/setup-ruby", "bundler-cache",
            "astral-sh/setup-uv", "enable-cache",
            "pnpm/action-setup", "cache",
            "actions-rust-lang/setup-rust-toolchain", "cache");

    CacheInReleaseJob() {
        super("cache-in-release-job", "The publishing job restores a cache");
    }

    @Override
    void look(Subject subject, Workflow workflow, Job job, Consumer<Finding> out) {
        for (Step step : job.steps()) {
            Place place = Commands.off(step) ? null : restores(step);
            if (place != null) {
                out.accept(finding(
                        subject,
                        Severity.WARNING,
                        place,
                        Words.code(step.action()) + " in " + subject.where()
                                + " restores a cache, which other runs of the repository can fill: a release should"
                                + " fetch what it needs anew.",
                        fix(workflow, job, step)));
            }
        }
    }

    /** Only where the input does nothing but cache: bundler-cache also installs. */
    private static @Nullable Fix fix(Workflow workflow, Job job, Step step) {
        String action = step.action() == null ? "" : step.action().toLowerCase(Locale.ROOT);
        boolean only = BY_INPUT.containsKey(action) && "cache".equals(BY_INPUT.get(action));
        return only ? StepFixes.without(workflow, job, step, "cache") : null;
    }

    private static @Nullable Place restores(Step step) {
        if (step.uses() == null || step.action() == null) {
            return null;
        }
        String action = step.action().toLowerCase(Locale.ROOT);
        if (CACHES.contains(action)) {
            return step.uses().place();
        }
        String input = BY_INPUT.get(action);
        if (input == null) {
            return null;
        }
        String value = step.with().getOrDefault(input, "").strip();
        if (value.isEmpty()
                || Set.of("false", "no", "auto").contains(value.toLowerCase(Locale.ROOT))
                || value.contains("${{")) {
            return null;
        }
        return step.node()
                .mapping("with")
                .flatMap(w -> w.get(input))
                .map(YamlNode::place)
                .orElse(step.uses().place());
    }
}
