package dev.tokenless.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenless.net.Credentials;
import dev.tokenless.net.Http;
import dev.tokenless.net.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Ways to sign in to GitHub. A token is held in memory alone. */
public final class SignIn {
    /** The variables that gh reads too, in its order; the enterprise ones are for other hosts. */
    private static final String[] PUBLIC_VARIABLES = {"GH_TOKEN", "GITHUB_TOKEN"};

    private static final String[] ENTERPRISE_VARIABLES = {"GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN"};

    private final Http http;
    private final GitHubAddress address;
    private final Credentials credentials;

    public SignIn(Http http, GitHubAddress address, Credentials credentials) {
        this.http = http;
        this.address = address;
        this.credentials = credentials;
    }

    /**
     * Somebody is signed in.
     *
     * @param login the user's name; empty for a token that belongs to no user, such as a workflow's
     * @param from where the token was taken from, in words
     */
    public record Account(GitHubSession session, String login, String from) {}

    /** The token of an environment variable, without asking: it was set for programs like this one. */
    public Credentials.Search fromEnvironment() {
        return fromEnvironment(address, credentials);
    }

    /** The token of an environment variable for a GitHub. */
    public static Credentials.Search fromEnvironment(GitHubAddress address, Credentials credentials) {
        boolean open = address.host().equals("github.com") || address.host().endsWith(".ghe.com");
        return credentials.variable(open ? PUBLIC_VARIABLES : ENTERPRISE_VARIABLES);
    }

    /** The token that gh holds, with the user's consent. */
    public Credentials.Search fromCommandLine(Credentials.Consent consent) {
        return credentials.gh(address.host(), consent);
    }

    /**
     * Tries a token.
     *
     * @param from where it was taken from, in words
     */
    public Outcome<Account> with(Secret token, String from) {
        if (token.isEmpty()) {
            return Outcome.failed(new Trouble.NotSignedIn(false));
        }
        GitHubSession session = new GitHubSession(http, address, token);
        return switch (session.get("/user", Right.READ_REPOSITORY, "the token's user")) {
            case Outcome.Done<JsonNode>(JsonNode user) ->
                user.path("login").isTextual()
                        ? Outcome.done(new Account(session, user.path("login").textValue(), from))
                        : Outcome.failed(new Trouble.Garbled(address.api() + "/user"));
            // A workflow's token belongs to no user and is good for much all the same.
            case Outcome.Failed<JsonNode>(Trouble.MissingRight _)
            when session.kind() == TokenKind.INSTALLATION -> Outcome.done(new Account(session, "", from));
            case Outcome.Failed<JsonNode>(Trouble trouble) -> Outcome.failed(trouble);
        };
    }

    /**
     * The page that makes a fine-grained token, filled in (GitHub's documentation, "Pre-filling fine-grained personal
     * access token details using URL parameters"). An Enterprise Server shows its empty page.
     *
     * @param owner whose repositories the token shall reach
     * @param days how long it shall be valid
     */
    public String tokenPage(String owner, String repository, int days, Right... rights) {
        return tokenPage(address, owner, repository, days, rights);
    }

    /** The page that makes a fine-grained token at a GitHub, filled in. */
    public static String tokenPage(GitHubAddress address, String owner, String repository, int days, Right... rights) {
        List<String> query = new ArrayList<>();
        query.add("name=" + encoded("Tokenless " + repository));
        query.add("description=" + encoded("Moves " + owner + "/" + repository + " to trusted publishing"));
        query.add("target_name=" + encoded(owner));
        query.add("expires_in=" + days);
        for (Map.Entry<String, String> permission : Right.permissions(rights).entrySet()) {
            query.add(encoded(permission.getKey()) + "=" + permission.getValue());
        }
        return address.page("settings", "personal-access-tokens", "new") + "?" + String.join("&", query);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
