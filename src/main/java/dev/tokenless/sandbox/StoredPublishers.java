package dev.tokenless.sandbox;

import dev.tokenless.registry.PublisherIdentity;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.sandbox.book.Book;
import dev.tokenless.sandbox.book.Owners;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Publishers of a file as a registry would have stored them: with an id of their own and, at all but npm, the owner's
 * id.
 */
final class StoredPublishers {
    private StoredPublishers() {}

    /** The owners whose ids the publishers tell. */
    static Owners owners(List<TrustedPublisher> publishers) {
        Map<String, String> ids = new LinkedHashMap<>();
        for (TrustedPublisher publisher : publishers) {
            if (publisher.identity() instanceof PublisherIdentity.GitHub g && g.ownerId() != null) {
                ids.putIfAbsent(g.owner(), g.ownerId());
            }
        }
        return new Owners(ids);
    }

    static TrustedPublisher add(Book book, TrustedPublisher publisher, Owners owners) {
        String name = publisher.project();
        boolean active = publisher.kind() == TrustedPublisher.Kind.ACTIVE;
        boolean exists = publisher.projectExists() == null ? active : publisher.projectExists();
        if (name != null && exists) {
            book.create(name);
        }
        TrustedPublisher stored = new TrustedPublisher(
                publisher.registry(),
                name,
                publisher.kind(),
                book.registry().equals(RegistryId.NPM) ? publisher.identity() : identity(publisher.identity(), owners),
                publisher.allowed(),
                publisher.trustpubOnly(),
                publisher.projectExists(),
                null);
        String id = publisher.id();
        boolean free = id != null && book.publisher(id).isEmpty();
        return book.add(stored, free ? String.valueOf(id) : id(book));
    }

    private static String id(Book book) {
        boolean numbers =
                book.registry().equals(RegistryId.RUBYGEMS) || book.registry().equals(RegistryId.CRATES_IO);
        return numbers ? Integer.toString(book.nextId()) : UUID.randomUUID().toString();
    }

    private static PublisherIdentity identity(PublisherIdentity identity, Owners owners) {
        return switch (identity) {
            case PublisherIdentity.GitHub g -> {
                @Nullable
                String id = g.ownerId() == null
                        ? owners.find(g.owner()).map(Owners.Owner::id).orElse(null)
                        : g.ownerId();
                yield new PublisherIdentity.GitHub(
                        g.owner(),
                        g.repository(),
                        g.workflow(),
                        g.environment(),
                        id,
                        g.workflowOwner(),
                        g.workflowRepository());
            }
            case PublisherIdentity.GitLab g -> g;
            case PublisherIdentity.CircleCi c -> c;
            case PublisherIdentity.Google g -> g;
            case PublisherIdentity.ActiveState a -> a;
        };
    }

    /** Whether both say the same of the same package; an owner's id may have been filled in. */
    static boolean same(TrustedPublisher kept, TrustedPublisher given) {
        return Objects.equals(kept.registry(), given.registry())
                && Objects.equals(kept.project(), given.project())
                && withoutIds(kept.identity()).equals(withoutIds(given.identity()));
    }

    /** The same identity without the ids that a registry filled in. */
    private static PublisherIdentity withoutIds(PublisherIdentity identity) {
        return switch (identity) {
            case PublisherIdentity.GitHub g ->
                new PublisherIdentity.GitHub(
                        g.owner(),
                        g.repository(),
                        g.workflow(),
                        g.environment(),
                        null,
                        g.workflowOwner(),
                        g.workflowRepository());
            case PublisherIdentity.GitLab g ->
                new PublisherIdentity.GitLab(
                        g.namespace(), g.project(), g.workflow(), g.environment(), g.issuerUrl(), null);
            case PublisherIdentity.CircleCi c -> c;
            case PublisherIdentity.Google g -> g;
            case PublisherIdentity.ActiveState a -> a;
        };
    }
}
