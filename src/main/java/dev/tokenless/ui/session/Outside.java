package dev.tokenless.ui.session;

import dev.tokenless.net.Http;
import dev.tokenless.registry.directory.RegistryServices;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.sandbox.Sandbox;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The way out of this computer, shared by the screens that ask GitHub and the registries: the real ones, or for the sample
 * those that this program plays. To be used beside the window.
 */
public final class Outside implements AutoCloseable {
    private final Supplier<Http> maker;
    private final SandboxHouse sandboxes;
    private final Map<RegistryId, String> elsewhere;
    private @Nullable Http http;

    /**
     * A way out.
     *
     * @param maker makes the client when it is first needed
     * @param elsewhere where registries answer that shall not be asked at their own addresses
     */
    public Outside(Supplier<Http> maker, SandboxHouse sandboxes, Map<RegistryId, String> elsewhere) {
        this.elsewhere = Map.copyOf(elsewhere);
        this.maker = maker;
        this.sandboxes = sandboxes;
    }

    /** The one client. */
    public synchronized Http http() {
        Http open = http;
        if (open == null) {
            open = maker.get();
            http = open;
        }
        return open;
    }

    /** The registries themselves, or where they are asked in their place. */
    public RegistryServices real() {
        return RegistryServices.real(http()).at(elsewhere);
    }

    /** Where a registry is asked, without a slash at the end. */
    public String address(RegistryId registry) {
        return Objects.requireNonNull(real().addresses().get(registry), registry::id);
    }

    /** What plays GitHub and the registries for the sample. */
    public SandboxHouse sandboxes() {
        return sandboxes;
    }

    /**
     * What the registries offer.
     *
     * @throws IOException when the sample's registries cannot be started
     */
    public RegistryServices registries(boolean sample, RegistryId registry, String packageName) throws IOException {
        RegistryServices services = real();
        if (!sample) {
            return services;
        }
        Sandbox sandbox = sandboxes.with(registry, packageName);
        for (RegistryId played : Sandbox.REGISTRIES) {
            services = services.at(played, sandbox.url(played).toString());
        }
        return services;
    }

    @Override
    public synchronized void close() {
        if (http != null) {
            http.close();
        }
    }
}
