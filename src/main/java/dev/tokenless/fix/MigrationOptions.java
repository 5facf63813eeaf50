package dev.tokenless.fix;

import dev.tokenless.repo.RegistryId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the user may choose of a migration.
 *
 * @param environments for jobs that have none; an environment that is there stays
 * @param pins the table from which actions that are added, and with {@code pinExisting} all known ones, take their commit
 * @param pinExisting whether the known actions of the publishing jobs are pinned too
 * @param separateBuild whether a job that builds and publishes to PyPI is always divided, also where it need not be
 * @param registries only these, all where empty
 * @param packageName only jobs that publish this package, null for all
 */
public record MigrationOptions(
        EnvironmentNames environments,
        ActionPins pins,
        boolean pinExisting,
        boolean separateBuild,
        Set<RegistryId> registries,
        @Nullable String packageName) {
    public MigrationOptions {
        registries = Set.copyOf(registries);
    }

    /** The smallest change: an environment a registry, nothing pinned that was not, nothing divided that need not be. */
    public static MigrationOptions smallest() {
        return new MigrationOptions(
                new EnvironmentNames.EachRegistry(), ActionPins.builtIn(), false, false, Set.of(), null);
    }

    /** The smallest change, and the hardening that checks would ask for next. */
    public static MigrationOptions hardened() {
        return new MigrationOptions(
                new EnvironmentNames.EachRegistry(), ActionPins.builtIn(), true, true, Set.of(), null);
    }
}
