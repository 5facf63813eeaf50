package dev.tokenless.check.rules;

import dev.tokenless.repo.RegistryId;
import java.util.Locale;

/** Whether two spellings name the same package at a registry. */
final class Names {
    private Names() {}

    /**
     * PyPI folds case and takes runs of {@code - _ .} for one hyphen (PEP 503); crates.io folds case and takes
     * {@code -} and {@code _} alike on look-up; npm and RubyGems compare exactly.
     */
    static boolean same(RegistryId registry, String a, String b) {
        return normal(registry, a).equals(normal(registry, b));
    }

    static String normal(RegistryId registry, String name) {
        if (registry.equals(RegistryId.PYPI) || registry.equals(RegistryId.TESTPYPI)) {
            return name.replaceAll("[-_.]+", "-").toLowerCase(Locale.ROOT);
        }
        if (registry.equals(RegistryId.CRATES_IO)) {
            return name.replace('_', '-').toLowerCase(Locale.ROOT);
        }
        return name;
    }
}
