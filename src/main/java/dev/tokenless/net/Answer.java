package dev.tokenless.net;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came of a request. */
public sealed interface Answer {

    /** The server did what was asked, or says that nothing changed: a status from 200 to 299, or 304. */
    record Ok(Reply reply) implements Answer {}

    /** The server answered with any other status. */
    record Refused(Reply reply) implements Answer {}

    /** No usable answer came. */
    sealed interface Failure extends Answer {
        /** What happened and what to do next, for the user. */
        String sentence();
    }

    /** No connection came about, or it was not allowed to: the server heard nothing. */
    record Unreachable(String sentence) implements Failure {}

    /**
     * The server took too long.
     *
     * @param limit how long was waited
     */
    record TimedOut(String host, Duration limit) implements Failure {
        @Override
        public String sentence() {
            return host + " did not answer within " + limit.toSeconds()
                    + (limit.toSeconds() == 1 ? " second." : " seconds.")
                    + " Try again; if it stays so, look at the service's status page.";
        }
    }

    /**
     * The connection or the answer broke off, or the answer was larger than allowed: the server may have done what was asked.
     *
     * @param passing whether another attempt may go better
     */
    record Broken(String sentence, boolean passing) implements Failure {}

    /** The work was cancelled; the thread's interrupt is still set. */
    record Cancelled() implements Failure {
        @Override
        public String sentence() {
            return "Cancelled; nothing more is sent.";
        }
    }

    /**
     * An answer of a server.
     *
     * @param url the address that answered, after redirects
     * @param headers by lower-case name; of a repeated header the last
     */
    record Reply(String url, int status, Map<String, String> headers, Content content) {
        public Reply {
            headers = Map.copyOf(headers);
        }

        /** A header's value. */
        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
        }

        /** The body as text. */
        public String text() {
            return content.text();
        }

        /** The body as JSON; a missing node where it is none. */
        public JsonNode json() {
            try {
                JsonNode node = JsonReading.MAPPER.readTree(content.text());
                return node == null ? MissingNode.getInstance() : node;
            } catch (JsonProcessingException _) {
                return MissingNode.getInstance();
            }
        }

        /** How long the server asks to wait, where it says so in seconds or as a date. */
        public Optional<Duration> retryAfter() {
            return header("retry-after").flatMap(RetryAfter::read);
        }

        @Override
        public String toString() {
            return status + " from " + Redaction.mask(url) + ", " + content;
        }
    }

    /** Keeps the parser from being made before the first answer is read. */
    final class JsonReading {
        private static final ObjectMapper MAPPER = new ObjectMapper();

        private JsonReading() {}
    }

    /** The reply, where the server gave one. */
    default Optional<Reply> received() {
        @Nullable
        Reply reply = switch (this) {
            case Ok(Reply r) -> r;
            case Refused(Reply r) -> r;
            case Failure _ -> null;
        };
        return Optional.ofNullable(reply);
    }
}
