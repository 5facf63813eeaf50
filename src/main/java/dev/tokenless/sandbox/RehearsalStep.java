package dev.tokenless.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenless.oidc.ClaimValue;
import dev.tokenless.oidc.Claims;
import dev.tokenless.registry.Verdict.CheckOutcome;
import dev.tokenless.registry.Verdict.ClaimCheck;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One step of a rehearsal, as it happened. */
public sealed interface RehearsalStep {

    /** What happened, for the user. Texts of strangers in it are not yet escaped. */
    String sentence();

    /** Whether the release would go on behind this step. */
    default boolean passed() {
        return true;
    }

    /** The job asked its CI system for an identity token. */
    record TokenRequested(String provider, String audience) implements RehearsalStep {
        @Override
        public String sentence() {
            return "The job asked " + provider + " for an identity token for " + audience + ".";
        }
    }

    /**
     * The issuer signed a token.
     *
     * @param claims as the token carries them
     */
    record TokenIssued(Claims claims) implements RehearsalStep {
        @Override
        public String sentence() {
            return "The issuer signed a token with " + claims.values().size() + " claims.";
        }
    }

    /** The signature was checked with the key that the issuer publishes. */
    record SignatureVerified(String keyId, URI discovery) implements RehearsalStep {
        @Override
        public String sentence() {
            return "The signature verifies with the issuer's published key.";
        }
    }

    /** The registry's rule for one claim. */
    record ClaimCompared(ClaimCheck check) implements RehearsalStep {
        @Override
        public boolean passed() {
            return check.outcome() != CheckOutcome.MISMATCH;
        }

        @Override
        public String sentence() {
            String presented = shown(check.presented());
            String expected = check.expected();
            // These are the registry's demands; no publisher says anything of them.
            boolean always =
                    List.of("aud", "iss", "event_name", "runner_environment").contains(check.claim());
            String who = always ? "the registry wants" : "the publisher says";
            return switch (check.outcome()) {
                case MATCH -> check.claim() + " is " + presented + ", as " + who + ".";
                case MISMATCH ->
                    check.claim() + " is " + presented + ", " + who + " "
                            + (expected == null ? "something else" : expected) + ".";
                case UNDETERMINED -> check.claim() + " cannot be told.";
                case NOT_CHECKED -> check.claim() + " is not looked at.";
            };
        }
    }

    /** The registry gave an upload token. */
    record TokenMinted(
            String registry,
            List<String> packages,
            @Nullable Instant expires) implements RehearsalStep {
        public TokenMinted {
            packages = List.copyOf(packages);
        }

        @Override
        public String sentence() {
            return registry + " gave a short-lived upload token"
                    + (packages.isEmpty() ? "." : " for " + String.join(", ", packages) + ".");
        }
    }

    /** The registry took a made-up file of the package. */
    record UploadAccepted(String registry, String packageName) implements RehearsalStep {
        @Override
        public String sentence() {
            return registry + " accepted the upload of " + packageName + ".";
        }
    }

    /**
     * The end of a rehearsal that did not get through.
     *
     * @param stage where it stopped
     * @param status the HTTP status of the registry's own answer, 0 where it was not asked
     * @param answer the registry's own answer, empty where it was not asked
     * @param claim the first claim that differs, null where it is none
     */
    record Stopped(
            Stage stage,
            int status,
            String answer,
            String why,
            @Nullable ClaimCheck claim,
            String next) implements RehearsalStep {
        @Override
        public boolean passed() {
            return false;
        }

        @Override
        public String sentence() {
            return why;
        }
    }

    /** Where a rehearsal can stop. */
    enum Stage {
        /** Before anything was asked: the job uploads with a stored token, or may not have an identity. */
        JOB,
        TOKEN_REQUEST,
        EXCHANGE,
        UPLOAD,
        CANCELLED
    }

    /** A claim's value as it is shown. */
    static String shown(ClaimValue value) {
        return switch (value) {
            case ClaimValue.Text(String text) -> text.isEmpty() ? "empty" : text;
            case ClaimValue.Json(JsonNode json) -> json.toString();
            case ClaimValue.Absent() -> "absent";
            case ClaimValue.Unknown _ -> "unknown";
        };
    }
}
