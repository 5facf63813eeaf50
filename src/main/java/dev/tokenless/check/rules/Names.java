package dev.tokenless.check.rules;

import dev.tokenless.registry.Registry;
import dev.tokenless.registry.directory.Registries;
import dev.tokenless.repo.RegistryId;

/** Whether two spellings name the same package at a registry. */
final class Names {
    private Names() {}

    /** By the registry's own rule, see {@link Registry#normalName}. */
    static boolean same(RegistryId registry, String a, String b) {
        return normal(registry, a).equals(normal(registry, b));
    }

    static String normal(RegistryId registry, String name) {
        return Registries.byId(registry).map(r -> r.normalName(name)).orElse(name);
    }
}
