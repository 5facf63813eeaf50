package dev.tokenless.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a token for GitHub comes from. */
final class SignInChoice {
    @Option(
            names = "--sign-in",
            paramLabel = "HOW",
            description =
                    "environment (GH_TOKEN or GITHUB_TOKEN), gh (what gh auth token gives), paste, device (where a"
                            + " client id is configured) or none. Without it the environment is looked at, then you are"
                            + " asked.")
    private @Nullable How how;

    enum How {
        environment,
        gh,
        paste,
        device,
        none
    }

    @Nullable
    How how() {
        return how;
    }
}
