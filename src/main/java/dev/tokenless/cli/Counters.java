package dev.tokenless.cli;

import dev.tokenless.net.Credentials;
import dev.tokenless.net.Http;
import dev.tokenless.net.Secret;
import dev.tokenless.registry.Outcome;
import dev.tokenless.registry.PublisherApi;
import dev.tokenless.registry.SecondFactor;
import dev.tokenless.registry.Session;
import dev.tokenless.registry.directory.PublisherApis;
import dev.tokenless.registry.directory.RegistryServices;
import dev.tokenless.registry.npm.NpmApi;
import dev.tokenless.registry.npm.NpmHost;
import dev.tokenless.registry.npm.OwnNpm;
import dev.tokenless.registry.rubygems.RubyGems;
import dev.tokenless.registry.rubygems.ShortLivedKey;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.report.Escaping;
import dev.tokenless.report.Words;
import dev.tokenless.sandbox.Sandbox;
import java.nio.file.Path;
import java.time.Clock;
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
        return api(registry, SignIn.CREDENTIAL);
    }

    /** The user's session with a credential of hers; refuses with what to set. */
    Session session(RegistryId registry) {
        return session(registry, SignIn.CREDENTIAL, false);
    }

    /** The registry's interface, or the user's own npm in its place; empty for one that has a page only. */
    Optional<PublisherApi> api(RegistryId registry, SignIn signIn) {
        @Nullable String address = elsewhere(registry);
        return signIn == SignIn.OWN_NPM && registry.equals(RegistryId.NPM)
                ? Optional.of(PublisherApis.ownNpm(terminal.environment(), http, address)
                        .orElseThrow(() -> new Bug.Refusal(
                                ExitStatus.UNUSABLE,
                                "npm was not found on the path. Install npm " + OwnNpm.FIRST_VERSION
                                        + " or newer, or leave --own-npm out.")))
                : PublisherApis.of(registry, http, address);
    }

    /** How the user proves who she is. */
    enum SignIn {
        /** A variable, else a prompt. */
        CREDENTIAL,
        /** In the browser, or with password and one-time password, for this run alone. */
        SIGN_IN,
        /** The user's own npm, where it is npm's turn. */
        OWN_NPM
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

    /** The user's session; refuses with what to set. */
    Session session(RegistryId registry, SignIn signIn, boolean listing) {
        if (signIn == SignIn.OWN_NPM && registry.equals(RegistryId.NPM)) {
            return new Session(Secret.of(""), factor());
        }
        if (signIn == SignIn.SIGN_IN && registry.equals(RegistryId.NPM)) {
            return signedIn(new NpmApi(http, address(registry, NpmHost.ADDRESS), Thread::sleep).signIn(factor()));
        }
        if (signIn == SignIn.SIGN_IN && registry.equals(RegistryId.RUBYGEMS)) {
            return shortLived(listing);
        }
        return credential(registry);
    }

    private String address(RegistryId registry, String own) {
        String other = elsewhere(registry);
        return other == null ? own : other;
    }

    /** Where the registry answers in place of its own address: the sandbox, or what a variable names; null where nothing does. */
    private @Nullable String elsewhere(RegistryId registry) {
        if (sandbox != null) {
            return sandbox.url(registry).toString();
        }
        String named = RegistryServices.elsewhere(terminal.environment()).get(registry);
        return named == null ? null : named.replaceFirst("/+$", "");
    }

    private static Session signedIn(Outcome<Session> outcome) {
        return switch (outcome) {
            case Outcome.Done<Session>(Session session) -> session;
            case Outcome.Failed<Session>(Outcome.Failure failure) ->
                throw new Bug.Refusal(ExitStatus.REFUSED, failure.sentence() + " " + failure.nextStep());
        };
    }

    /** A key of a quarter of an hour, made with the password, which is asked for and not kept. */
    private Session shortLived(boolean listing) {
        String user = sandbox != null
                ? sandbox.account().handle()
                : terminal.ask("E-mail or handle at RubyGems.org: ").strip();
        Secret password = sandbox != null
                ? Secret.of(sandbox.account().password())
                : terminal.askSecretly("Password at RubyGems.org: ");
        if (user.isEmpty() || password.isEmpty()) {
            throw new Bug.Refusal(
                    ExitStatus.REFUSED,
                    "--sign-in needs your name and password at RubyGems.org, where you can be asked.");
        }
        String address = address(RegistryId.RUBYGEMS, RubyGems.ADDRESS);
        return signedIn(new ShortLivedKey(http, address, Clock.systemUTC())
                .make(user, password, listing, factor())
                .map(made -> {
                    terminal.err()
                            .println("RubyGems.org made the key \u201c" + Escaping.terminal(made.name())
                                    + "\u201d for this run. It is stored nowhere and expires at "
                                    + made.expires()
                                    + "; delete it sooner at " + address + ShortLivedKey.KEYS_PAGE);
                    return made.session();
                }));
    }

    private Session credential(RegistryId registry) {
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
        if (sandbox != null) {
            return new SandboxPerson(http, sandbox.account().oneTimePassword());
        }
        SecondFactor person = terminal.interactive() ? person() : SecondFactor.none();
        String given = terminal.environment().getOrDefault("TOKENLESS_OTP", "");
        return given.isEmpty() ? person : SecondFactor.given(Secret.of(given), person);
    }

    private SecondFactor person() {
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
