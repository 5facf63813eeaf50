package dev.tokenless.registry.directory;

import dev.tokenless.net.Credentials;
import dev.tokenless.net.Http;
import dev.tokenless.net.HttpSettings;
import dev.tokenless.registry.PublisherApi;
import dev.tokenless.registry.ReleaseProof;
import dev.tokenless.registry.cratesio.CratesIo;
import dev.tokenless.registry.cratesio.CratesIoApi;
import dev.tokenless.registry.cratesio.CratesIoProof;
import dev.tokenless.registry.npm.Npm;
import dev.tokenless.registry.npm.NpmApi;
import dev.tokenless.registry.npm.NpmHost;
import dev.tokenless.registry.npm.NpmProof;
import dev.tokenless.registry.pypi.Pypi;
import dev.tokenless.registry.pypi.PypiProof;
import dev.tokenless.registry.rubygems.RubyGems;
import dev.tokenless.registry.rubygems.RubyGemsApi;
import dev.tokenless.registry.rubygems.RubyGemsProof;
import dev.tokenless.repo.RegistryId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What each registry offers over the network: the one list that the interfaces, the proofs and the credentials come from.
 * It stands apart from {@link Registries}, which is read by every check, while these classes are needed online only.
 */
final class Offers {
    private static final List<Offer> ALL = List.of(
            new Offer(
                    Pypi.PYPI.id(),
                    Pypi.PYPI.web(),
                    List.of(),
                    null,
                    null,
                    (http, address) -> new PypiProof(http, Pypi.PYPI, address)),
            new Offer(
                    Pypi.TESTPYPI.id(),
                    Pypi.TESTPYPI.web(),
                    List.of(),
                    null,
                    null,
                    (http, address) -> new PypiProof(http, Pypi.TESTPYPI, address)),
            new Offer(
                    Npm.NPM.id(),
                    NpmHost.ADDRESS,
                    List.of("TOKENLESS_NPM_TOKEN", "NPM_TOKEN"),
                    new CredentialFile("~/.npmrc", (held, consent) -> held.npm(NpmHost.REGISTRY + "/", consent)),
                    (http, address) ->
                            new NpmApi(http, address, HttpSettings.standard().pause()),
                    NpmProof::new),
            new Offer(
                    RubyGems.RUBYGEMS.id(),
                    RubyGems.ADDRESS,
                    List.of("TOKENLESS_RUBYGEMS_KEY", "GEM_HOST_API_KEY"),
                    new CredentialFile("~/.gem/credentials", (held, consent) -> held.gem(RubyGems.ADDRESS, consent)),
                    RubyGemsApi::new,
                    RubyGemsProof::new),
            new Offer(
                    CratesIo.CRATES_IO.id(),
                    CratesIo.ADDRESS,
                    List.of("TOKENLESS_CRATES_IO_TOKEN", "CARGO_REGISTRY_TOKEN"),
                    new CredentialFile("~/.cargo/credentials.toml", Credentials::cargo),
                    CratesIoApi::new,
                    CratesIoProof::new));

    private Offers() {}

    /**
     * What one registry offers.
     *
     * @param address its own, without a slash at the end
     * @param variables the environment variables that its own tools take a credential from, ours first
     * @param file where its own tools keep a credential; null where they keep none that is read
     * @param api its interface for publishers; null where it has a page only
     * @param proof the public reading of how a release was published; null where it tells nothing
     */
    record Offer(
            RegistryId id,
            String address,
            List<String> variables,
            @Nullable CredentialFile file,
            @Nullable At<PublisherApi> api,
            @Nullable At<ReleaseProof.Reader> proof) {}

    /** Something that speaks with a registry at an address. */
    @FunctionalInterface
    interface At<T> {
        T at(Http http, String address);
    }

    static List<Offer> all() {
        return ALL;
    }

    static Optional<Offer> of(RegistryId registry) {
        return ALL.stream().filter(o -> o.id().equals(registry)).findFirst();
    }
}
