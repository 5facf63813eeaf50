package dev.tokenless.check.rules;

import dev.tokenless.check.rules.Versions.Version;
import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Step;
import dev.tokenless.ci.yaml.YamlNode;
import dev.tokenless.repo.Place;
import dev.tokenless.repo.RegistryId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The npm that a job publishes with. Node 18, 20 and 22 bundle npm 10; Node 24 bundles 11.5.1 from 24.5.0 on
 * (facts of nodejs.org's release index; npm/cli, lib/utils/oidc.js came with 11.5.1).
 */
final class NpmVersions {
    /** Tools that publish with the npm on the path. */
    private static final Set<String> BY_NPM = Set.of(
            "npm publish",
            "npm stage publish",
            "changeset publish",
            "changesets/action",
            "release-it",
            "JS-DevTools/npm-publish",
            "nx release",
            "nx release publish",
            "np",
            "auto shipit",
            "wasm-pack publish",
            "napi prepublish");

    private NpmVersions() {}

    /**
     * What is too old.
     *
     * @param what for example {@code Node 20}
     * @param place the value that decides
     */
    record TooOld(String what, Place place) {}

    static Optional<TooOld> tooOld(Subject subject) {
        if (!subject.job().registry().equals(RegistryId.NPM)
                || BY_NPM.stream()
                        .noneMatch(t -> t.equalsIgnoreCase(subject.job().tool()))) {
            return Optional.empty();
        }
        String known = subject.job().settings().get("npm-version");
        Job job = subject.gitHubJob().orElse(null);
        if (job == null) {
            return Optional.empty();
        }
        Optional<TooOld> bundled = known == null ? bundled(subject, job) : byVersion(subject, known);
        return upgraded(job) ? Optional.empty() : bundled;
    }

    private static Optional<TooOld> byVersion(Subject subject, String npm) {
        return Versions.highest(npm)
                .filter(v -> v.before(11, 5, 1))
                .map(_ -> new TooOld("npm " + npm, subject.job().place()));
    }

    private static Optional<TooOld> bundled(Subject subject, Job job) {
        Optional<TooOld> last = Optional.empty();
        for (Step step : job.steps()) {
            if (!"actions/setup-node".equals(step.action())) {
                continue;
            }
            String version = step.with().get("node-version");
            last = version == null ? Optional.empty() : node(job, step, version);
        }
        return last;
    }

    private static Optional<TooOld> node(Job job, Step step, String version) {
        Place place = step.node()
                .mapping("with")
                .flatMap(w -> w.get("node-version"))
                .map(YamlNode::place)
                .orElse(job.key().place());
        return Versions.highest(version)
                .filter(NpmVersions::bundlesOldNpm)
                .map(_ -> new TooOld("Node " + version, place));
    }

    static boolean bundlesOldNpm(Version node) {
        return node.before(24, 5, 0);
    }

    /** A step that installs another npm: its version is then not the bundled one. */
    private static boolean upgraded(Job job) {
        for (Step step : job.steps()) {
            for (List<String> command : Commands.of(job, step)) {
                if (command.stream().anyMatch(w -> w.equals("npm") || w.startsWith("npm@"))
                        && (Commands.begins(command, "npm", "install")
                                || Commands.begins(command, "npm", "i")
                                || Commands.begins(command, "npm", "add")
                                || Commands.begins(command, "corepack"))
                        && command.stream().skip(1).anyMatch(w -> w.equals("npm") || newEnough(w))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean newEnough(String word) {
        if (!word.startsWith("npm@")) {
            return false;
        }
        String version = word.substring(4).replace(">=", "");
        return Versions.highest(version).map(v -> !v.before(11, 5, 1)).orElse(true);
    }
}
