package dev.tokenless.repo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A repository as it lies in a folder: where it lives and what it packages.
 *
 * @param path the folder as the user named it
 * @param repository the repository at its host, null when no remote tells it (a problem says why)
 * @param packages what the manifests declare, in the order of their paths
 * @param problems what could not be read
 */
public record Project(
        String path,
        SourceTree tree,
        @Nullable RepositoryId repository,
        List<DeclaredPackage> packages,
        List<Problem> problems) {
    public Project {
        packages = List.copyOf(packages);
        problems = List.copyOf(problems);
    }
}
