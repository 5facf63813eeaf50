package dev.tokenless.registry.directory;

import dev.tokenless.net.Credentials;

/**
 * The file in which a registry's own tools keep a credential.
 *
 * @param name as it is named to the user
 */
public record CredentialFile(String name, Reader reader) {

    /** Reads it; blocking. */
    @FunctionalInterface
    public interface Reader {
        Credentials.Search read(Credentials credentials, Credentials.Consent consent);
    }
}
