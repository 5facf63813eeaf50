package dev.tokenless.cli;

import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.report.Escaping;
import dev.tokenless.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tokenless sandbox}. */
@Command(
        name = "sandbox",
        mixinStandardHelpOptions = true,
        description = "Plays the identity-token issuer and the registries on 127.0.0.1 until it is stopped.")
final class SandboxCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "The issuer's port; the registries take the ones behind it. Without it any free ports.")
    private int port;

    @Option(names = "--publishers", paramLabel = "FILE", description = "What the registries know from the start.")
    private @Nullable String publishers;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "Keep publishers and packages here; else nothing is kept.")
    private @Nullable String state;

    @Option(names = "--offline", description = "Accepted for the sake of scripts: this command uses loopback only.")
    private boolean offline;

    SandboxCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (port < 0 || port > 65_535 - Sandbox.REGISTRIES.size()) {
            throw new Bug.Refusal(ExitStatus.UNUSABLE, port + " is not a usable port.");
        }
        List<TrustedPublisher> known = publishers == null ? List.of() : Publishers.read(terminal, publishers);
        Sandbox.Settings settings = Sandbox.Settings.with(known).on(port);
        if (state != null) {
            settings = settings.keeping(terminal.directory().resolve(state));
        }
        try (Sandbox sandbox = Sandbox.start(settings)) {
            Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close));
            tell(sandbox);
            sandbox.awaitClose();
            return ExitStatus.FINE;
        } catch (IOException taken) {
            throw new Bug.Refusal(
                    ExitStatus.UNUSABLE,
                    "the sandbox could not start: " + why(taken) + ". Choose another --port or --state.");
        }
    }

    /** Where only the path is told, what was wanted of it is said. */
    private static String why(IOException taken) {
        return taken instanceof FileSystemException file && file.getReason() == null
                ? file.getFile() + " may not be written by this user"
                : String.valueOf(taken.getMessage());
    }

    private void tell(Sandbox sandbox) {
        terminal.out().println("issuer       " + sandbox.issuerUrl());
        for (RegistryId registry : Sandbox.REGISTRIES) {
            terminal.out().println(String.format("%-12s %s", registry.id(), sandbox.url(registry)));
        }
        terminal.out().println();
        terminal.out()
                .println("# A client that is given these publishes here, as a job that the first publisher believes:");
        export(sandbox.environment());
        terminal.out().println();
        terminal.out()
                .println("# The maintainer who manages publishers here; her credentials are worth nothing elsewhere:");
        export(sandbox.credentials());
        terminal.out().println("# Stop with Ctrl+C.");
        terminal.out().flush();
    }

    private void export(Map<String, String> variables) {
        variables.forEach(
                (name, value) -> terminal.out().println("export " + name + "='" + Escaping.terminal(value) + "'"));
    }
}
