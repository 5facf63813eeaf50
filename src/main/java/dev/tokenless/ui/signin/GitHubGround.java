package dev.tokenless.ui.signin;

import dev.tokenless.github.DeviceFlow;
import dev.tokenless.github.GitHubAddress;
import dev.tokenless.net.Credentials;
import dev.tokenless.net.Http;
import dev.tokenless.net.HttpSettings;
import dev.tokenless.registry.directory.RegistryServices;
import dev.tokenless.repo.RegistryId;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What signing in stands on. Tests put their own in its place.
 *
 * @param http made when it is first needed
 * @param addresses where the GitHub of a host answers
 * @param credentials where a token may already lie
 * @param clientId of the app for signing in by a code; without one that way is not offered
 * @param sample whether the sample has a GitHub of its own, played by this program
 * @param registries where registries answer that shall not be asked at their own addresses
 * @param pause how the wait between two questions of that way is spent
 */
public record GitHubGround(
        Supplier<Http> http,
        Function<String, GitHubAddress> addresses,
        Credentials credentials,
        Optional<String> clientId,
        boolean sample,
        Map<RegistryId, String> registries,
        HttpSettings.Pause pause) {
    /** Names another GitHub, for example a company's own or a scripted one; the command line reads it too. */
    private static final String ADDRESS_VARIABLE = "TOKENLESS_GITHUB_API";

    /** The one of this machine. */
    public static GitHubGround live() {
        String other = System.getenv().getOrDefault(ADDRESS_VARIABLE, "");
        return new GitHubGround(
                Http::standard,
                host -> other.isBlank() ? GitHubAddress.of(host) : GitHubAddress.at(other),
                Credentials.ofThisUser(),
                DeviceFlow.configuredClientId(),
                true,
                RegistryServices.elsewhere(System.getenv()),
                HttpSettings.standard().pause());
    }
}
