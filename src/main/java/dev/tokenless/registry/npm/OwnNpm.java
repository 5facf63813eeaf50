package dev.tokenless.registry.npm;

import dev.tokenless.net.Secret;
import dev.tokenless.registry.PublisherIdentity;
import dev.tokenless.registry.TrustedPublisher;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The user's own {@code npm trust}, for whoever is signed in with it already (npm/cli lib/commands/trust). It runs as
 * {@code node npm-cli.js} with a list of arguments, never through a shell, in an empty folder, so that nothing of an
 * opened repository takes part. A one-time password goes through the environment, not through the arguments.
 */
public final class OwnNpm {
    /** The first npm whose {@code trust} takes the allowed actions. */
    public static final String FIRST_VERSION = "11.15.0";

    private final Path node;
    private final Path script;
    private final Map<String, String> environment;
    private final String registry;

    OwnNpm(Path node, Path script, Map<String, String> environment, String registry) {
        this.node = node;
        this.script = script;
        this.environment = Map.copyOf(environment);
        this.registry = registry;
    }

    /**
     * The npm on the user's path; empty where there is none.
     *
     * @param registry the address to talk to, without a slash at the end
     */
    public static Optional<OwnNpm> find(Map<String, String> environment, String registry) {
        boolean windows = File.separatorChar == '\\';
        String path = environment.getOrDefault("PATH", environment.getOrDefault("Path", ""));
        Path node = null;
        Path script = null;
        for (String entry : path.split(File.pathSeparator)) {
            Path folder = folder(entry);
            if (folder == null) {
                continue;
            }
            Path program = folder.resolve(windows ? "node.exe" : "node");
            node = node == null && Files.isExecutable(program) ? program : node;
            script = script == null ? script(folder, windows) : script;
        }
        return node == null || script == null
                ? Optional.empty()
                : Optional.of(new OwnNpm(node, script, environment, registry));
    }

    /** Only whole folders count: a relative one could lie in the opened repository. */
    private static @Nullable Path folder(String entry) {
        try {
            Path folder = Path.of(entry);
            return folder.isAbsolute() && Files.isDirectory(folder) ? folder : null;
        } catch (InvalidPathException _) {
            return null;
        }
    }

    /** The script that {@code npm} starts: behind its link, or beside it. */
    private static @Nullable Path script(Path folder, boolean windows) {
        try {
            Path npm = folder.resolve(windows ? "npm.cmd" : "npm");
            if (!Files.exists(npm)) {
                return null;
            }
            Path real = npm.toRealPath();
            if (real.getFileName().toString().equals("npm-cli.js")) {
                return real;
            }
            Path beside = folder.resolve("node_modules/npm/bin/npm-cli.js");
            return Files.isRegularFile(beside) ? beside : null;
        } catch (IOException _) {
            return null;
        }
    }

    /** The command that registers a publisher, as it is run; to be shown before. */
    public List<String> adding(TrustedPublisher wanted) {
        List<String> arguments =
                new ArrayList<>(List.of("trust", wanted.identity().provider()));
        String name = wanted.project() == null ? "" : wanted.project();
        switch (wanted.identity()) {
            case PublisherIdentity.GitHub g -> {
                arguments.add("--file=" + g.workflow());
                arguments.add("--repository=" + g.owner() + "/" + g.repository());
            }
            case PublisherIdentity.GitLab g -> {
                arguments.add("--file=" + g.workflow());
                arguments.add("--project=" + g.namespace() + "/" + g.project());
            }
            case PublisherIdentity.CircleCi c -> {
                arguments.add("--org-id=" + c.organizationId());
                arguments.add("--project-id=" + c.projectId());
                arguments.add("--pipeline-definition-id=" + c.pipelineDefinitionId());
                arguments.add("--vcs-origin=" + (c.vcsOrigin() == null ? "" : c.vcsOrigin()));
                for (String context : c.contextIds().split("[,\\s]+")) {
                    if (!context.isEmpty()) {
                        arguments.add("--context-id=" + context);
                    }
                }
            }
            case PublisherIdentity.Google _ -> {}
            case PublisherIdentity.ActiveState _ -> {}
        }
        String environmentName = wanted.identity().environment();
        if (environmentName != null && !environmentName.isEmpty()) {
            arguments.add("--environment=" + environmentName);
        }
        for (String permission : NpmConfiguration.permissions(wanted.allowed())) {
            arguments.add(permission.equals(NpmConfiguration.STAGE) ? "--allow-stage-publish" : "--allow-publish");
        }
        arguments.addAll(List.of("--yes", "--json", "--", name));
        return command(arguments);
    }

    /** The command that lists the publishers of a package. */
    public List<String> listing(String packageName) {
        return command(List.of("trust", "list", "--json", "--", packageName));
    }

    /** The command that revokes a publisher. */
    public List<String> removing(TrustedPublisher stored) {
        String name = stored.project() == null ? "" : stored.project();
        return command(List.of("trust", "revoke", "--id=" + stored.id(), "--json", "--", name));
    }

    private List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(node.toString(), script.toString()));
        List<String> rest = new ArrayList<>(arguments);
        int end = rest.indexOf("--");
        rest.add(end, "--registry=" + registry + "/");
        command.addAll(rest);
        return command;
    }

    /** Runs a command of this class with the user's own environment. */
    NpmRun run(List<String> command, @Nullable Secret code) {
        return NpmRun.of(command, environment, code);
    }

    /** How a command is shown: as the user would type it herself. */
    static List<String> shown(List<String> command) {
        List<String> shown = new ArrayList<>(List.of("npm"));
        shown.addAll(command.subList(2, command.size()));
        return shown;
    }
}
