package dev.tokenless.registry;

import dev.tokenless.net.Answer;
import dev.tokenless.net.Request;
import dev.tokenless.net.Secret;
import java.util.Optional;

/** How a registry's interface asks for the second factor, and how it refuses. */
public interface Dialect {

    /** The registry's name for the user. */
    String registryName();

    /** The request with a one-time password. */
    Request withCode(Request request, Secret code);

    /** Whether an answer asks for the second factor, and how it is given. */
    Optional<Challenge> challenge(Answer.Reply reply);

    /** A refusal in the program's words. */
    Outcome.Refused refusal(Answer.Reply reply);

    /** Where a one-time password can be had other than by typing it; empty where there is no such page. */
    default Optional<CodePage> codePage() {
        return Optional.empty();
    }

    /** A page that gives a one-time password. */
    interface CodePage {

        /**
         * Opens the page and waits for the password.
         *
         * @param refused the request that the registry wants the second factor for
         * @return empty where the user has no such means, or does not want to
         */
        Optional<Outcome<Secret>> code(Request refused, SecondFactor factor);
    }

    /** How the second factor is given. */
    sealed interface Challenge {}

    /**
     * By typing a one-time password.
     *
     * @param again whether the registry says that the one it got is wrong
     */
    record Typed(boolean again) implements Challenge {}

    /**
     * On a page of the registry.
     *
     * @param authUrl the page for the user
     * @param doneUrl what the program asks until the user is done
     */
    record Page(String authUrl, String doneUrl) implements Challenge {}
}
