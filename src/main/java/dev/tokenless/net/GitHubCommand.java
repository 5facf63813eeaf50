package dev.tokenless.net;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks GitHub's command line for the token that it holds. */
final class GitHubCommand {
    private static final int LONGEST_WAIT_SECONDS = 15;
    private static final int LARGEST_OUTPUT = 4096;

    private final Map<String, String> environment;

    GitHubCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    Credentials.Search token(String host, Credentials.Consent consent) {
        Optional<Path> program = program();
        if (program.isEmpty()) {
            return new Credentials.NotFound("The program gh is not installed. Paste a token instead.");
        }
        try {
            // An empty folder, so that nothing of the opened repository takes part.
            Path folder = Files.createTempDirectory("tokenless-gh");
            try {
                return run(program.get(), host, folder, consent);
            } finally {
                Files.deleteIfExists(folder);
            }
        } catch (IOException _) {
            return new Credentials.NotFound("The program gh could not be run. Paste a token instead.");
        }
    }

    private Credentials.Search run(Path program, String host, Path folder, Credentials.Consent consent)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(program.toString(), "auth", "token", "--hostname", host))
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                return new Credentials.NotFound("The program gh did not answer. Paste a token instead.");
            }
            byte[] output;
            try (InputStream in = process.getInputStream()) {
                output = in.readNBytes(LARGEST_OUTPUT);
            }
            Secret token = Secret.of(new String(output, StandardCharsets.UTF_8));
            if (process.exitValue() != 0 || token.isEmpty()) {
                return new Credentials.NotFound(
                        "The program gh is not signed in to " + host + ". Run gh auth login, or paste a token.");
            }
            return new Credentials.Found(token, consent.source());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Credentials.NotFound("Cancelled; gh was stopped.");
        } finally {
            process.destroyForcibly();
        }
    }

    /** Only whole folders of {@code PATH} count: a relative one could lie in the opened repository. */
    private Optional<Path> program() {
        String path = environment.getOrDefault("PATH", environment.getOrDefault("Path", ""));
        String file = File.separatorChar == '\\' ? "gh.exe" : "gh";
        for (String folder : path.split(File.pathSeparator)) {
            try {
                Path candidate = Path.of(folder).resolve(file);
                if (candidate.isAbsolute() && Files.isExecutable(candidate) && Files.isRegularFile(candidate)) {
                    return Optional.of(candidate);
                }
            } catch (InvalidPathException _) {
                // Such an entry names no folder.
            }
        }
        return Optional.empty();
    }
}
