package dev.tokenless.registry;

import dev.tokenless.net.Secret;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The user's credential at one registry with the second factor that was last accepted, so that it is asked for as rarely
 * as the registry allows. It lives in memory alone.
 */
public final class Session {
    private final Secret credential;
    private final SecondFactor factor;
    private volatile @Nullable Secret code;

    public Session(Secret credential, SecondFactor factor) {
        this.credential = credential;
        this.factor = factor;
    }

    /** The key or token. */
    public Secret credential() {
        return credential;
    }

    /** Who is asked for a one-time password. */
    public SecondFactor factor() {
        return factor;
    }

    /** The one-time password that was accepted last. */
    public Optional<Secret> code() {
        return Optional.ofNullable(code);
    }

    /** The same without anybody to ask: with the one-time password that was accepted last, or none. */
    public Session unasked() {
        Session same = new Session(credential, SecondFactor.none());
        same.code = code;
        return same;
    }

    /** Keeps a one-time password for the next request. */
    public void accepted(Secret accepted) {
        code = accepted;
    }

    /** Forgets the one-time password, because it is not accepted any more. */
    public void forgetCode() {
        code = null;
    }

    @Override
    public String toString() {
        return "a session";
    }
}
