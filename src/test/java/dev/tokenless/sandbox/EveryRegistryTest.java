package dev.tokenless.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.net.Http;
import dev.tokenless.net.HttpSettings;
import dev.tokenless.registry.Registry;
import dev.tokenless.registry.directory.PublisherApis;
import dev.tokenless.registry.directory.Registries;
import dev.tokenless.registry.directory.RegistryServices;
import dev.tokenless.repo.RegistryId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever adds a registry reads here, in words, what of it is still missing. */
class EveryRegistryTest {
    private static final Path RESOURCES = Path.of("src/test/resources/dev/tokenless/registry");

    @Test
    void each_registry_of_the_list_has_all_its_parts() {
        List<String> missing = new ArrayList<>();
        try (Http http = new Http(HttpSettings.standard().onlyLoopback())) {
            RegistryServices services = RegistryServices.real(http);
            for (RegistryId known : RegistryId.known()) {
                want(missing, Registries.byId(known).isPresent(), known + ": no line in registry.directory.Registries");
            }
            for (Registry registry : Registries.all()) {
                RegistryId id = registry.id();
                String cases = registry.declaredFor().id() + ".json";
                boolean api = registry.registration() instanceof Registry.Api;
                want(missing, id.isKnown(), id + ": not in the list of repo.RegistryId");
                want(missing, services.addresses().containsKey(id), id + ": no line in registry.directory.Offers");
                want(
                        missing,
                        api == services.publishers(id).isPresent(),
                        id + ": its registration() says " + (api ? "an interface" : "a page")
                                + ", its line in registry.directory.Offers the opposite");
                want(
                        missing,
                        !api || !PublisherApis.credentialVariables(id).isEmpty(),
                        id + ": no variables for the credential of its interface in registry.directory.Offers");
                want(
                        missing,
                        services.proof(id).isPresent(),
                        id + ": no proof of a release in registry.directory.Offers");
                want(missing, Sites.plays(id), id + ": no line in sandbox.Sites");
                for (String kind : List.of("vectors", "vectors/branches", "contract")) {
                    Path file = RESOURCES.resolve(kind).resolve(cases);
                    want(missing, Files.exists(file), id + ": no cases in " + file);
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    private static void want(List<String> missing, boolean there, String otherwise) {
        if (!there) {
            missing.add(otherwise);
        }
    }
}
