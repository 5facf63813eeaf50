package dev.tokenless.sandbox.book;

import dev.tokenless.repo.RegistryId;

/**
 * The one maintainer that a sandbox knows. She owns every package in it. Nothing of her is worth anything outside.
 *
 * @param oneTimePassword what she types where a second factor is asked for
 * @param secondFactor whether RubyGems asks for it; npm always does
 * @param rubygemsKey a RubyGems key with the scopes to configure publishers and to list gems
 * @param cratesToken a crates.io token with the scope {@code trusted-publishing}
 * @param npmSession what {@code npm login} would have stored
 */
public record Account(
        String handle,
        String email,
        String password,
        String oneTimePassword,
        boolean secondFactor,
        String rubygemsKey,
        String cratesToken,
        String npmSession) {

    /** The maintainer with her second factor on. */
    public static Account usual() {
        return new Account(
                "sandbox-maintainer",
                "maintainer@example.org",
                "sandbox-password",
                "123456",
                true,
                "rubygems_" + "5a".repeat(24),
                "cio" + "SandboxSandboxSandboxSandbox1234",
                "npm_" + "SandboxSandboxSandboxSandboxSandbox1");
    }

    /** What she hands over at a registry whose interface takes publishers; empty where there is none. */
    public String credential(RegistryId registry) {
        if (registry.equals(RegistryId.RUBYGEMS)) {
            return rubygemsKey;
        }
        if (registry.equals(RegistryId.CRATES_IO)) {
            return cratesToken;
        }
        return registry.equals(RegistryId.NPM) ? npmSession : "";
    }

    /** The same with or without a second factor at RubyGems. */
    public Account withSecondFactor(boolean on) {
        return new Account(handle, email, password, oneTimePassword, on, rubygemsKey, cratesToken, npmSession);
    }
}
