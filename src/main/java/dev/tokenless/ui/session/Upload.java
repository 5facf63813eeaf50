package dev.tokenless.ui.session;

import dev.tokenless.check.Inspection.Examined;
import dev.tokenless.publish.Authentication;
import dev.tokenless.repo.RegistryId;
import org.jspecify.annotations.Nullable;

/**
 * One package at one registry: what the user moves at a time.
 *
 * @param packageName null where the repository does not tell it
 * @param manifest the manifest that declares the package, null where none was found
 * @param examined the job that uploads it, null where no job does
 */
public record Upload(
        RegistryId registry,
        @Nullable String packageName,
        @Nullable String manifest,
        @Nullable Examined examined) {

    /** The package's name; a package that the repository does not name goes by its job. */
    public String name() {
        String named = packageName;
        if (named != null) {
            return named;
        }
        return examined == null ? "" : examined.job().job();
    }

    /** Whether its job hands over a stored token, be it beside an identity. */
    public boolean usesToken() {
        Authentication login = examined == null ? null : examined.job().authentication();
        return login instanceof Authentication.Token || login instanceof Authentication.Both;
    }

    /** What tells this upload from others when the repository is read again. */
    public Key key() {
        return new Key(
                registry,
                packageName,
                examined == null
                        ? ""
                        : examined.job().path() + "#" + examined.job().job());
    }

    /** The identity of an upload over several readings. */
    public record Key(RegistryId registry, @Nullable String packageName, String job) {}
}
