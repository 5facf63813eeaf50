package dev.tokenless.registry.directory;

import dev.tokenless.net.Http;
import dev.tokenless.net.HttpSettings;
import dev.tokenless.registry.PublisherApi;
import dev.tokenless.registry.npm.NpmHost;
import dev.tokenless.registry.npm.OwnNpm;
import dev.tokenless.registry.npm.OwnNpmTrust;
import dev.tokenless.repo.RegistryId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The interfaces through which the known registries take publishers. */
public final class PublisherApis {
    private PublisherApis() {}

    /** The environment variables that a registry's own tools take a credential from, ours first. */
    public static List<String> credentialVariables(RegistryId registry) {
        return Offers.of(registry).map(Offers.Offer::variables).orElse(List.of());
    }

    /** The file in which a registry's own tools keep a credential; empty where there is none that is read. */
    public static Optional<CredentialFile> credentialFile(RegistryId registry) {
        return Offers.of(registry).map(Offers.Offer::file);
    }

    /**
     * The interface of a registry; empty for one that has a page only.
     *
     * @param address another address than the registry's own, without a slash at the end, for example the sandbox's; null
     *     for its own
     */
    public static Optional<PublisherApi> of(RegistryId registry, Http http, @Nullable String address) {
        return Offers.of(registry).flatMap(offer -> {
            Offers.At<PublisherApi> api = offer.api();
            return api == null
                    ? Optional.empty()
                    : Optional.of(api.at(http, address == null ? offer.address() : address));
        });
    }

    /**
     * npm's trust interface through the user's own npm; empty where it is not on the path.
     *
     * @param environment the user's
     * @param address another address than npm's own; null for its own
     */
    public static Optional<PublisherApi> ownNpm(Map<String, String> environment, Http http, @Nullable String address) {
        String at = address == null ? NpmHost.ADDRESS : address;
        return OwnNpm.find(environment, at)
                .map(npm ->
                        new OwnNpmTrust(npm, http, at, HttpSettings.standard().pause()));
    }
}
