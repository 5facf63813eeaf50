package dev.tokenless.registry;

import dev.tokenless.net.Secret;
import java.util.Optional;

/** Asks the user for the second factor: a screen, a prompt, or nobody. It is called on the thread that does the work. */
public interface SecondFactor {

    /**
     * A one-time password that the user types; empty where she does not.
     *
     * @param again whether the one before was refused
     */
    Optional<Secret> type(String registry, boolean again);

    /**
     * Shows a page of the registry on which the user proves herself; the program then waits for the page to be done.
     *
     * @param address of the page, on the registry's own host
     * @return false where the user does not want to
     */
    boolean open(String registry, String address);

    /** A one-time password that was given before anything was asked; it is tried first, and once. */
    default Optional<Secret> beforehand() {
        return Optional.empty();
    }

    /** Nobody is there to be asked. */
    static SecondFactor none() {
        return new SecondFactor() {
            @Override
            public Optional<Secret> type(String registry, boolean again) {
                return Optional.empty();
            }

            @Override
            public boolean open(String registry, String address) {
                return false;
            }
        };
    }

    /** A one-time password that was given beforehand; nobody is asked for another. */
    static SecondFactor given(Secret code) {
        return given(code, none());
    }

    /**
     * A one-time password that was given beforehand, whether the registry asks for one that is typed or names a page.
     *
     * @param then who is asked once it is refused
     */
    static SecondFactor given(Secret code, SecondFactor then) {
        return new SecondFactor() {
            @Override
            public Optional<Secret> type(String registry, boolean again) {
                return then.type(registry, again);
            }

            @Override
            public boolean open(String registry, String address) {
                return then.open(registry, address);
            }

            @Override
            public Optional<Secret> beforehand() {
                return Optional.of(code);
            }
        };
    }
}
