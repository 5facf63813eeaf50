package dev.tokenless.registry.directory;

import dev.tokenless.registry.Registry;
import dev.tokenless.registry.cratesio.CratesIo;
import dev.tokenless.registry.npm.Npm;
import dev.tokenless.registry.pypi.Pypi;
import dev.tokenless.registry.rubygems.RubyGems;
import dev.tokenless.repo.RegistryId;
import java.util.List;
import java.util.Optional;

/** The registries that the program knows. */
public final class Registries {
    private static final List<Registry> ALL =
            List.of(Pypi.PYPI, Pypi.TESTPYPI, Npm.NPM, RubyGems.RUBYGEMS, CratesIo.CRATES_IO);

    private Registries() {}

    /** All of them, in the order in which they are listed to the user. */
    public static List<Registry> all() {
        return ALL;
    }

    /** The registry for which manifests declare the packages that are uploaded to this one: PyPI for TestPyPI. */
    public static RegistryId declaredFor(RegistryId id) {
        return byId(id).map(Registry::declaredFor).orElse(id);
    }

    /** The registry with this id; empty for what is only recognised. */
    public static Optional<Registry> byId(RegistryId id) {
        return ALL.stream().filter(r -> r.id().equals(id)).findFirst();
    }
}
