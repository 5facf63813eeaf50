package dev.tokenless.check.rules;

import dev.tokenless.check.Finding;
import dev.tokenless.check.Severity;
import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Step;
import dev.tokenless.ci.github.Workflow;
import dev.tokenless.repo.RegistryId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The job that may ask for the identity also builds, and with it runs code of every build dependency. */
final class BuildAndPublishInOneJob extends ReleaseRule {
    private static final Set<String> ACTIONS =
            Set.of("pypa/cibuildwheel", "pyo3/maturin-action", "hynek/build-and-inspect-python-package");

    BuildAndPublishInOneJob() {
        super("build-and-publish-in-one-job", "The publishing job also builds");
    }

    @Override
    void look(Subject subject, Workflow workflow, Job job, Consumer<Finding> out) {
        RegistryId registry = subject.job().registry();
        boolean python = ReusableWorkflowNotSupported.INDEXES.contains(registry);
        boolean npm = registry.equals(RegistryId.NPM);
        if ((!python && !npm) || !subject.meantTrusted()) {
            return;
        }
        for (Step step : job.steps()) {
            String build = Commands.off(step) ? null : builds(job, step, python);
            if (build != null) {
                out.accept(finding(
                        subject,
                        // npm's own example builds in the publishing job; where it can be had, apart is better.
                        python ? Severity.WARNING : Severity.NOTE,
                        step.uses() != null ? step.uses().place() : step.node().place(),
                        subject.where() + " builds with " + Words.code(build)
                                + " and may publish at the same time: build in a job of its own and hand the files"
                                + " over.",
                        null));
                return;
            }
        }
    }

    private static @Nullable String builds(Job job, Step step, boolean python) {
        String action = step.action();
        if (action != null) {
            return python
                            && ACTIONS.contains(action.toLowerCase(Locale.ROOT))
                            && !Set.of("upload", "publish").contains(step.with().getOrDefault("command", ""))
                    ? action
                    : null;
        }
        for (List<String> command : Commands.of(job, step)) {
            String build = python ? pythonBuild(command) : npmBuild(command);
            if (build != null) {
                return build;
            }
        }
        return null;
    }

    private static @Nullable String pythonBuild(List<String> command) {
        String first = command.getFirst();
        String second = command.size() > 1 ? command.get(1) : "";
        if (Set.of("build", "pyproject-build", "cibuildwheel").contains(first)) {
            return first;
        }
        if (Set.of("uv", "hatch", "poetry", "pdm", "flit", "maturin", "rye", "pip", "hatchling")
                        .contains(first)
                && Set.of("build", "wheel", "sdist").contains(second)) {
            return first + " " + second;
        }
        boolean setup = command.stream().anyMatch(w -> w.equals("setup.py"));
        return setup && command.stream().anyMatch(w -> w.equals("sdist") || w.equals("bdist_wheel"))
                ? "setup.py " + (command.contains("sdist") ? "sdist" : "bdist_wheel")
                : null;
    }

    private static @Nullable String npmBuild(List<String> command) {
        String first = command.getFirst();
        String second = command.size() > 1 ? command.get(1) : "";
        String third = command.size() > 2 ? command.get(2) : "";
        boolean runs = Set.of("npm", "pnpm", "yarn", "bun").contains(first);
        if (runs && second.equals("build") && !first.equals("npm")) {
            return first + " build";
        }
        return runs && Set.of("run", "run-script").contains(second) && third.startsWith("build")
                ? first + " " + second + " " + third
                : null;
    }
}
