package dev.tokenless.migration;

import dev.tokenless.check.Inspection;
import dev.tokenless.repo.RegistryId;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far one package's migration has come: each stage with what proves it, looked at anew each time.
 *
 * @param packageName the package at its registry
 * @param stages every stage in order
 * @param toMerge whether a change is known that has to come to the default branch: the files hand over a token still, or
 *     they did before, or this program wrote into them, or the default branch was seen to hold others
 * @param host who runs the package's jobs
 */
public record MigrationPlan(
        RegistryId registry, String packageName, Map<Stage, StageState> stages, boolean toMerge, CiHost host) {
    public MigrationPlan {
        stages = Collections.unmodifiableMap(new EnumMap<>(stages));
    }

    /** The key of a package in what is remembered. */
    public static String key(RegistryId registry, String packageName) {
        return registry.id() + "/" + packageName;
    }

    /** The key of this package in what is remembered. */
    public String key() {
        return key(registry, packageName);
    }

    /** How far a stage is. */
    public StageState state(Stage stage) {
        return Objects.requireNonNull(stages.get(stage));
    }

    /** The first stage that is not passed; the last one where all are. */
    public Stage current() {
        for (Map.Entry<Stage, StageState> stage : stages.entrySet()) {
            if (!stage.getValue().passed()) {
                return stage.getKey();
            }
        }
        return Stage.TOKEN_REVOKED;
    }

    /** Whether nothing is left to do. */
    public boolean finished() {
        return stages.values().stream().allMatch(StageState::passed);
    }

    /**
     * Why a pull request with the migrated workflow must wait, null where it need not, or where no change is known that
     * would have to be merged: merged before the registry knows the workflow, it would make the next release fail.
     */
    public @Nullable String pullRequestHeldBack() {
        return toMerge ? awaitsPublisher() : null;
    }

    /** Why a change of these files must wait, whoever made it; null where it need not. */
    @Nullable
    String awaitsPublisher() {
        StageState registered = stages.get(Stage.PUBLISHER_REGISTERED);
        if (registered != null && registered.passed()) {
            return null;
        }
        return host.theChange() + " waits until " + packageName
                + " has its trusted publisher: merged now, it would make the next release fail.";
    }

    /**
     * That nothing has to be merged, where that is so and not seen yet; null otherwise. Offline it is known only that this
     * program changed nothing.
     */
    public @Nullable String nothingToMerge() {
        return toMerge || state(Stage.PRODUCTION_SWITCHED) instanceof StageState.Done
                ? null
                : "Nothing is known that would have to be merged for " + packageName
                        + ": its jobs hand over no stored token as they are.";
    }

    /** Looks at everything that is known and says how far each stage is. */
    public static MigrationPlan of(
            Inspection inspection, RegistryId registry, String packageName, Remembered remembered, Observed observed) {
        String key = key(registry, packageName);
        Sights sights = Sights.of(inspection, registry, packageName, remembered, observed);
        Map<Stage, Remembered.Mark> marks = remembered.marks(key);
        Map<Stage, StageState> states = new EnumMap<>(Stage.class);
        Stage blocking = null;
        for (Stage stage : Stage.values()) {
            StageState state = merged(stage, sights.of(stage), fresh(sights, marks.get(stage)));
            if (!state.passed() && blocking != null) {
                state = new StageState.Waiting("Waits for: " + blocking.title() + ".");
            } else if (!state.passed()) {
                blocking = stage;
            }
            states.put(stage, state);
        }
        Observed.DefaultBranch branch = observed.defaultBranch();
        boolean toMerge = !sights.of(Stage.TOKEN_KEPT_AS_FALLBACK).state().passed()
                || (branch == null ? sights.changed() : !branch.migrated());
        return new MigrationPlan(registry, packageName, states, toMerge, CiHost.of(inspection, sights.jobs()));
    }

    /** The mark, unless what it was seen of has changed since: a renamed workflow needs another publisher. */
    private static Remembered.@Nullable Mark fresh(Sights sights, Remembered.@Nullable Mark mark) {
        String of = mark == null ? null : mark.of();
        return of == null || Set.of(of.split("\n", -1)).containsAll(sights.identities()) ? mark : null;
    }

    /** What is seen now counts for more than a mark; a mark counts for more than nothing. */
    private static StageState merged(Stage stage, Sight sight, Remembered.@Nullable Mark mark) {
        if (sight.state().passed() || mark == null) {
            return sight.state();
        }
        boolean refuted = sight.told() == Sight.Told.DOES_NOT_HOLD;
        return switch (mark.kind()) {
            case SAID -> refuted ? sight.state() : new StageState.Done(mark.evidence(), mark.at(), true);
            case SKIPPED -> new StageState.Skipped(mark.evidence(), mark.at());
            // What the files themselves tell is looked at anew: a mark of earlier times does not outlive it.
            case SEEN ->
                refuted || stage == Stage.TOKEN_KEPT_AS_FALLBACK
                        ? sight.state()
                        : new StageState.Done(mark.evidence(), mark.at(), false);
        };
    }

    /**
     * What is to be kept after a look outside: marks for what was seen to hold, none for what was seen not to, and the
     * names of the secrets that the jobs hand over, since the migrated files will name them no more.
     */
    public static Remembered remembering(
            Inspection inspection,
            RegistryId registry,
            String packageName,
            Remembered remembered,
            Observed observed,
            Instant now) {
        String key = key(registry, packageName);
        Sights sights = Sights.of(inspection, registry, packageName, remembered, observed);
        Remembered kept = remembered.withSecretNames(key, sights.secretNames());
        for (Stage stage : Stage.values()) {
            Remembered.Mark before = kept.marks(key).get(stage);
            Sight sight = sights.of(stage);
            if (stage == Stage.PUBLISHER_REGISTERED && sights.typed() != null) {
                continue; // by the user's word, which PublisherLook keeps as such
            }
            if (sight.state() instanceof StageState.Done done) {
                // Another workflow or environment is another identity: what was seen of this one says nothing of it.
                boolean ofIdentity = stage == Stage.PUBLISHER_REGISTERED || stage == Stage.TEST_RELEASE;
                String of = ofIdentity ? String.join("\n", sights.identities()) : null;
                Remembered.Mark seen = new Remembered.Mark(Remembered.Kind.SEEN, done.evidence(), now, of);
                kept = before != null
                                && seen.equals(new Remembered.Mark(before.kind(), before.evidence(), now, before.of()))
                        ? kept
                        : kept.with(key, stage, seen);
            } else if (sight.told() == Sight.Told.DOES_NOT_HOLD
                    && before != null
                    && before.kind() != Remembered.Kind.SKIPPED) {
                kept = kept.without(key, stage);
            }
        }
        return kept;
    }
}
