package dev.tokenless.cli;

import dev.tokenless.net.Http;
import dev.tokenless.registry.Registry;
import dev.tokenless.registry.directory.Registries;
import dev.tokenless.registry.directory.RegistryServices;
import java.util.Locale;

/** The registries that are asked: their own addresses, or others that environment variables name. */
final class RegistrySide {
    private RegistrySide() {}

    /** The variable that names another address of a registry, for example the sandbox's: {@code TOKENLESS_PYPI_URL}. */
    static String variable(Registry registry) {
        return "TOKENLESS_" + registry.id().id().toUpperCase(Locale.ROOT).replace('-', '_') + "_URL";
    }

    static RegistryServices services(Terminal terminal, Http http) {
        RegistryServices services = RegistryServices.real(http);
        for (Registry registry : Registries.all()) {
            String other = terminal.environment().getOrDefault(variable(registry), "");
            if (!other.isEmpty()) {
                services = services.at(registry.id(), other);
            }
        }
        return services;
    }
}
