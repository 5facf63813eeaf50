package dev.tokenless.registry.pypi;

import dev.tokenless.registry.Exchange.CustomIssuer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The issuers that the index knows (pypi/warehouse warehouse/oidc/utils.py), compared as exact strings. */
final class Issuers {
    static final String GITHUB = "https://token.actions.githubusercontent.com";
    static final String GITLAB = "https://gitlab.com";
    static final String GOOGLE = "https://accounts.google.com";
    static final String ACTIVESTATE = "https://platform.activestate.com/api/v1/oauth/oidc";

    private Issuers() {}

    /** The rules for the tokens of an issuer; null where it is not known. */
    static @Nullable KindRules rules(String issuer, List<CustomIssuer> custom) {
        KindRules standard = standard(issuer);
        if (standard != null) {
            return standard;
        }
        for (CustomIssuer other : custom) {
            if (other.url().equals(issuer)) {
                return byKind(other.kind());
            }
        }
        return null;
    }

    /** The rules of a standard issuer; null where it is none. */
    static @Nullable KindRules standard(String issuer) {
        return switch (issuer) {
            case GITHUB -> GitHubRules.RULES;
            case GITLAB -> GitLabRules.RULES;
            case GOOGLE -> GoogleRules.RULES;
            case ACTIVESTATE -> ActiveStateRules.RULES;
            default -> null;
        };
    }

    private static @Nullable KindRules byKind(String kind) {
        return switch (kind) {
            case "github" -> GitHubRules.RULES;
            case "gitlab" -> GitLabRules.RULES;
            case "google" -> GoogleRules.RULES;
            case "activestate" -> ActiveStateRules.RULES;
            default -> null;
        };
    }
}
