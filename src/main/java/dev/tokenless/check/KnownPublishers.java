package dev.tokenless.check;

import dev.tokenless.publish.PublishJob;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.directory.Registries;
import dev.tokenless.repo.RegistryId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the registries' trusted publishers, by registry and package: that one package was asked about says
 * nothing of another.
 *
 * @param listed what a publishers file lists, which speaks for every package: what it leaves out is not registered. Null
 *     where there is none
 * @param asked the answers for single packages; they count for more than the file
 */
public record KnownPublishers(@Nullable List<TrustedPublisher> listed, Map<Of, Answer> asked) {
    /** Nobody said anything. */
    public static final KnownPublishers NOTHING = new KnownPublishers(null, Map.of());

    public KnownPublishers {
        listed = listed == null ? null : List.copyOf(listed);
        asked = Collections.unmodifiableMap(new LinkedHashMap<>(asked));
    }

    /**
     * A package at a registry, by the registry's own idea of which names are the same.
     *
     * @param packageName null for the package of a job that does not name it
     */
    public record Of(RegistryId registry, @Nullable String packageName) {
        public Of {
            packageName = packageName == null ? null : normal(registry, packageName);
        }
    }

    /** What is known of one package. */
    public sealed interface Answer {}

    /**
     * The registered publishers; an empty list says that there is none.
     *
     * @param at when that was so; the epoch for a file
     */
    public record Held(List<TrustedPublisher> publishers, Source source, Instant at) implements Answer {
        public Held {
            publishers = List.copyOf(publishers);
        }
    }

    /** Nobody asked for this package. */
    public record NotAsked() implements Answer {}

    /**
     * It was asked and not answered, or what was answered may hold no longer.
     *
     * @param reason why, as whole sentences
     */
    public record Unanswered(String reason, Instant at) implements Answer {}

    /** Where an answer comes from. */
    public enum Source {
        /** A publishers file. */
        FILE,
        /** The user said so. */
        TYPED,
        /** A registry's API. */
        READ,
        /** The registry that this program plays itself. */
        PLAYED
    }

    /** What a publishers file lists; null for nothing known. */
    public static KnownPublishers listed(@Nullable List<TrustedPublisher> publishers) {
        return publishers == null ? NOTHING : new KnownPublishers(publishers, Map.of());
    }

    /** The same with another file, or none. */
    public KnownPublishers withFile(@Nullable List<TrustedPublisher> publishers) {
        return new KnownPublishers(publishers, asked);
    }

    /** The same with an answer for a package. */
    public KnownPublishers with(RegistryId registry, @Nullable String packageName, Answer answer) {
        Map<Of, Answer> changed = new LinkedHashMap<>(asked);
        changed.put(new Of(registry, packageName), answer);
        return new KnownPublishers(listed, changed);
    }

    /** What is known of a package; null for the package of a job that does not name it. */
    public Answer of(RegistryId registry, @Nullable String packageName) {
        Answer answer = asked.get(new Of(registry, packageName));
        if (answer instanceof Held || answer != null && listed == null) {
            return answer;
        }
        List<TrustedPublisher> file = listed;
        return file == null
                ? new NotAsked()
                : new Held(
                        file.stream()
                                .filter(p -> concerns(p, registry, packageName))
                                .toList(),
                        Source.FILE,
                        Instant.EPOCH);
    }

    /** Whether it is known what a package has at its registry, be it nothing. */
    public boolean knows(RegistryId registry, @Nullable String packageName) {
        return of(registry, packageName) instanceof Held;
    }

    /** Those of a job's packages of which it is not known what the registry holds; null stands for one without a name. */
    public List<@Nullable String> unknown(PublishJob job) {
        List<@Nullable String> names = new ArrayList<>(job.packages());
        if (names.isEmpty()) {
            names.add(null);
        }
        names.removeIf(name -> knows(job.registry(), name));
        return Collections.unmodifiableList(names);
    }

    /**
     * Whether a package has no publisher by a file alone, which lists what somebody wrote into it: the registry itself was
     * not asked.
     */
    public boolean unlisted(RegistryId registry, @Nullable String packageName) {
        return of(registry, packageName) instanceof Held held
                && held.source() == Source.FILE
                && held.publishers().isEmpty();
    }

    /** Whether anything is known of any package. */
    public boolean anything() {
        return listed != null || asked.values().stream().anyMatch(Held.class::isInstance);
    }

    /** Every publisher that is known; a verdict's index points into this list. */
    public List<TrustedPublisher> all() {
        List<TrustedPublisher> all = new ArrayList<>();
        for (TrustedPublisher publisher : listed == null ? List.<TrustedPublisher>of() : listed) {
            boolean newer = publisher.registry() != null
                    && asked.get(new Of(publisher.registry(), publisher.project())) instanceof Held;
            if (!newer) {
                all.add(publisher);
            }
        }
        for (Answer answer : asked.values()) {
            if (answer instanceof Held held) {
                all.addAll(held.publishers());
            }
        }
        return List.copyOf(all);
    }

    /**
     * Whether a publisher in the list of all is before the registry's eyes when it judges a package of which it is known
     * what it has. A record of the file that names no package fits every one.
     */
    boolean speaksFor(TrustedPublisher publisher, RegistryId registry, @Nullable String packageName) {
        if (publisher.registry() != null && !publisher.registry().equals(registry)
                || !(of(registry, packageName) instanceof Held held)) {
            return false;
        }
        return held.source() == Source.FILE
                || held.publishers().contains(publisher)
                || packageName != null && publisher.project() != null;
    }

    private static boolean concerns(TrustedPublisher publisher, RegistryId registry, @Nullable String packageName) {
        return (publisher.registry() == null || publisher.registry().equals(registry))
                && (publisher.project() == null
                        || packageName == null
                        || normal(registry, packageName).equals(normal(registry, publisher.project())));
    }

    private static String normal(RegistryId registry, String name) {
        return Registries.byId(registry).map(r -> r.normalName(name)).orElse(name);
    }
}
