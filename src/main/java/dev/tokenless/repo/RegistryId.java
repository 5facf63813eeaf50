package dev.tokenless.repo;

import java.util.List;

/** The id of a package registry, as it is written in machine-readable output. */
public record RegistryId(String id) {
    public static final RegistryId PYPI = new RegistryId("pypi");
    public static final RegistryId TESTPYPI = new RegistryId("testpypi");
    public static final RegistryId NPM = new RegistryId("npm");
    public static final RegistryId RUBYGEMS = new RegistryId("rubygems");
    public static final RegistryId CRATES_IO = new RegistryId("crates-io");
    private static final List<RegistryId> KNOWN = List.of(PYPI, TESTPYPI, NPM, RUBYGEMS, CRATES_IO);

    /** GitHub Packages, of whatever kind: recognised, never migrated. */
    public static final RegistryId GITHUB_PACKAGES = new RegistryId("github-packages");
    /** A private index of any kind. */
    public static final RegistryId PRIVATE = new RegistryId("private");
    /** A public registry that is only recognised, such as NuGet, pub.dev or JSR. */
    public static final RegistryId OTHER = new RegistryId("other");

    /** Where nothing that was read tells the registry. */
    public static final RegistryId UNKNOWN = new RegistryId("unknown");

    /**
     * The registries that have trusted publishers and a room of their own, in the order in which they are listed;
     * {@code EveryRegistryTest} holds them against those rooms.
     */
    public static List<RegistryId> known() {
        return KNOWN;
    }

    /** Whether it is one of {@link #known}, not one that is only recognised. */
    public boolean isKnown() {
        return KNOWN.contains(this);
    }

    @Override
    public String toString() {
        return id;
    }
}
