package dev.tokenless.check.rules;

import dev.tokenless.registry.PublisherIdentity;
import dev.tokenless.registry.Registry;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.directory.Registries;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.RepositoryId;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the publishers that were given say about a job's packages. */
final class Registered {
    private Registered() {}

    /** Whether a publisher may wait at a registry for a package that does not exist yet. */
    static boolean takesPending(RegistryId registry) {
        return Registries.byId(registry).map(Registry::takesPending).orElse(false);
    }

    /** The job's packages of which it is known that they have no publisher. */
    static List<String> without(Subject subject) {
        return subject.job().packages().stream()
                .filter(name -> subject.inspection().known().knows(subject.job().registry(), name))
                .filter(name -> of(subject, name).findAny().isEmpty())
                .toList();
    }

    /** Whether it is known that a job which names no package has no publisher at its registry. */
    static boolean nothing(Subject subject) {
        return subject.inspection().known().knows(subject.job().registry(), null)
                && subject.publishers().isEmpty();
    }

    /** Whether a file says that a package has no publisher. */
    static boolean unlisted(Subject subject, @Nullable String name) {
        return subject.inspection().known().unlisted(subject.job().registry(), name);
    }

    private static Stream<TrustedPublisher> of(Subject subject, String name) {
        return subject.publishers().stream()
                .filter(p -> p.project() == null || Names.same(subject.job().registry(), name, p.project()));
    }

    /** Whether this repository waits at the registry, but for a package that it does not declare. */
    static boolean pendingUnderAnotherName(Subject subject, String name) {
        return takesPending(subject.job().registry()) && !pendingNames(subject).isEmpty();
    }

    /** The names for which this repository waits and which no package of the job bears. */
    static List<String> pendingNames(Subject subject) {
        List<TrustedPublisher> all = subject.inspection().publishers();
        RepositoryId repository = subject.inspection().project().repository();
        if (all == null || repository == null) {
            return List.of();
        }
        return all.stream()
                .filter(p -> p.kind() == TrustedPublisher.Kind.PENDING)
                .filter(p -> subject.job().registry().equals(p.registry()))
                .filter(p -> repository.slug().equalsIgnoreCase(slug(p.identity())))
                .map(TrustedPublisher::project)
                .filter(Objects::nonNull)
                .filter(project -> subject.inspection().project().packages().stream()
                        .noneMatch(
                                d -> d.registry().equals(ecosystem(subject.job().registry()))
                                        && Names.same(d.registry(), d.name(), project)))
                .distinct()
                .toList();
    }

    /** TestPyPI's packages are declared as PyPI's. */
    private static RegistryId ecosystem(RegistryId registry) {
        return Registries.declaredFor(registry);
    }

    private static String slug(PublisherIdentity identity) {
        return switch (identity) {
            case PublisherIdentity.GitHub g -> g.owner() + "/" + g.repository();
            case PublisherIdentity.GitLab g -> g.namespace() + "/" + g.project();
            case PublisherIdentity.CircleCi _ -> "";
            case PublisherIdentity.Google _ -> "";
            case PublisherIdentity.ActiveState _ -> "";
        };
    }

    /** The job's packages that do not exist and have no pending publisher although the registry takes such. */
    static List<String> notThereYet(Subject subject) {
        if (!takesPending(subject.job().registry())) {
            return List.of();
        }
        return subject.job().packages().stream()
                .filter(name -> of(subject, name).anyMatch(p -> Boolean.FALSE.equals(p.projectExists())))
                .filter(name -> of(subject, name).noneMatch(p -> p.kind() == TrustedPublisher.Kind.PENDING))
                .toList();
    }

    /** The packages that must be published once with a token, because nothing can wait for them. */
    static List<String> needFirstToken(Subject subject) {
        if (takesPending(subject.job().registry())) {
            return List.of();
        }
        return subject.publishers().stream()
                .filter(p -> Boolean.FALSE.equals(p.projectExists()) || p.kind() == TrustedPublisher.Kind.PENDING)
                .map(TrustedPublisher::project)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** A sentence where the package's publisher is at PyPI and the job uploads to TestPyPI, or the reverse. */
    static String onTheOtherIndex(Subject subject) {
        RegistryId registry = subject.job().registry();
        RegistryId other = registry.equals(RegistryId.PYPI)
                ? RegistryId.TESTPYPI
                : registry.equals(RegistryId.TESTPYPI) ? RegistryId.PYPI : null;
        List<TrustedPublisher> all = subject.inspection().publishers();
        boolean there = other != null
                && all != null
                && all.stream()
                        .filter(p -> other.equals(p.registry()))
                        .anyMatch(p -> p.project() == null
                                || subject.job().packages().isEmpty()
                                || subject.job().packages().stream().anyMatch(n -> Names.same(other, n, p.project())));
        if (!there) {
            return "";
        }
        return " There is one at the other index; PyPI and TestPyPI share nothing.";
    }
}
