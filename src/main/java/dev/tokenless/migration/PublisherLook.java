package dev.tokenless.migration;

import dev.tokenless.check.Inspection;
import dev.tokenless.check.Inspector;
import dev.tokenless.check.KnownPublishers;
import dev.tokenless.oidc.KnownIdentity;
import dev.tokenless.publish.Authentication;
import dev.tokenless.registry.Outcome;
import dev.tokenless.registry.PublisherApi;
import dev.tokenless.registry.Session;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.directory.Registries;
import dev.tokenless.registry.directory.RegistryServices;
import dev.tokenless.repo.RegistryId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether the registries still hold the publishers of a change that is about to be sent. What was seen at an earlier
 * look may have been removed since; registries list publishers only to their owners, so that it can be looked at again only
 * where a credential is at hand.
 */
public final class PublisherLook {
    private static final int DAY = 10;

    private final RegistryServices registries;
    private final Journal journal;
    private final Clock clock;
    private final Function<RegistryId, Optional<Session>> sessions;

    PublisherLook(
            RegistryServices registries,
            Journal journal,
            Clock clock,
            Function<RegistryId, Optional<Session>> sessions) {
        this.registries = registries;
        this.journal = journal;
        this.clock = clock;
        this.sessions = sessions;
    }

    /**
     * What came of looking.
     *
     * @param held why nothing may be sent, as whole sentences; empty where nothing that was seen speaks against it
     * @param notes which publisher was not looked at again, and why, as whole sentences
     * @param seen what each registry that could be asked holds
     */
    public record Looked(String held, List<String> notes, Map<PlannedPackages.Key, KnownPublishers.Held> seen) {
        public Looked {
            notes = List.copyOf(notes);
            seen = Map.copyOf(seen);
        }
    }

    /** Looks, and keeps what was seen. Blocking. */
    Looked look(Inspection migrated) {
        List<String> held = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        Map<PlannedPackages.Key, KnownPublishers.Held> seen = new LinkedHashMap<>();
        for (PlannedPackages.Key key : waiting(migrated)) {
            PublisherApi api = registries.publishers(key.registry()).orElse(null);
            Session session =
                    api == null ? null : sessions.apply(key.registry()).orElse(null);
            if (api == null || session == null) {
                notes.addAll(byEarlierLook(migrated, key, "").stream().toList());
                continue;
            }
            switch (api.list(key.packageName(), session)) {
                case Outcome.Failed<List<TrustedPublisher>>(Outcome.Failure why) ->
                    notes.addAll(byEarlierLook(migrated, key, " " + why.sentence()).stream()
                            .toList());
                case Outcome.Done<List<TrustedPublisher>>(List<TrustedPublisher> there) -> {
                    KnownPublishers.Held now =
                            new KnownPublishers.Held(there, KnownPublishers.Source.READ, clock.instant());
                    seen.put(key, now);
                    told(migrated, key, now).ifPresent(held::add);
                }
            }
        }
        return new Looked(String.join(" ", held), notes, seen);
    }

    /** The packages whose jobs log in with their identity: a job that keeps its token needs no publisher to release. */
    static List<PlannedPackages.Key> waiting(Inspection migrated) {
        return PlannedPackages.of(migrated).stream()
                .filter(key -> Sights.jobsOf(migrated, key.registry(), key.packageName()).stream()
                        .anyMatch(job -> !(job.job().authentication() instanceof Authentication.Token)))
                .toList();
    }

    private Optional<String> told(Inspection migrated, PlannedPackages.Key key, KnownPublishers.Held now) {
        Inspection again = Inspector.inspect(
                migrated.project(),
                migrated.known().with(key.registry(), key.packageName(), now),
                KnownIdentity.NOTHING);
        journal.change(before -> marked(again, before, key, now));
        StageState state = Sights.of(again, key.registry(), key.packageName(), Remembered.NOTHING, Observed.NOTHING)
                .of(Stage.PUBLISHER_REGISTERED)
                .state();
        return state.passed()
                ? Optional.empty()
                : Optional.of(name(key.registry()) + " was asked again for the publishers of " + key.packageName()
                        + ". " + state.sentence() + " Nothing was sent.");
    }

    /** What is said where it could not be looked at again; nothing where it is known of this very run of the program. */
    private Optional<String> byEarlierLook(Inspection migrated, PlannedPackages.Key key, String why) {
        StageState state = MigrationPlan.of(
                        migrated, key.registry(), key.packageName(), journal.read(), Observed.NOTHING)
                .state(Stage.PUBLISHER_REGISTERED);
        if (!(state instanceof StageState.Done(String _, @Nullable Instant at, boolean said)) || at == null) {
            return Optional.empty();
        }
        return Optional.of("Whether " + name(key.registry()) + " still holds the publisher of " + key.packageName()
                + " was not looked at again: that is by " + (said ? "your word of " : "the look of ")
                + at.toString().substring(0, DAY) + "." + why);
    }

    private static String name(RegistryId registry) {
        return Registries.byId(registry).map(r -> r.displayName()).orElse(registry.id());
    }

    /**
     * The marks after registries told, or the user said, what they hold: of what accepts the jobs a mark is set, of what does
     * not the mark is taken back, so that the next start of the program does not go by it.
     */
    public static Remembered marked(Inspection inspection, Remembered before) {
        if (inspection.known().asked().isEmpty()) {
            return before;
        }
        Remembered after = before;
        for (PlannedPackages.Key key : PlannedPackages.of(inspection)) {
            KnownPublishers.Of of = new KnownPublishers.Of(key.registry(), key.packageName());
            if (inspection.known().asked().get(of) instanceof KnownPublishers.Held held) {
                after = marked(inspection, after, key, held);
            }
        }
        return after;
    }

    /**
     * What is kept of a package's publisher from an earlier look, or from the user's word.
     *
     * @param said whether the user said so; otherwise it was seen
     */
    public record Earlier(boolean said, Instant at) {
        /** The same as what is known of the publisher: not which values it has. */
        public KnownPublishers.Unanswered unanswered(String packageName) {
            String day = at.toString().substring(0, DAY);
            return new KnownPublishers.Unanswered(
                    said
                            ? "You said on " + day + " that the publisher of " + packageName
                                    + " is registered; it was not seen."
                            : "The publisher of " + packageName + " was seen on " + day + " and not looked at since.",
                    at);
        }
    }

    /** What is kept of a package's publisher, unless what it was seen of has changed since. */
    public static Optional<Earlier> earlier(
            Inspection inspection, Remembered remembered, RegistryId registry, String packageName) {
        StageState registered = MigrationPlan.of(inspection, registry, packageName, remembered, Observed.NOTHING)
                .state(Stage.PUBLISHER_REGISTERED);
        return registered instanceof StageState.Done(String _, Instant at, boolean said) && at != null
                ? Optional.of(new Earlier(said, at))
                : Optional.empty();
    }

    /** What is known of the publishers, with what is kept of those of which nothing else is known. */
    public static KnownPublishers recalled(Inspection inspection, Remembered remembered, KnownPublishers known) {
        KnownPublishers all = known;
        for (PlannedPackages.Key key : PlannedPackages.of(inspection)) {
            if (known.of(key.registry(), key.packageName()) instanceof KnownPublishers.NotAsked) {
                Earlier earlier = earlier(inspection, remembered, key.registry(), key.packageName())
                        .orElse(null);
                all = earlier == null
                        ? all
                        : all.with(key.registry(), key.packageName(), earlier.unanswered(key.packageName()));
            }
        }
        return all;
    }

    private static Remembered marked(
            Inspection inspection, Remembered before, PlannedPackages.Key key, KnownPublishers.Held held) {
        String id = MigrationPlan.key(key.registry(), key.packageName());
        Remembered.Mark present = before.marks(id).get(Stage.PUBLISHER_REGISTERED);
        if (present != null && present.at().isAfter(held.at())) {
            return before; // somebody looked, or said something, after this answer
        }
        Sights sights = Sights.of(inspection, key.registry(), key.packageName(), before, Observed.NOTHING);
        Sight sight = sights.of(Stage.PUBLISHER_REGISTERED);
        return switch (sight.told()) {
            case HOLDS -> before.with(id, Stage.PUBLISHER_REGISTERED, mark(sight, sights, held));
            case DOES_NOT_HOLD -> present == null ? before : before.without(id, Stage.PUBLISHER_REGISTERED);
            case NOTHING -> before;
        };
    }

    private static Remembered.Mark mark(Sight sight, Sights sights, KnownPublishers.Held held) {
        boolean said = held.source() == KnownPublishers.Source.TYPED;
        return new Remembered.Mark(
                said ? Remembered.Kind.SAID : Remembered.Kind.SEEN,
                said ? "You said that it is registered." : sight.state().sentence(),
                held.at(),
                String.join("\n", sights.identities()));
    }
}
