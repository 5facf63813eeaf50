package dev.tokenless.cli;

import dev.tokenless.github.DeviceFlow;
import dev.tokenless.github.GitHubAddress;
import dev.tokenless.github.GitHubSession;
import dev.tokenless.github.Outcome;
import dev.tokenless.github.Right;
import dev.tokenless.github.SignIn;
import dev.tokenless.github.Trouble;
import dev.tokenless.net.Credentials;
import dev.tokenless.net.Http;
import dev.tokenless.net.Secret;
import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.report.Escaping;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The user's session at the GitHub that holds a repository. */
final class GitHubSide {
    /** Names another GitHub, for example a company's own or a scripted one. */
    static final String ADDRESS_VARIABLE = "TOKENLESS_GITHUB_API";

    /** How long a token that is made on the pre-filled page shall live. */
    private static final int DAYS = 7;

    private final Terminal terminal;
    private final Http http;
    private final RepositoryId repository;
    private final GitHubAddress address;
    private final SignIn signIn;

    GitHubSide(Terminal terminal, Http http, RepositoryId repository) {
        this.terminal = terminal;
        this.http = http;
        this.repository = repository;
        String other = terminal.environment().getOrDefault(ADDRESS_VARIABLE, "");
        this.address = other.isEmpty() ? GitHubAddress.of(repository.host()) : GitHubAddress.at(other);
        this.signIn = new SignIn(
                http, address, new Credentials(terminal.environment(), Path.of(System.getProperty("user.home", "."))));
    }

    /** The session with the token of an environment variable; without one nobody is signed in. Nobody is asked. */
    static GitHubSession session(Terminal terminal, Http http, RepositoryId repository) {
        GitHubSide side = new GitHubSide(terminal, http, repository);
        return switch (side.signIn.fromEnvironment()) {
            case Credentials.Found found -> new GitHubSession(http, side.address, found.secret());
            case Credentials.NotFound _ -> new GitHubSession(http, side.address, null);
        };
    }

    /** The repository, which must be at GitHub. */
    static RepositoryId atGitHub(@Nullable RepositoryId repository) {
        if (repository == null || repository.provider() == Provider.GITLAB) {
            throw new Bug.Refusal(
                    ExitStatus.UNUSABLE, "this repository has no remote at GitHub, so there is nothing to ask there.");
        }
        return repository;
    }

    /**
     * The user's session, from the source that was chosen, else from the environment, else from what she answers.
     *
     * @param rights what the command needs; those that a token is known to lack are said by name
     */
    GitHubSession signedIn(SignInChoice choice, String manualPage, Right... rights) {
        SignInChoice.How how = choice.how();
        if (how == SignInChoice.How.none) {
            return new GitHubSession(http, address, null);
        }
        Credentials.Search found = how == null ? search(rights) : search(how, rights);
        return switch (found) {
            case Credentials.NotFound(String sentence) ->
                throw new Bug.Refusal(
                        ExitStatus.REFUSED,
                        "nobody is signed in to GitHub. " + sentence + " " + page(rights) + " By hand: " + manualPage);
            case Credentials.Found(Secret token, String from) -> account(token, from, manualPage, rights);
        };
    }

    private GitHubSession account(Secret token, String from, String manualPage, Right... rights) {
        return switch (signIn.with(token, from)) {
            case Outcome.Failed<SignIn.Account>(Trouble trouble) ->
                throw new Bug.Refusal(
                        ExitStatus.REFUSED,
                        trouble.sentence() + " The token came from " + from + ". By hand: " + manualPage);
            case Outcome.Done<SignIn.Account>(SignIn.Account account) -> {
                String login = account.login().isEmpty() ? "a workflow or an app" : account.login();
                say("Signed in to " + address.host() + " as " + login + ", with the token from " + from + ".");
                List<Right> missing = account.session().missing(rights).orElse(List.of());
                if (!missing.isEmpty()) {
                    say("The token lacks: "
                            + missing.stream()
                                    .map(r -> r.words() + " (scope “" + r.scope() + "”)")
                                    .distinct()
                                    .collect(Collectors.joining(", "))
                            + ". " + page(rights));
                }
                yield account.session();
            }
        };
    }

    private String page(Right... rights) {
        return "A token with just these rights is made here: "
                + signIn.tokenPage(repository.owner(), repository.name(), DAYS, rights);
    }

    private Credentials.Search search(Right... rights) {
        Credentials.Search environment = signIn.fromEnvironment();
        if (environment instanceof Credentials.Found || !terminal.interactive()) {
            return environment;
        }
        if (yes("GH_TOKEN is not set. May gh be asked for its token (gh auth token)? [y/N] ")
                && search(SignInChoice.How.gh, rights) instanceof Credentials.Found found) {
            return found;
        }
        if (DeviceFlow.configuredClientId(terminal.environment()).isPresent()
                && yes("Sign in with a code in the browser? [y/N] ")
                && search(SignInChoice.How.device, rights) instanceof Credentials.Found found) {
            return found;
        }
        return search(SignInChoice.How.paste, rights);
    }

    private Credentials.Search search(SignInChoice.How how, Right... rights) {
        return switch (how) {
            case environment -> signIn.fromEnvironment();
            case gh -> {
                Credentials.Search found = signIn.fromCommandLine(new Credentials.Consent("gh auth token"));
                if (found instanceof Credentials.NotFound(String sentence)) {
                    say(sentence);
                }
                yield found;
            }
            case paste -> {
                say(page(rights));
                Secret typed = terminal.askSecretly("Token for " + address.host() + " (kept in memory only): ");
                yield typed.isEmpty()
                        ? new Credentials.NotFound("No token was given. Set GH_TOKEN or GITHUB_TOKEN, or paste one.")
                        : new Credentials.Found(typed, "what you pasted");
            }
            case device -> device();
            case none -> new Credentials.NotFound("--sign-in none was chosen.");
        };
    }

    private Credentials.Search device() {
        Optional<String> client = DeviceFlow.configuredClientId(terminal.environment());
        if (client.isEmpty()) {
            return new Credentials.NotFound("Signing in with a code needs the client id of an app, which the variable "
                    + DeviceFlow.CLIENT_ID_VARIABLE + " names. Use another --sign-in.");
        }
        DeviceFlow flow = new DeviceFlow(http, address, client.get(), terminal.pause());
        return switch (flow.begin()) {
            case Outcome.Failed<DeviceFlow.Code>(Trouble trouble) -> new Credentials.NotFound(trouble.sentence());
            case Outcome.Done<DeviceFlow.Code>(DeviceFlow.Code code) -> {
                say("Open " + code.page() + " and type this code: " + code.userCode());
                yield switch (flow.await(code)) {
                    case DeviceFlow.Granted(Secret token, String _) ->
                        new Credentials.Found(token, "signing in with a code");
                    case DeviceFlow.NotGranted(String sentence) -> new Credentials.NotFound(sentence);
                };
            }
        };
    }

    private boolean yes(String question) {
        return terminal.ask(question).strip().equalsIgnoreCase("y");
    }

    private void say(String sentence) {
        terminal.err().println(Escaping.terminal(sentence));
    }
}
