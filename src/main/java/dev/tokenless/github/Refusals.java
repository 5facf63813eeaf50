package dev.tokenless.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenless.net.Answer.Reply;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells what GitHub means by a refusal: it hides missing rights behind "not found" and limits behind "forbidden". */
final class Refusals {
    private final GitHubSession session;

    Refusals(GitHubSession session) {
        this.session = session;
    }

    Trouble of(Reply reply, Right right, String what) {
        String message = message(reply.json());
        String lower = message.toLowerCase(Locale.ROOT);
        return switch (reply.status()) {
            case 401 -> new Trouble.NotSignedIn(session.signedIn());
            case 403, 429 -> forbidden(reply, right, message, lower);
            case 404 ->
                lacks(right)
                        ? new Trouble.MissingRight(right, session.kind(), accepted(reply))
                        : new Trouble.NotFound(what, session.signedIn());
            case 301, 302, 307, 308 ->
                new Trouble.Changed(
                        "The repository has moved to another name or owner. Set the remote to the new address and open"
                                + " it again.");
            default -> {
                if (reply.status() >= 500) {
                    yield new Trouble.Down(reply.status());
                }
                yield isWorkflowScope(lower)
                        ? new Trouble.MissingWorkflowScope(session.kind())
                        : new Trouble.Refused(reply.status(), message);
            }
        };
    }

    private Trouble forbidden(Reply reply, Right right, String message, String lower) {
        if (reply.header("x-github-sso").filter(v -> v.startsWith("required")).isPresent()) {
            return new Trouble.SingleSignOn(ssoPage(reply));
        }
        boolean spent =
                reply.header("x-ratelimit-remaining").filter("0"::equals).isPresent();
        if (reply.status() == 429 || spent || lower.contains("rate limit") || lower.contains("abuse")) {
            return Trouble.RateLimited.of(
                    until(reply, spent), session.signedIn(), session.clock().instant());
        }
        if (isWorkflowScope(lower)) {
            return new Trouble.MissingWorkflowScope(session.kind());
        }
        if (!session.signedIn()) {
            return new Trouble.NotSignedIn(false);
        }
        if (lower.startsWith("resource not accessible by")
                || lower.contains("must have admin rights")
                || lacks(right)) {
            return new Trouble.MissingRight(right, session.kind(), accepted(reply));
        }
        return new Trouble.Refused(reply.status(), message);
    }

    private static boolean isWorkflowScope(String lower) {
        return lower.contains("without `workflow` scope") || lower.contains("without `workflows` permission");
    }

    private boolean lacks(Right right) {
        return session.missing(right).filter(list -> !list.isEmpty()).isPresent();
    }

    private static String accepted(Reply reply) {
        return reply.header("x-accepted-github-permissions").orElse("");
    }

    /**
     * When GitHub answers again, by this computer's clock: how long the wait is, is told by GitHub's own clock where it
     * gives the time of its answer. Null where it does not say.
     */
    private @Nullable Instant until(Reply reply, boolean spent) {
        Instant now = session.clock().instant();
        if (reply.retryAfter().isPresent()) {
            return now.plus(reply.retryAfter().get());
        }
        Instant reset = spent ? RateLimit.of(reply).map(RateLimit::reset).orElse(null) : null;
        if (reset == null) {
            return null;
        }
        return reply.header("date")
                .flatMap(Refusals::date)
                .map(answered -> now.plus(Duration.between(answered, reset)))
                .orElse(reset);
    }

    private static Optional<Instant> date(String header) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(header)));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** Only a page of this GitHub is offered to be opened. */
    private @Nullable String ssoPage(Reply reply) {
        String header = reply.header("x-github-sso").orElse("");
        int at = header.indexOf("url=");
        String url = at < 0 ? "" : header.substring(at + 4).strip();
        return url.startsWith(session.address().web() + "/") ? url : null;
    }

    /** GitHub's words: the message and what its list of errors adds. */
    static String message(JsonNode body) {
        List<String> parts = new ArrayList<>();
        parts.add(body.path("message").asText(""));
        for (JsonNode error : body.path("errors")) {
            String text = error.isTextual()
                    ? error.textValue()
                    : error.path("message").asText(error.path("code").asText(""));
            if (!text.isEmpty() && !parts.contains(text)) {
                parts.add(text);
            }
        }
        String joined =
                String.join("; ", parts.stream().filter(p -> !p.isEmpty()).toList());
        return joined.length() > 500 ? joined.substring(0, 500) + "…" : joined;
    }
}
