package dev.tokenless.ci.expression;

/** The text is no expression; never leaves this package. */
final class SyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message why, as a part of a sentence */
    SyntaxException(String message) {
        super(message, null, false, false);
    }
}
