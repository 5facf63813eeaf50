package dev.tokenless.github;

import dev.tokenless.net.Answer.Reply;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * How many requests GitHub still answers.
 *
 * @param limit requests in an hour
 * @param remaining of these
 * @param reset when they are all there again
 */
public record RateLimit(int limit, int remaining, Instant reset) {

    static Optional<RateLimit> of(Reply reply) {
        try {
            return reply.header("x-ratelimit-remaining")
                    .map(remaining -> new RateLimit(
                            Integer.parseInt(reply.header("x-ratelimit-limit").orElse("0")),
                            Integer.parseInt(remaining),
                            Instant.ofEpochSecond(Long.parseLong(
                                    reply.header("x-ratelimit-reset").orElse("0")))));
        } catch (NumberFormatException | DateTimeException _) {
            return Optional.empty();
        }
    }
}
