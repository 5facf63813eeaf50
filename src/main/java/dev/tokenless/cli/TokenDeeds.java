package dev.tokenless.cli;

import dev.tokenless.registry.Outcome;
import dev.tokenless.registry.PublisherApi.StoredToken;
import dev.tokenless.registry.PublisherApi.StoredTokens;
import dev.tokenless.registry.Session;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The user's stored tokens at npm: listed, and one of them revoked. */
record TokenDeeds(
        Terminal terminal,
        PublisherOutput output,
        StoredTokens tokens,
        Session session,
        boolean dryRun,
        boolean agreed) {

    /** @param revoke the key, the name or the shown beginning of the token to revoke; null to list only */
    int act(@Nullable String revoke) {
        if (dryRun) {
            output.request(tokens.listingTokens(session));
            return ExitStatus.FINE;
        }
        return switch (tokens.tokens(session)) {
            case Outcome.Done<List<StoredToken>>(List<StoredToken> all) -> {
                if (revoke == null) {
                    output.tokens(all);
                    yield ExitStatus.FINE;
                }
                yield revoke(revoke, all);
            }
            case Outcome.Failed<List<StoredToken>>(Outcome.Failure failure) -> failed(failure);
        };
    }

    private int revoke(String wanted, List<StoredToken> all) {
        List<StoredToken> meant = all.stream()
                .filter(t -> t.key().equals(wanted)
                        || t.name().equals(wanted)
                        || (wanted.length() >= 6 && t.key().startsWith(wanted)))
                .toList();
        if (meant.size() != 1) {
            throw new Bug.Refusal(
                    ExitStatus.UNUSABLE,
                    (meant.isEmpty() ? "no token is called " : "several tokens are called ") + wanted
                            + ". tokenless publisher tokens lists them with their keys.");
        }
        StoredToken token = meant.getFirst();
        output.request(tokens.revoking(token, session));
        if (!agreed && !PublisherDeeds.agreed(terminal, 1)) {
            return ExitStatus.FINE;
        }
        return switch (tokens.revoke(token, session)) {
            case Outcome.Done<StoredToken>(StoredToken gone) -> {
                output.revoked(gone);
                yield ExitStatus.FINE;
            }
            case Outcome.Failed<StoredToken>(Outcome.Failure failure) -> failed(failure);
        };
    }

    private int failed(Outcome.Failure failure) {
        output.failure("npm", "npm", "tokens", failure);
        return ExitStatus.REFUSED;
    }
}
