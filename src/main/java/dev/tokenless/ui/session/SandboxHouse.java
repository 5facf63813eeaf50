package dev.tokenless.ui.session;

import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.sample.SampleProject;
import dev.tokenless.sandbox.Sandbox;
import dev.tokenless.sandbox.github.PlayedGitHub;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What plays the registries and GitHub for the sample: started when it is first needed, ended with the window. */
public final class SandboxHouse implements AutoCloseable {
    private @Nullable Sandbox sandbox;
    private @Nullable PlayedGitHub gitHub;

    /**
     * The running sandbox, which knows the package. Blocking.
     *
     * @throws IOException when no port on loopback is free
     */
    public synchronized Sandbox with(RegistryId registry, String packageName) throws IOException {
        Sandbox running = sandbox;
        if (running == null) {
            running = Sandbox.start(List.of());
            sandbox = running;
        }
        running.create(registry, packageName);
        return running;
    }

    /**
     * The running GitHub of the sample. Blocking.
     *
     * @throws IOException when no port on loopback is free
     */
    public synchronized PlayedGitHub gitHub() throws IOException {
        PlayedGitHub running = gitHub;
        if (running == null) {
            running = PlayedGitHub.start(
                    "octo-org",
                    "sample",
                    SampleProject.files(),
                    List.of("PYPI_API_TOKEN", "NPM_TOKEN", "RUBYGEMS_API_KEY", "CODECOV_TOKEN"));
            gitHub = running;
        }
        return running;
    }

    @Override
    public synchronized void close() {
        if (gitHub != null) {
            gitHub.close();
            gitHub = null;
        }
        if (sandbox != null) {
            sandbox.close();
            sandbox = null;
        }
    }
}
