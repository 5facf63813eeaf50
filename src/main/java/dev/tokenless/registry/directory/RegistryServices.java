package dev.tokenless.registry.directory;

import dev.tokenless.net.Http;
import dev.tokenless.registry.PublisherApi;
import dev.tokenless.registry.Registry;
import dev.tokenless.registry.ReleaseProof;
import dev.tokenless.repo.RegistryId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the registries offer over the network, at their own addresses or at others, such as a sandbox's.
 *
 * @param addresses by registry, without a slash at the end
 */
public record RegistryServices(Http http, Map<RegistryId, String> addresses) {
    public RegistryServices {
        addresses = Map.copyOf(addresses);
    }

    /** At the registries' own addresses. */
    public static RegistryServices real(Http http) {
        return new RegistryServices(
                http, Offers.all().stream().collect(Collectors.toMap(Offers.Offer::id, Offers.Offer::address)));
    }

    /** The variable that names another address of a registry, for example a sandbox's: {@code TOKENLESS_PYPI_URL}. */
    public static String variable(RegistryId registry) {
        return "TOKENLESS_" + registry.id().toUpperCase(Locale.ROOT).replace('-', '_') + "_URL";
    }

    /** The addresses that the environment names in place of the registries' own. */
    public static Map<RegistryId, String> elsewhere(Map<String, String> environment) {
        Map<RegistryId, String> elsewhere = new LinkedHashMap<>();
        for (Registry registry : Registries.all()) {
            String other = environment.getOrDefault(variable(registry.id()), "");
            if (!other.isBlank()) {
                elsewhere.put(registry.id(), other);
            }
        }
        return elsewhere;
    }

    /** With other addresses for some registries. */
    public RegistryServices at(Map<RegistryId, String> others) {
        RegistryServices services = this;
        for (Map.Entry<RegistryId, String> other : others.entrySet()) {
            services = services.at(other.getKey(), other.getValue());
        }
        return services;
    }

    /** With another address for one registry. */
    public RegistryServices at(RegistryId registry, String address) {
        Map<RegistryId, String> changed = new LinkedHashMap<>(addresses);
        changed.put(registry, address.endsWith("/") ? address.substring(0, address.length() - 1) : address);
        return new RegistryServices(http, changed);
    }

    /** The interface for publishers; empty where a registry has none. */
    public Optional<PublisherApi> publishers(RegistryId registry) {
        String address = addresses.get(registry);
        return address == null ? Optional.empty() : PublisherApis.of(registry, http, address);
    }

    /** The public reading of how a release was published. */
    public Optional<ReleaseProof.Reader> proof(RegistryId registry) {
        String address = addresses.get(registry);
        Offers.At<ReleaseProof.Reader> proof =
                Offers.of(registry).map(Offers.Offer::proof).orElse(null);
        return address == null || proof == null ? Optional.empty() : Optional.of(proof.at(http, address));
    }
}
