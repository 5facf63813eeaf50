package dev.tokenless.fix;

import dev.tokenless.repo.RegistryId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the environments of publish jobs are named where none is there yet. */
public sealed interface EnvironmentNames {

    /** No environment is added. */
    record None() implements EnvironmentNames {}

    /** One for all. */
    record One(String name) implements EnvironmentNames {}

    /** One for each registry, named after it. */
    record EachRegistry() implements EnvironmentNames {}

    /** One for each package: the registry's name and the package's. */
    record EachPackage() implements EnvironmentNames {}

    /**
     * The name for a job.
     *
     * @param packageName the package that the job publishes, null where it is not told or there are several
     * @return null where no environment is wanted
     */
    default @Nullable String name(RegistryId registry, @Nullable String packageName) {
        return switch (this) {
            case None _ -> null;
            case One(String name) -> name;
            case EachRegistry _ -> registry.id();
            case EachPackage _ ->
                packageName == null
                        ? registry.id()
                        : registry.id() + "-"
                                + packageName
                                        .toLowerCase(Locale.ROOT)
                                        .replaceAll("[^a-z0-9._-]+", "-")
                                        .replaceAll("^-+|-+$", "");
        };
    }
}
