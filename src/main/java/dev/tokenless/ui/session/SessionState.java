package dev.tokenless.ui.session;

import dev.tokenless.check.KnownPublishers;
import dev.tokenless.repo.RegistryId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Everything the window stands for at one moment.
 *
 * @param reading the open project, null where none is open
 * @param chosen the index of the chosen upload, -1 where there is none
 * @param publishers what the registries hold: what was asked since the project is open, and what its own file says
 * @param deeds what was done, newest first
 * @param kept what is remembered of the open project's stages
 */
public record SessionState(
        Place place,
        StepId step,
        @Nullable Reading reading,
        int chosen,
        KnownPublishers publishers,
        Map<Upload.Key, Walked> walked,
        List<Deed> deeds,
        Keeping.Kept kept) {
    public static final SessionState START = new SessionState(
            Place.WELCOME,
            StepId.PROJECT,
            null,
            -1,
            KnownPublishers.NOTHING,
            Map.of(),
            List.of(),
            Keeping.Kept.NOTHING);

    public SessionState {
        walked = Collections.unmodifiableMap(new LinkedHashMap<>(walked));
        deeds = List.copyOf(deeds);
    }

    /** The chosen upload. */
    public Optional<Upload> upload() {
        Reading open = reading;
        return open != null && chosen >= 0 && chosen < open.uploads().size()
                ? Optional.of(open.uploads().get(chosen))
                : Optional.empty();
    }

    /** How far the chosen upload has come. */
    public Walked progress() {
        return upload().map(u -> walked.getOrDefault(u.key(), Walked.NOTHING)).orElse(Walked.NOTHING);
    }

    /** The same at another place. */
    public SessionState at(Place other) {
        return new SessionState(other, step, reading, chosen, publishers, walked, deeds, kept);
    }

    /** The same at another step of the migration. */
    public SessionState at(StepId other) {
        return new SessionState(Place.MIGRATION, other, reading, chosen, publishers, walked, deeds, kept);
    }

    /** Another project is open, or none: publishers, progress and choice begin anew. */
    public SessionState opened(@Nullable Reading other, KnownPublishers known, Keeping.Kept remembered) {
        int first = other == null || other.uploads().isEmpty() ? -1 : 0;
        Place where = other == null ? Place.WELCOME : Place.MIGRATION;
        return new SessionState(where, StepId.PROJECT, other, first, known, Map.of(), deeds, remembered);
    }

    /** The same project was read again; the choice stays with its package, rehearsals are to be played again. */
    public SessionState reread(Reading again, KnownPublishers known, Keeping.Kept remembered) {
        Upload before = upload().orElse(null);
        int same = -1;
        for (int i = 0; i < again.uploads().size(); i++) {
            Upload one = again.uploads().get(i);
            if (before != null
                    && one.registry().equals(before.registry())
                    && Objects.equals(one.packageName(), before.packageName())
                    && (same < 0 || one.key().equals(before.key()))) {
                same = i;
            }
        }
        int choice = same >= 0 ? same : again.uploads().isEmpty() ? -1 : 0;
        Map<Upload.Key, Walked> stale = new LinkedHashMap<>();
        Reading old = reading;
        walked.forEach((key, one) -> {
            boolean holds = old != null && RehearsedOn.same(key, old, publishers, again, known);
            stale.put(key, holds ? one : one.with(Walked.Rehearsal.NOT_PLAYED));
        });
        return new SessionState(place, step, again, choice, known, stale, deeds, remembered);
    }

    /** Another upload is chosen. */
    public SessionState choosing(int upload) {
        return new SessionState(place, step, reading, upload, publishers, walked, deeds, kept);
    }

    /** The chosen upload has come further, or back. */
    public SessionState walked(Walked progress) {
        Map<Upload.Key, Walked> changed = new LinkedHashMap<>(walked);
        upload().ifPresent(u -> changed.put(u.key(), progress));
        return new SessionState(place, step, reading, chosen, publishers, changed, deeds, kept);
    }

    /** An upload has come further, or back. */
    public SessionState walked(Upload.Key key, UnaryOperator<Walked> how) {
        Map<Upload.Key, Walked> changed = new LinkedHashMap<>(walked);
        changed.put(key, how.apply(changed.getOrDefault(key, Walked.NOTHING)));
        return new SessionState(place, step, reading, chosen, publishers, changed, deeds, kept);
    }

    /** Some packages at a registry have come further, or back. */
    public SessionState walked(RegistryId registry, List<String> packages, UnaryOperator<Walked> how) {
        Map<Upload.Key, Walked> changed = new LinkedHashMap<>(walked);
        Reading open = reading;
        for (Upload one : open == null ? List.<Upload>of() : open.uploads()) {
            if (one.registry().equals(registry) && one.packageName() != null && packages.contains(one.packageName())) {
                changed.put(one.key(), how.apply(changed.getOrDefault(one.key(), Walked.NOTHING)));
            }
        }
        return new SessionState(place, step, reading, chosen, publishers, changed, deeds, kept);
    }

    /** Other stages are remembered. */
    public SessionState keeping(Keeping.Kept other) {
        return new SessionState(place, step, reading, chosen, publishers, walked, deeds, other);
    }

    /** Something was done. */
    public SessionState did(Deed deed) {
        List<Deed> all = new ArrayList<>();
        all.add(deed);
        all.addAll(deeds);
        return new SessionState(place, step, reading, chosen, publishers, walked, all, kept);
    }

    /** A deed was taken back: it stays listed, without its undo. */
    public SessionState undone(Deed deed) {
        List<Deed> all = deeds.stream()
                .map(d -> d.equals(deed) ? new Deed(d.when(), d.kind(), d.words(), null, d.times()) : d)
                .toList();
        return new SessionState(place, step, reading, chosen, publishers, walked, all, kept);
    }
}
