package dev.tokenless.publish.catalogue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An action that exchanges the job's identity for a token that a later step uses.
 *
 * @param output its output that holds the token, null where it has none
 * @param environment the variables that it exports for later steps
 * @param token its input for a stored token, null where it takes none
 * @param role its input for another identity than a trusted publisher, null where there is none
 */
public record CredentialsAction(
        String name,
        Ecosystem ecosystem,
        @Nullable String output,
        List<String> environment,
        @Nullable String token,
        @Nullable String role) {}
