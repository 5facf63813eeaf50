package dev.tokenless.publish;

import org.jspecify.annotations.Nullable;

/**
 * A package as a command asks for it: {@code name@1.2}, {@code name==1.2}, {@code name[extra]>=1}.
 *
 * @param name the package's name alone
 * @param version what stands behind {@code @} or {@code ==}, null where neither does
 */
record Requirement(String name, @Nullable String version) {

    static Requirement of(String text) {
        int at = versionMark(text);
        int equals = text.indexOf("==");
        String plain = at > 0 ? text.substring(0, at) : equals > 0 ? text.substring(0, equals) : text;
        int bracket = plain.indexOf('[');
        return new Requirement(
                bracket > 0 ? plain.substring(0, bracket) : plain.replaceAll("[<>~!=].*$", ""),
                at > 0 ? text.substring(at + 1) : equals > 0 ? text.substring(equals + 2) : null);
    }

    /** The position of the {@code @} before a version; the one that begins a scope is none. */
    private static int versionMark(String name) {
        int at = name.lastIndexOf('@');
        return at > name.lastIndexOf('/') + 1 || (at > 0 && !name.contains("/")) ? at : -1;
    }
}
