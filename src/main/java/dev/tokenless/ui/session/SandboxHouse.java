package dev.tokenless.ui.session;

import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.sample.SampleProject;
import dev.tokenless.sandbox.Sandbox;
import dev.tokenless.sandbox.github.PlayedGitHub;
import java.io.IOException;
import java.util.List;
import java.util.Map;
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
        return gitHub(
                SampleProject.files(), List.of("PYPI_API_TOKEN", "NPM_TOKEN", "RUBYGEMS_API_KEY", "CODECOV_TOKEN"));
    }

    /**
     * The running GitHub; where none runs yet, one of a sample with these files. Blocking.
     *
     * @param files the default branch, by path
     * @param secrets the names of the stored secrets
     * @throws IOException when no port on loopback is free
     */
    public synchronized PlayedGitHub gitHub(Map<String, String> files, List<String> secrets) throws IOException {
        PlayedGitHub running = gitHub;
        if (running == null) {
            running = PlayedGitHub.start("octo-org", "sample", files, secrets);
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
