package dev.tokenless.ui.session;

import dev.tokenless.registry.Registry;
import dev.tokenless.registry.directory.Registries;
import dev.tokenless.repo.RegistryId;

/** Registries as they write themselves. */
public final class RegistryNames {
    private RegistryNames() {}

    /** The name for a screen; the id of a registry that is only recognised. */
    public static String of(RegistryId registry) {
        return Registries.byId(registry)
                .map(Registry::shortName)
                .orElse(registry.equals(RegistryId.GITHUB_PACKAGES) ? "GitHub Packages" : registry.id());
    }
}
