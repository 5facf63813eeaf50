package dev.tokenless.registry.npm;

/** Where npm is: the one place in which the addresses of the public registry are put together. */
public final class NpmHost {
    private static final String DOMAIN = "npmjs.org";

    /** The host name of the public registry. */
    public static final String REGISTRY = "registry." + DOMAIN;

    /** The public registry's address, without a slash at the end. */
    public static final String ADDRESS = "https://" + REGISTRY;

    /** The site on which people look at packages, without a slash at the end. */
    public static final String WEB = "https://www.npmjs.com";

    private NpmHost() {}
}
