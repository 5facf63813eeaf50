package dev.tokenless.publish;

import java.util.List;

/** How a publish job logs in to the registry. */
public sealed interface Authentication {

    /** By the job's identity alone. */
    record Trusted() implements Authentication {}

    /** By a stored token alone. */
    record Token(List<TokenUse> uses) implements Authentication {
        public Token {
            uses = List.copyOf(uses);
        }
    }

    /** A stored token is given and the identity is there too. */
    record Both(List<TokenUse> uses) implements Authentication {
        public Both {
            uses = List.copyOf(uses);
        }
    }

    /**
     * The files do not tell.
     *
     * @param reason why, as a part of a sentence
     */
    record Unknown(String reason) implements Authentication {}

    /** The word of the command line's contract. */
    default String id() {
        return switch (this) {
            case Trusted _ -> "trusted";
            case Token _ -> "token";
            case Both _ -> "both";
            case Unknown _ -> "unknown";
        };
    }

    /** Whether the token is the run's own, which GitHub makes for each job and stores nowhere. */
    default boolean ownToken() {
        return !tokens().isEmpty() && tokens().stream().allMatch(use -> Bindings.isGitHubToken(use.value()));
    }

    /** Where tokens are given, empty where none is. */
    default List<TokenUse> tokens() {
        return switch (this) {
            case Token t -> t.uses();
            case Both b -> b.uses();
            case Trusted _ -> List.of();
            case Unknown _ -> List.of();
        };
    }
}
