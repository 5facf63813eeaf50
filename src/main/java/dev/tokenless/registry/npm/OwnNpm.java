package dev.tokenless.registry.npm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenless.net.Redaction;
import dev.tokenless.net.Secret;
import dev.tokenless.registry.Outcome;
import dev.tokenless.registry.PublisherIdentity;
import dev.tokenless.registry.TrustedPublisher;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The user's own {@code npm trust}, for whoever is signed in with it already (npm/cli lib/commands/trust). It runs as
 * {@code node npm-cli.js} with a list of arguments, never through a shell, in an empty folder, so that nothing of an
 * opened repository takes part. A one-time password goes through the environment, not through the arguments.
 */
public final class OwnNpm {
    /** The first npm whose {@code trust} takes the allowed actions. */
    public static final String FIRST_VERSION = "11.15.0";

    private static final int LONGEST_WAIT_SECONDS = 60;
    private static final int LARGEST_OUTPUT = 256 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

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

    /** What came of a run. */
    public sealed interface Run {}

    /** It did what it was asked for. */
    public record Finished(String output) implements Run {}

    /** It wants the second factor on this page; run it again with what the page gives. */
    public record Challenge(String authUrl, String doneUrl) implements Run {}

    /** It did not. */
    public record Failed(Outcome.Refused refusal) implements Run {}

    /** Runs a command of this class. */
    public Run run(List<String> command, @Nullable Secret code) {
        try {
            Path folder = Files.createTempDirectory("tokenless-npm");
            try {
                return run(command, code, folder);
            } finally {
                Files.deleteIfExists(folder);
            }
        } catch (IOException _) {
            return failed("The program npm could not be run.", "");
        }
    }

    private Run run(List<String> command, @Nullable Secret code, Path folder) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
        Map<String, String> given = new LinkedHashMap<>(environment);
        given.put("NPM_CONFIG_UPDATE_NOTIFIER", "false");
        if (code != null) {
            given.put("NPM_CONFIG_OTP", code.reveal());
        }
        builder.environment().clear();
        builder.environment().putAll(given);
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            byte[] output;
            try (InputStream in = process.getInputStream()) {
                output = in.readNBytes(LARGEST_OUTPUT);
            }
            if (!process.waitFor(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                return failed("The program npm did not come to an end.", "");
            }
            return answer(process.exitValue(), new String(output, StandardCharsets.UTF_8));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return failed("Cancelled; npm was stopped.", "");
        } finally {
            process.destroyForcibly();
        }
    }

    /** Reads what npm wrote; its server's own texts are hidden by it. */
    static Run answer(int status, String output) {
        if (status == 0) {
            return new Finished(Redaction.mask(output));
        }
        JsonNode error;
        try {
            error = JSON.readTree(output.substring(Math.max(0, output.lastIndexOf("{\n  \"error\""))))
                    .path("error");
        } catch (JsonProcessingException _) {
            return failed("npm ended with status " + status + ".", output);
        }
        String authUrl = error.path("authUrl").asText("");
        String doneUrl = error.path("doneUrl").asText("");
        if (error.path("code").asText().equals("EOTP") && !authUrl.isEmpty() && !doneUrl.isEmpty()) {
            return new Challenge(authUrl, doneUrl);
        }
        return failed("npm refused: " + Redaction.mask(error.path("summary").asText("status " + status)), output);
    }

    private static Run failed(String sentence, String raw) {
        return new Failed(new Outcome.Refused(
                Outcome.Reason.UNEXPECTED,
                sentence.endsWith(".") ? sentence : sentence + ".",
                "Sign in through the browser instead, or run the command in a terminal to see more.",
                0,
                Redaction.mask(raw)));
    }
}
