package dev.tokenless.cli;

import dev.tokenless.net.Credentials;
import dev.tokenless.net.Http;
import dev.tokenless.net.Secret;
import dev.tokenless.registry.PublisherApi;
import dev.tokenless.registry.SecondFactor;
import dev.tokenless.registry.Session;
import dev.tokenless.registry.directory.PublisherApis;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.report.Escaping;
import dev.tokenless.report.Words;
import dev.tokenless.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The registries' interfaces, or the sandbox's, with the user's credentials there. */
final class Counters implements AutoCloseable {
    private final Terminal terminal;
    private final Http http;
    private final @Nullable Sandbox sandbox;

    private Counters(Terminal terminal, Http http, @Nullable Sandbox sandbox) {
        this.terminal = terminal;
        this.http = http;
        this.sandbox = sandbox;
    }

    static Counters ofSandbox(Terminal terminal, Http http, Sandbox sandbox) {
        return new Counters(terminal, http, sandbox);
    }

    static Counters ofRegistries(Terminal terminal, Http http) {
        return new Counters(terminal, http, null);
    }

    /** The registry's interface; empty for one that has a page only. */
    Optional<PublisherApi> api(RegistryId registry) {
        return PublisherApis.of(
                registry, http, sandbox == null ? null : sandbox.url(registry).toString());
    }

    /** Lets the sandbox take the package for one that exists; the registries know their own. */
    void assume(RegistryId registry, @Nullable String packageName) {
        if (sandbox != null && packageName != null) {
            sandbox.create(registry, packageName);
        }
    }

    /** A session that can only show requests. */
    Session nobody() {
        return new Session(Secret.of("credential"), SecondFactor.none());
    }

    /** The user's session: a variable, else a prompt; refuses with what to set. */
    Session session(RegistryId registry) {
        if (sandbox != null) {
            return new Session(
                    Secret.of(sandbox.account().credential(registry)),
                    new SandboxPerson(http, sandbox.account().oneTimePassword()));
        }
        List<String> variables = PublisherApis.credentialVariables(registry);
        Credentials credentials =
                new Credentials(terminal.environment(), Path.of(System.getProperty("user.home", ".")));
        return switch (credentials.variable(variables.toArray(String[]::new))) {
            case Credentials.Found found -> new Session(found.secret(), factor());
            case Credentials.NotFound _ -> {
                Secret typed = terminal.interactive()
                        ? terminal.askSecretly("Key or token for " + Words.registry(registry) + ": ")
                        : Secret.of("");
                if (typed.isEmpty()) {
                    throw new Bug.Refusal(
                            ExitStatus.REFUSED,
                            "no credential for " + Words.registry(registry) + " was given. Set "
                                    + String.join(" or ", variables) + ", or run this where you can be asked.");
                }
                yield new Session(typed, factor());
            }
        };
    }

    private SecondFactor factor() {
        String given = terminal.environment().getOrDefault("TOKENLESS_OTP", "");
        if (!given.isEmpty()) {
            return SecondFactor.given(Secret.of(given));
        }
        if (!terminal.interactive()) {
            return SecondFactor.none();
        }
        return new SecondFactor() {
            @Override
            public Optional<Secret> type(String registry, boolean again) {
                Secret typed = terminal.askSecretly(
                        (again ? "That one was refused. " : "") + "One-time password for " + registry + ": ");
                return typed.isEmpty() ? Optional.empty() : Optional.of(typed);
            }

            @Override
            public boolean open(String registry, String address) {
                terminal.err().println("Open this page of " + registry + " and confirm: " + Escaping.terminal(address));
                return true;
            }
        };
    }

    @Override
    public void close() {
        if (sandbox != null) {
            sandbox.close();
        }
    }
}
