package dev.tokenless.ui.signin;

import dev.tokenless.github.Right;
import dev.tokenless.github.SignIn;
import dev.tokenless.ui.Rich;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far signing in has come. */
public sealed interface SignInState {

    /**
     * Nobody is signed in.
     *
     * @param trouble why the last try came to nothing, empty where there was none
     */
    record Nobody(Rich trouble) implements SignInState {}

    /** A token is being tried, or a code asked for. */
    record Trying(String words) implements SignInState {}

    /** The user types the code at GitHub. */
    record Code(String code, String page) implements SignInState {}

    /**
     * Somebody is signed in.
     *
     * @param missing the rights of a migration that the token lacks; null where GitHub does not tell them beforehand
     */
    record Here(SignIn.Account account, @Nullable List<Right> missing) implements SignInState {

        /** The user's name, or words for a token that belongs to no user. */
        public String name() {
            return account.login().isEmpty() ? account.session().kind().words() : account.login();
        }
    }
}
