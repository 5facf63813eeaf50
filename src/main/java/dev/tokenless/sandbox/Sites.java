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
import java.net.URI;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which registry is played by what. */
record Sites(Account account, Owners owners, Function<String, @Nullable URI> discovery, Http http) {

    /** The player of a registry. */
    Handler site(Registry registry, Book book) {
        TokenReader tokens = new TokenReader(discovery, http);
        RegistryId id = registry.id();
        if (id.equals(RegistryId.PYPI) || id.equals(RegistryId.TESTPYPI)) {
            return new PyPiSite(book, owners, registry.audience(), tokens, registry.exchange());
        }
        if (id.equals(RegistryId.NPM)) {
            return new NpmSite(book, account, registry.audience(), tokens, registry.exchange());
        }
        if (id.equals(RegistryId.RUBYGEMS)) {
            return new RubyGemsSite(book, account, owners, registry, tokens, registry.exchange());
        }
        if (id.equals(RegistryId.CRATES_IO)) {
            return new CratesIoSite(book, account, owners, registry, tokens, registry.exchange());
        }
        throw new IllegalArgumentException("nobody plays " + id);
    }
}
