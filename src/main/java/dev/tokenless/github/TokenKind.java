package dev.tokenless.github;

import dev.tokenless.net.Secret;

/** The kinds of tokens, told by their first letters (GitHub's documentation, "About authentication to GitHub"). */
public enum TokenKind {
    CLASSIC("a classic personal access token"),
    FINE_GRAINED("a fine-grained personal access token"),
    OAUTH("a token of an OAuth app, such as the one of gh"),
    APP_USER("a user token of a GitHub App"),
    INSTALLATION("the token of a workflow run or of an installed app"),
    UNKNOWN("a token");

    private final String words;

    TokenKind(String words) {
        this.words = words;
    }

    /** The kind in words. */
    public String words() {
        return words;
    }

    /** The kind of a token. */
    public static TokenKind of(Secret token) {
        String text = token.reveal();
        if (text.startsWith("github_pat_")) {
            return FINE_GRAINED;
        }
        return switch (text.length() < 4 ? "" : text.substring(0, 4)) {
            case "ghp_" -> CLASSIC;
            case "gho_" -> OAUTH;
            case "ghu_" -> APP_USER;
            case "ghs_" -> INSTALLATION;
            default -> UNKNOWN;
        };
    }

    /** Whether GitHub tells the rights of such tokens as scopes in every answer. */
    public boolean hasScopes() {
        return this == CLASSIC || this == OAUTH;
    }
}
