package dev.tokenless.ui.session;

import dev.tokenless.repo.RegistryId;
import dev.tokenless.sandbox.Sandbox;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sandbox that plays the registries for the sample: started when it is first needed, ended with the window. */
public final class SandboxHouse implements AutoCloseable {
    private @Nullable Sandbox sandbox;

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

    @Override
    public synchronized void close() {
        if (sandbox != null) {
            sandbox.close();
            sandbox = null;
        }
    }
}
