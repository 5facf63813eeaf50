package dev.tokenless.cli;

import dev.tokenless.net.Http;
import dev.tokenless.registry.Registry;
import dev.tokenless.registry.directory.RegistryServices;

/** The registries that are asked: their own addresses, or others that environment variables name. */
final class RegistrySide {
    private RegistrySide() {}

    /** The variable that names another address of a registry, for example the sandbox's: {@code TOKENLESS_PYPI_URL}. */
    static String variable(Registry registry) {
        return RegistryServices.variable(registry.id());
    }

    static RegistryServices services(Terminal terminal, Http http) {
        return RegistryServices.real(http).at(RegistryServices.elsewhere(terminal.environment()));
    }
}
