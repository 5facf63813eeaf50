package dev.tokenless.net;

import org.jspecify.annotations.Nullable;

/**
 * One header of a request.
 *
 * @param text the value; of a header with a secret what stands before it, such as {@code Bearer}
 * @param secret sent behind the text and never shown
 */
public record Header(String name, String text, @Nullable Secret secret) {

    /** The value as it is sent. */
    String sent() {
        return secret == null ? text : text + secret.reveal();
    }

    /** The value as it may be shown. */
    public String shown() {
        return secret == null ? text : text + secret;
    }

    @Override
    public String toString() {
        return name + ": " + Redaction.mask(shown());
    }
}
