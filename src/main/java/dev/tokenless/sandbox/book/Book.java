package dev.tokenless.sandbox.book;

import dev.tokenless.registry.Exchange;
import dev.tokenless.registry.PresentedToken;
import dev.tokenless.registry.PublisherIdentity;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.repo.RegistryId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** All that one sandbox registry knows. Safe for several threads; every method is one step of its own. */
public final class Book {
    private static final int MOST = 20_000;

    private final RegistryId registry;
    private final Clock clock;
    private final UnaryOperator<String> normal;
    private final Consumer<Event> events;
    private final Map<String, TrustedPublisher> publishers = new LinkedHashMap<>();
    private final Map<String, Instant> created = new LinkedHashMap<>();
    private final Map<String, Shelf> shelves = new LinkedHashMap<>();
    private final Map<String, Grant> grants = new LinkedHashMap<>();
    private final Map<String, Long> used = new LinkedHashMap<>();
    private final Map<String, Boolean> closed = new LinkedHashMap<>();
    private int lastId;

    private record Shelf(String name, List<Release> releases) {}

    /**
     * A book without entries.
     *
     * @param normal the form under which the registry takes two package names for the same
     * @param events hears what is decided
     */
    public Book(RegistryId registry, Clock clock, UnaryOperator<String> normal, Consumer<Event> events) {
        this.registry = registry;
        this.clock = clock;
        this.normal = normal;
        this.events = events;
    }

    public RegistryId registry() {
        return registry;
    }

    public Instant now() {
        return clock.instant();
    }

    /** The form under which the registry takes two package names for the same. */
    public String normal(String name) {
        return normal.apply(name);
    }

    /** Tells whoever watches what was decided. */
    public void tell(String what, int status, String answer, String why) {
        events.accept(new Event(registry, now(), what, status, answer, why));
    }

    /** A number that was not given out before, from 1. */
    public synchronized int nextId() {
        lastId++;
        while (publishers.containsKey(Integer.toString(lastId))) {
            lastId++;
        }
        return lastId;
    }

    // Publishers

    /** Everything that is registered, in the order of creation. */
    public synchronized List<TrustedPublisher> publishers() {
        return List.copyOf(publishers.values());
    }

    /** What is registered for a package, pending ones left out. */
    public synchronized List<TrustedPublisher> publishersOf(String name) {
        return publishers.values().stream()
                .filter(p -> p.kind() == TrustedPublisher.Kind.ACTIVE
                        && normal(project(p)).equals(normal(name)))
                .toList();
    }

    /** The publisher with this id. */
    public synchronized Optional<TrustedPublisher> publisher(String id) {
        return Optional.ofNullable(publishers.get(id));
    }

    /** When a publisher was registered. */
    public synchronized Instant createdAt(String id) {
        return created.getOrDefault(id, Instant.EPOCH);
    }

    /** Registers a publisher under an id of the registry's own kind; its package is there from now on if it is active. */
    public synchronized TrustedPublisher add(TrustedPublisher publisher, String id) {
        TrustedPublisher stored = new TrustedPublisher(
                registry,
                publisher.project(),
                publisher.kind(),
                publisher.identity(),
                publisher.allowed(),
                publisher.trustpubOnly(),
                publisher.projectExists(),
                id);
        bounded(publishers.size());
        publishers.put(id, stored);
        created.put(id, now());
        return stored;
    }

    /** Takes a publisher away; what was minted for it stays good until it expires. */
    public synchronized boolean remove(String id) {
        created.remove(id);
        return publishers.remove(id) != null;
    }

    // Packages

    /** The packages that are there, by the names that they were created with. */
    public synchronized List<String> packages() {
        return shelves.values().stream().map(Shelf::name).toList();
    }

    public synchronized boolean exists(String name) {
        return shelves.containsKey(normal(name));
    }

    /** The name as the package was created with it. */
    public synchronized Optional<String> spelling(String name) {
        return Optional.ofNullable(shelves.get(normal(name))).map(Shelf::name);
    }

    /** Makes a package known; nothing happens where it is there already. */
    public synchronized void create(String name) {
        bounded(shelves.size());
        shelves.putIfAbsent(normal(name), new Shelf(name, new ArrayList<>()));
    }

    /** The files of a package, in the order of their upload. */
    public synchronized List<Release> releases(String name) {
        Shelf shelf = shelves.get(normal(name));
        return shelf == null ? List.of() : List.copyOf(shelf.releases());
    }

    /** Adds a file to a package, which is created where it is not there. */
    public synchronized void publish(String name, Release release) {
        create(name);
        List<Release> releases = shelves.getOrDefault(normal(name), new Shelf(name, new ArrayList<>()))
                .releases();
        bounded(releases.size());
        releases.add(release);
    }

    /** Sets whether a package takes uploads by trusted publishing alone. */
    public synchronized void close(String name, boolean toTokens) {
        closed.put(normal(name), toTokens);
    }

    /** What was set for a package; empty where nobody did. */
    public synchronized Optional<Boolean> closed(String name) {
        return Optional.ofNullable(closed.get(normal(name)));
    }

    // Tokens

    /** The ids of identity tokens that are remembered, with the end of that in seconds since the epoch. */
    public synchronized Map<String, Long> used() {
        return Map.copyOf(used);
    }

    /** Remembers the id of an identity token. */
    public synchronized void remember(String tokenId, long until) {
        bounded(used.size());
        used.put(tokenId, until);
    }

    /** Remembers a token that was given out. */
    public synchronized void give(String token, Grant grant) {
        Instant past = now().minusSeconds(24 * 3600);
        grants.values().removeIf(g -> g.expires().isBefore(past));
        bounded(grants.size());
        grants.put(token, grant);
    }

    /** What a token was given for, whether or not it has expired meanwhile. */
    public synchronized Optional<Grant> grant(String token) {
        return Optional.ofNullable(grants.get(token));
    }

    public synchronized boolean revoke(String token) {
        return grants.remove(token) != null;
    }

    /**
     * Lets the registry's rules answer an identity token, and does what they say must change.
     *
     * @param among the publishers that the exchange looks at
     */
    public synchronized Exchanged exchange(
            Exchange rules, PresentedToken token, String audience, Predicate<TrustedPublisher> among) {
        long seconds = now().getEpochSecond();
        used.values().removeIf(until -> until < seconds);
        List<TrustedPublisher> stored =
                publishers.values().stream().filter(among).toList();
        Exchange.Answer answer = rules.exchange(
                token,
                stored,
                new Exchange.Circumstances(
                        seconds, audience, used.keySet(), Set.of(), Set.copyOf(packages()), List.of()));
        answer.effects().forEach(effect -> apply(effect, stored));
        List<TrustedPublisher> after = stored.stream()
                .map(p -> publishers.getOrDefault(String.valueOf(p.id()), p))
                .toList();
        return new Exchanged(answer, after);
    }

    /**
     * An answer with what it speaks of.
     *
     * @param stored the publishers that the answer's indexes count, as they are after it
     */
    public record Exchanged(Exchange.Answer answer, List<TrustedPublisher> stored) {
        public Exchanged {
            stored = List.copyOf(stored);
        }

        /** The publishers at these positions. */
        public List<TrustedPublisher> at(List<Integer> positions) {
            return positions.stream().map(stored::get).toList();
        }
    }

    private void apply(Exchange.Effect effect, List<TrustedPublisher> stored) {
        switch (effect) {
            case Exchange.TokenUsed(String jti, long until) -> remember(jti, until);
            case Exchange.NamespaceLearned(int publisher, String namespaceId) ->
                learn(stored.get(publisher), namespaceId);
            case Exchange.ProjectCreated(int publisher, String project) -> {
                TrustedPublisher pending = stored.get(publisher);
                create(project);
                replace(new TrustedPublisher(
                        registry,
                        project,
                        TrustedPublisher.Kind.ACTIVE,
                        pending.identity(),
                        pending.allowed(),
                        pending.trustpubOnly(),
                        true,
                        pending.id()));
            }
            case Exchange.PendingRemoved(int publisher) ->
                remove(String.valueOf(stored.get(publisher).id()));
        }
    }

    private void learn(TrustedPublisher publisher, String namespaceId) {
        if (publisher.identity() instanceof PublisherIdentity.GitLab g) {
            replace(new TrustedPublisher(
                    registry,
                    publisher.project(),
                    publisher.kind(),
                    new PublisherIdentity.GitLab(
                            g.namespace(), g.project(), g.workflow(), g.environment(), g.issuerUrl(), namespaceId),
                    publisher.allowed(),
                    publisher.trustpubOnly(),
                    publisher.projectExists(),
                    publisher.id()));
        }
    }

    private void replace(TrustedPublisher publisher) {
        publishers.put(String.valueOf(publisher.id()), publisher);
    }

    private static String project(TrustedPublisher publisher) {
        return publisher.project() == null ? "" : publisher.project();
    }

    private static void bounded(int size) {
        if (size >= MOST) {
            throw new IllegalStateException("the sandbox holds no more than " + MOST + " of a kind");
        }
    }
}
