package dev.tokenless.sandbox.book;

import java.security.SecureRandom;

/** Random texts for the tokens that sandbox registries give out. */
public final class Tokens {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Tokens() {}

    /** Letters and digits. */
    public static String letters(int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    /** Hexadecimal digits. */
    public static String hex(int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(Character.forDigit(RANDOM.nextInt(16), 16));
        }
        return text.toString();
    }

    /**
     * A crates.io upload token: 31 random letters and digits and one to check them (rust-lang/crates.io,
     * crates/crates_io_trustpub/src/access_token.rs).
     */
    public static String crates() {
        String random = letters(31);
        return "cio_tp_" + random + check(random);
    }

    /** The check character: the XOR of the bytes, modulo 62, as an index into the letters and digits. */
    public static char check(String random) {
        int sum = 0;
        for (int i = 0; i < random.length(); i++) {
            sum ^= random.charAt(i);
        }
        return LETTERS.charAt(sum % LETTERS.length());
    }
}
