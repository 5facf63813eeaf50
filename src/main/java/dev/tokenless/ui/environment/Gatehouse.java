package dev.tokenless.ui.environment;

import dev.tokenless.github.Environment;
import dev.tokenless.github.Environment.Reviewer;
import dev.tokenless.github.Environments;
import dev.tokenless.github.Gate;
import dev.tokenless.github.GitHubSession;
import dev.tokenless.github.Outcome;
import dev.tokenless.github.Trouble;
import dev.tokenless.repo.RepositoryId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks GitHub about one environment and changes it. Blocking. */
final class Gatehouse {
    private final Environments environments;
    private final String name;
    private final ReleaseRefs refs;

    Gatehouse(GitHubSession gitHub, RepositoryId repository, String name, ReleaseRefs refs) {
        this.environments = new Environments(gitHub, repository.owner(), repository.name());
        this.name = name;
        this.refs = refs;
    }

    /**
     * What GitHub shows.
     *
     * @param present empty where there is no such environment
     * @param gates whether each of the release's refs would be let through, by ref; empty without an environment
     * @param plan what would be sent so that reviewers and rules are there
     * @param reviewerTrouble why a wanted reviewer was not found, empty where each was
     */
    record Seen(
            Optional<Environment> present, Map<String, Gate> gates, Environments.Plan plan, String reviewerTrouble) {
        Seen {
            gates = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(gates));
        }

        /** Whether some ref of the release would be refused. */
        boolean blocks() {
            return gates.values().stream().anyMatch(Gate.Blocks.class::isInstance);
        }

        /** Whether every ref of the release is known to be let through. */
        boolean letsThrough() {
            return present.isPresent() && gates.values().stream().allMatch(Gate.LetsThrough.class::isInstance);
        }

        /** Whether nothing is left to do: nothing to send, the release is let through, and only by its refs. */
        boolean settled() {
            return plan.steps().isEmpty() && letsThrough() && !open() && reviewerTrouble.isEmpty();
        }

        /** Whether there is an environment without any rule about refs. */
        boolean open() {
            return present.map(Environment::policy)
                    .filter(Environment.AnyRef.class::isInstance)
                    .isPresent();
        }
    }

    /** Looks, and plans what would be sent. */
    Outcome<Seen> look(List<String> reviewers) {
        List<Reviewer> found = new ArrayList<>();
        StringBuilder missing = new StringBuilder();
        for (String reviewer : reviewers) {
            switch (environments.reviewer(reviewer)) {
                case Outcome.Done<Reviewer>(Reviewer one) -> found.add(one);
                case Outcome.Failed<Reviewer>(Trouble trouble) ->
                    missing.append(missing.isEmpty() ? "" : " ").append(trouble.sentence());
            }
        }
        return environments
                .find(name)
                .then(present -> gates(present).then(gates -> {
                    boolean rules = present.isEmpty()
                            || present.get().policy() instanceof Environment.AnyRef
                            || gates.values().stream().anyMatch(Gate.Blocks.class::isInstance);
                    boolean guarded =
                            present.filter(e -> !e.reviewers().isEmpty()).isPresent();
                    Environments.Wanted wanted = new Environments.Wanted(
                            name, guarded ? List.of() : found, rules ? refs.patterns() : List.of());
                    return environments.plan(wanted).map(plan -> new Seen(present, gates, plan, missing.toString()));
                }));
    }

    private Outcome<Map<String, Gate>> gates(Optional<Environment> present) {
        Map<String, Gate> gates = new LinkedHashMap<>();
        if (present.isPresent()) {
            for (String ref : refs.samples()) {
                switch (environments.gate(present.get(), ref)) {
                    case Outcome.Done<Gate>(Gate gate) -> gates.put(ref, gate);
                    case Outcome.Failed<Gate>(Trouble trouble) -> {
                        return Outcome.failed(trouble);
                    }
                }
            }
        }
        return Outcome.done(gates);
    }

    /** Sends what was planned, then looks again. */
    Outcome<Seen> carryOut(Environments.Plan plan, List<String> reviewers) {
        return environments.carryOut(plan).then(_ -> look(reviewers));
    }
}
