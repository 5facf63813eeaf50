package dev.tokenless.sandbox;

import dev.tokenless.net.Http;
import dev.tokenless.registry.Registry;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.sandbox.book.Account;
import dev.tokenless.sandbox.book.Book;
import dev.tokenless.sandbox.book.Owners;
import dev.tokenless.sandbox.cratesio.CratesIoSite;
import dev.tokenless.sandbox.http.Handler;
import dev.tokenless.sandbox.npm.NpmSite;
import dev.tokenless.sandbox.pypi.PyPiSite;
import dev.tokenless.sandbox.rubygems.RubyGemsSite;
import dev.tokenless.sandbox.token.TokenReader;
import dev.tokenless.sandbox.upload.Client;
import dev.tokenless.sandbox.upload.CratesIoClient;
import dev.tokenless.sandbox.upload.NpmClient;
import dev.tokenless.sandbox.upload.PyPiClient;
import dev.tokenless.sandbox.upload.RubyGemsClient;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which registry is played by what. */
record Sites(Account account, Owners owners, Function<String, @Nullable URI> discovery, Http http) {
    private static final List<Player> ALL = List.of(
            new Player(RegistryId.PYPI, Sites::pypi, new PyPiClient()),
            new Player(RegistryId.TESTPYPI, Sites::pypi, new PyPiClient()),
            new Player(
                    RegistryId.NPM,
                    (sites, registry, book) ->
                            new NpmSite(book, sites.account, registry.audience(), sites.tokens(), registry.exchange()),
                    new NpmClient()),
            new Player(
                    RegistryId.RUBYGEMS,
                    (sites, registry, book) -> new RubyGemsSite(
                            book, sites.account, sites.owners, registry, sites.tokens(), registry.exchange()),
                    new RubyGemsClient()),
            new Player(
                    RegistryId.CRATES_IO,
                    (sites, registry, book) -> new CratesIoSite(
                            book, sites.account, sites.owners, registry, sites.tokens(), registry.exchange()),
                    new CratesIoClient()));

    /**
     * How a registry is played.
     *
     * @param site its side
     * @param client what its clients do in a rehearsal
     */
    private record Player(RegistryId id, Maker site, Client client) {}

    /** Makes a registry's side. */
    @FunctionalInterface
    private interface Maker {
        Handler make(Sites sites, Registry registry, Book book);
    }

    private static Optional<Player> player(RegistryId id) {
        return ALL.stream().filter(p -> p.id().equals(id)).findFirst();
    }

    /** Whether a registry is played; {@code EveryRegistryTest} sees to it that all of them are. */
    static boolean plays(RegistryId id) {
        return player(id).isPresent();
    }

    /** The player of a registry. */
    Handler site(Registry registry, Book book) {
        return player(registry.id())
                .map(p -> p.site().make(this, registry, book))
                .orElseThrow(() -> new IllegalArgumentException("nobody plays " + registry.id()));
    }

    /** The client of a registry. */
    static Client client(RegistryId id) {
        return player(id).map(Player::client).orElseThrow(() -> new IllegalArgumentException("no client for " + id));
    }

    private static Handler pypi(Sites sites, Registry registry, Book book) {
        return new PyPiSite(book, sites.owners, registry.audience(), sites.tokens(), registry.exchange());
    }

    private TokenReader tokens() {
        return new TokenReader(discovery, http);
    }
}
