package dev.tokenless.ui.publisher;

import dev.tokenless.check.KnownPublishers.Held;
import dev.tokenless.registry.Comparison;
import dev.tokenless.registry.Registry;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.directory.Registries;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.session.PublisherWords;
import dev.tokenless.ui.session.Reading;
import dev.tokenless.ui.session.Session;
import dev.tokenless.ui.session.SessionState;
import dev.tokenless.ui.session.Upload;
import dev.tokenless.ui.session.Wanted;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The chosen package: the publisher that would accept its job, and how that stands to what its registry holds. */
final class Chosen {
    private final Session session;
    private final Spelling spelling;
    /** Whether its registry does not have it yet. */
    private boolean pending;

    Chosen(Session session, Spelling spelling) {
        this.session = session;
        this.spelling = spelling;
    }

    Optional<Upload> upload() {
        return session.now().upload();
    }

    Optional<RegistryId> registry() {
        return upload().map(Upload::registry);
    }

    /** The package's name at its registry; empty where the repository does not tell it. */
    String name() {
        return upload().map(Upload::packageName).orElse("");
    }

    /** Whether it is the user's own, not the sample's. */
    boolean ofUser() {
        Reading open = session.now().reading();
        return open != null && !open.sample();
    }

    boolean pending() {
        return pending;
    }

    /** Says whether the package is to be made by its first upload. */
    void pending(boolean on) {
        pending = on;
    }

    /** The publisher that would accept the job. */
    Optional<TrustedPublisher> wanted() {
        Reading open = session.now().reading();
        Upload upload = upload().orElse(null);
        if (open == null || upload == null) {
            return Optional.empty();
        }
        return Wanted.of(open.inspection().project(), upload)
                .map(spelling::of)
                .map(w -> pending
                        ? new TrustedPublisher(
                                w.registry(),
                                w.project(),
                                TrustedPublisher.Kind.PENDING,
                                w.identity(),
                                w.allowed(),
                                null,
                                false,
                                null)
                        : w);
    }

    /** What all packages of the repository want at the chosen registry, once each. */
    List<TrustedPublisher> together() {
        Reading open = session.now().reading();
        RegistryId registry = registry().orElse(null);
        if (open == null || registry == null) {
            return List.of();
        }
        Map<String, TrustedPublisher> all = new LinkedHashMap<>();
        for (Upload upload : open.uploads()) {
            if (upload.registry().equals(registry) && upload.packageName() != null) {
                Wanted.of(open.inspection().project(), upload)
                        .map(spelling::of)
                        .ifPresent(w -> all.putIfAbsent(String.valueOf(w.project()), w));
            }
        }
        return List.copyOf(all.values());
    }

    /** What is wanted against what the registry holds; null where either is not known. */
    @Nullable
    Comparison comparison() {
        return comparison(session.now());
    }

    /** The same by what another state knows. */
    @Nullable
    Comparison comparison(SessionState state) {
        Upload upload = state.upload().orElse(null);
        Registry registry =
                upload == null ? null : Registries.byId(upload.registry()).orElse(null);
        TrustedPublisher wanted = wanted().orElse(null);
        if (upload == null
                || registry == null
                || wanted == null
                || !(PublisherWords.of(state, upload) instanceof Held held)) {
            return null;
        }
        return Comparison.of(registry, wanted, held.publishers());
    }

    /** The registered publisher that is compared with, where it can be removed. */
    Optional<TrustedPublisher> stored() {
        TrustedPublisher there = switch (comparison()) {
            case null -> null;
            case Comparison.Same same -> same.there();
            case Comparison.Differs differs -> differs.nearest();
            case Comparison.Absent _ -> null;
        };
        return Optional.ofNullable(there).filter(t -> t.id() != null);
    }

    /** What is known to be registered for the package of a publisher besides it. */
    List<TrustedPublisher> others(TrustedPublisher one) {
        return session.now().publishers().all().stream()
                .filter(p -> Objects.equals(p.registry(), one.registry())
                        && Objects.equals(p.project(), one.project())
                        && !p.equals(one))
                .toList();
    }

    /** Does something for the package that is chosen now, with GitHub's spelling of the repository. */
    void spelled(Runnable then, Consumer<Rich> otherwise) {
        Upload.Key pressed = key();
        // What was pressed was for this package: nothing is sent for another one.
        spelling.look(() -> session.now().reading() != null && Objects.equals(pressed, key()), then, otherwise);
    }

    private Upload.@Nullable Key key() {
        return upload().map(Upload::key).orElse(null);
    }
}
