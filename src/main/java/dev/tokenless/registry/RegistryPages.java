package dev.tokenless.registry;

/**
 * The pages of a registry that a maintainer is sent to.
 *
 * @param release shows what was published of the package
 * @param settings where the package's rule on stored tokens is found; empty where there is no such rule
 * @param tokens where the user's stored tokens are revoked
 * @param watch where it can be watched who published
 * @param history whether that page is a log of security events, and not just the list of versions
 */
public record RegistryPages(String release, String settings, String tokens, String watch, boolean history) {}
