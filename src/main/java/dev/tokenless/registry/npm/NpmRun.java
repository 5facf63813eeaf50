package dev.tokenless.registry.npm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenless.net.Redaction;
import dev.tokenless.net.Secret;
import dev.tokenless.registry.Outcome;
import dev.tokenless.registry.Outcome.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What came of one run of the user's npm. Its JSON is not one document but several, one behind the other, and it hides
 * the registry's own texts behind a code (npm/cli lib/trust-cmd.js, lib/utils/error-message.js).
 */
sealed interface NpmRun {

    /** It did what it was asked for and wrote these documents. */
    record Finished(List<JsonNode> documents) implements NpmRun {}

    /** It wants the second factor on this page; run it again with what the page gives. */
    record Page(String authUrl, String doneUrl) implements NpmRun {}

    /** It wants a one-time password that is typed. */
    record Typed() implements NpmRun {}

    /** It did not. */
    record Failed(Outcome.Failure failure) implements NpmRun {}

    /**
     * Runs a command in a folder of its own, whose manifest says nothing, so that npm looks for none in the folders above.
     *
     * @param environment the user's
     * @param code a one-time password, given through the environment and not among the arguments
     */
    static NpmRun of(List<String> command, Map<String, String> environment, @Nullable Secret code) {
        Workplace place;
        try {
            place = Workplace.made();
        } catch (IOException _) {
            return failed("The program npm could not be run: no folder could be made for it.", "");
        }
        try (place) {
            Map<String, String> given = new LinkedHashMap<>(environment);
            given.put("NPM_CONFIG_UPDATE_NOTIFIER", "false");
            given.put("NPM_CONFIG_LOGS_MAX", "0");
            if (code != null) {
                given.put("NPM_CONFIG_OTP", code.reveal());
            }
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(place.folder().toFile())
                    .redirectErrorStream(false)
                    .redirectOutput(place.output().toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().clear();
            builder.environment().putAll(given);
            return ended(builder.start(), place.output());
        } catch (IOException _) {
            return failed("The program npm could not be run.", "");
        }
    }

    private static NpmRun ended(Process process, Path output) throws IOException {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                return new Failed(new Outcome.NotReached(
                        "The program npm did not come to an end within a minute.",
                        "Look at what is registered before you try again."));
            }
            try (InputStream in = Files.newInputStream(output)) {
                return read(process.exitValue(), new String(in.readNBytes(256 * 1024), StandardCharsets.UTF_8));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Failed(new Outcome.NotReached(
                    "Cancelled; npm was stopped.", "Look at what is registered before you try again."));
        } finally {
            process.destroyForcibly();
        }
    }

    /** Reads what npm wrote. */
    static NpmRun read(int status, String output) {
        List<JsonNode> documents = new ArrayList<>();
        try (MappingIterator<JsonNode> all =
                new ObjectMapper().readerFor(JsonNode.class).readValues(output)) {
            all.forEachRemaining(documents::add);
        } catch (IOException | RuntimeException unreadable) {
            return failed("npm ended with status " + status + " and wrote no JSON.", output);
        }
        if (status == 0) {
            return new Finished(List.copyOf(documents));
        }
        JsonNode error = documents.isEmpty()
                ? new ObjectMapper().nullNode()
                : documents.getLast().path("error");
        String authUrl = error.path("authUrl").asText("");
        String doneUrl = error.path("doneUrl").asText("");
        if (error.path("code").asText().equals("EOTP")) {
            return authUrl.isEmpty() || doneUrl.isEmpty() ? new Typed() : new Page(authUrl, doneUrl);
        }
        return new Failed(refusal(error, output));
    }

    private static Outcome.Failure refusal(JsonNode error, String output) {
        String summary = Redaction.mask(error.path("summary").asText("")).strip();
        return switch (error.path("code").asText("")) {
            case "E401", "ENEEDAUTH" ->
                refused(
                        Reason.NOT_SIGNED_IN,
                        "Your npm is not signed in, or with a token that may not change trusted publishers.",
                        "Run npm login in a terminal, or sign in through the browser here.",
                        401,
                        output);
            case "E403" ->
                refused(
                        Reason.NOT_AN_OWNER,
                        "The account of your npm may not change the trusted publishers of the package, or has no second"
                                + " factor.",
                        "Switch two-factor authentication on, or sign in as a maintainer with write access.",
                        403,
                        output);
            case "E404" ->
                refused(
                        Reason.PACKAGE_ABSENT,
                        "npm knows no such package or publisher.",
                        "There are no pending publishers here: publish the first version by hand, then register.",
                        404,
                        output);
            case "E409" ->
                refused(
                        Reason.ALREADY_THERE,
                        "npm says that the package has a configuration already; it cannot be edited.",
                        "Remove the one that is there, then register again.",
                        409,
                        output);
            case "E429" ->
                refused(
                        Reason.RATE_LIMITED,
                        "npm says that there were too many requests.",
                        "Try again in a few minutes.",
                        429,
                        output);
            case "ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "ETIMEDOUT", "EAI_AGAIN", "ERR_SOCKET_TIMEOUT" ->
                new Outcome.NotReached(
                        "Your npm did not reach the registry.",
                        "Look at the network; npm's own proxy settings count here.");
            default ->
                refused(
                        Reason.UNEXPECTED,
                        summary.isEmpty() ? "npm did not do it." : "npm refused: " + sentence(summary),
                        "Sign in through the browser instead, or run the command in a terminal to see more.",
                        0,
                        output);
        };
    }

    private static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }

    private static Outcome.Refused refused(Reason reason, String sentence, String next, int status, String raw) {
        String masked = Redaction.mask(raw);
        return new Outcome.Refused(
                reason, sentence, next, status, masked.length() > 4000 ? masked.substring(0, 4000) + "\u2026" : masked);
    }

    private static NpmRun failed(String sentence, String raw) {
        return new Failed(refused(
                Reason.UNEXPECTED,
                sentence,
                "Sign in through the browser instead, or run the command in a terminal to see more.",
                0,
                raw));
    }

    /** The folder of one run, gone with it. */
    record Workplace(Path root, Path folder, Path output) implements AutoCloseable {
        static Workplace made() throws IOException {
            Path root = Files.createTempDirectory("tokenless-npm");
            Path folder = Files.createDirectory(root.resolve("empty"));
            Files.writeString(folder.resolve("package.json"), "{}");
            return new Workplace(root, folder, root.resolve("output"));
        }

        @Override
        public void close() throws IOException {
            for (Path one : List.of(folder.resolve("package.json"), folder, output, root)) {
                Files.deleteIfExists(one);
            }
        }
    }
}
