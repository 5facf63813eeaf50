package dev.tokenless.sandbox.cratesio;

import dev.tokenless.sandbox.book.Account;
import dev.tokenless.sandbox.book.Tokens;
import dev.tokenless.sandbox.http.Request;
import dev.tokenless.sandbox.http.Response;
import org.jspecify.annotations.Nullable;

/** Who is calling (rust-lang/crates.io, src/auth.rs, crates/crates_io_trustpub/src/access_token.rs). */
final class Authentication {
    static final String TRUSTED_PREFIX = "cio_tp_";
    private static final String INVALID = "Invalid `Authorization` header: ";

    private final Account account;

    Authentication(Account account) {
        this.account = account;
    }

    /** What the {@code Authorization} header holds. */
    sealed interface Caller {}

    /** The maintainer, by her API token. */
    record Maintainer() implements Caller {}

    /** A well-formed trusted publishing token, of whatever standing. */
    record Trusted(String token) implements Caller {}

    /** Nobody; with the answer to that. */
    record Nobody(Response refusal) implements Caller {}

    Caller caller(Request request) {
        String header = request.header("Authorization").orElse("").trim();
        if (header.isEmpty()) {
            return new Nobody(Errors.error(403, "this action requires authentication"));
        }
        int space = header.indexOf(' ');
        String token = header;
        if (space > 0) {
            String scheme = header.substring(0, space);
            if (!scheme.equalsIgnoreCase("bearer")) {
                return new Nobody(
                        Errors.error(401, INVALID + "Found unexpected authentication scheme `" + scheme + "`"));
            }
            token = header.substring(space + 1).trim();
        }
        if (token.startsWith(TRUSTED_PREFIX)) {
            return wellFormed(token)
                    ? new Trusted(token)
                    : new Nobody(Errors.error(401, INVALID + "Failed to parse token"));
        }
        if (token.equals(account.cratesToken())) {
            return new Maintainer();
        }
        return new Nobody(
                token.startsWith("cio")
                        ? Errors.error(403, "authentication failed")
                        : Errors.error(
                                401,
                                "The given API token does not match the format used by crates.io. Tokens generated"
                                        + " before 2020-07-14 were generated with an insecure random number generator,"
                                        + " and have been revoked. You can generate a new token at"
                                        + " https://crates.io/me."));
    }

    /** The refusal of everybody but the maintainer; null for her. */
    @Nullable
    Response otherThanMaintainer(Request request) {
        return switch (caller(request)) {
            case Maintainer _ -> null;
            case Trusted _ -> Errors.error(403, "authentication failed");
            case Nobody(Response refusal) -> refusal;
        };
    }

    static boolean wellFormed(String token) {
        String rest = token.substring(TRUSTED_PREFIX.length());
        return rest.matches("[A-Za-z0-9]{32}") && Tokens.check(rest.substring(0, 31)) == rest.charAt(31);
    }
}
