package dev.tokenless.ui.session;

import dev.tokenless.repo.RegistryId;

/** Registries as they write themselves. */
public final class RegistryNames {
    private RegistryNames() {}

    /** The name for a screen; the id of a registry that is only recognised. */
    public static String of(RegistryId registry) {
        return switch (registry.id()) {
            case "pypi" -> "PyPI";
            case "testpypi" -> "TestPyPI";
            case "npm" -> "npm";
            case "rubygems" -> "RubyGems";
            case "crates-io" -> "crates.io";
            case "github-packages" -> "GitHub Packages";
            default -> registry.id();
        };
    }
}
