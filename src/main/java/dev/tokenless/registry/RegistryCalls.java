package dev.tokenless.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenless.net.Answer;
import dev.tokenless.net.Http;
import dev.tokenless.net.HttpSettings;
import dev.tokenless.net.Redaction;
import dev.tokenless.net.Request;
import dev.tokenless.net.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Sends requests to a registry, gives the second factor where it is asked for, and turns answers into outcomes. */
public final class RegistryCalls {
    /** So often a one-time password may be asked for in one request. */
    private static final String NOTHING_CHANGED = "Nothing was changed.";

    private static final int MOST_CODES = 3;

    /** The longest that is waited for a page to be done. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private static final int LONGEST_RAW = 4000;

    private final Http http;
    private final Dialect dialect;
    private final Set<String> hosts;
    private final HttpSettings.Pause pause;

    /**
     * Calls to one registry.
     *
     * @param hosts of the pages that the registry may send the user to
     * @param pause how the time between two questions is spent
     */
    public RegistryCalls(Http http, Dialect dialect, Set<String> hosts, HttpSettings.Pause pause) {
        this.http = http;
        this.dialect = dialect;
        this.hosts = Set.copyOf(hosts);
        this.pause = pause;
    }

    /** Sends a request as this user. */
    public Outcome<Answer.Reply> send(Request request, Session session) {
        Secret code = session.code().orElse(null);
        for (int codes = 0; ; codes++) {
            Answer answer = http.send(code == null ? request : dialect.withCode(request, code));
            switch (answer) {
                case Answer.Ok(Answer.Reply reply) -> {
                    if (code != null) {
                        session.accepted(code);
                    }
                    return new Outcome.Done<>(reply);
                }
                case Answer.Failure failure -> {
                    return notReached(request, failure);
                }
                case Answer.Refused(Answer.Reply reply) -> {
                    Dialect.Challenge challenge = dialect.challenge(reply).orElse(null);
                    if (challenge == null) {
                        return new Outcome.Failed<>(dialect.refusal(reply));
                    }
                    session.forgetCode();
                    if (codes >= MOST_CODES) {
                        return missing();
                    }
                    switch (asked(challenge, request, session, codes > 0)) {
                        case Outcome.Done<Secret>(Secret given) -> code = given;
                        case Outcome.Failed<Secret>(Outcome.Failure failure) -> {
                            return new Outcome.Failed<>(failure);
                        }
                    }
                }
            }
        }
    }

    /** Sends a request that needs nobody's word. */
    public Outcome<Answer.Reply> read(Request request) {
        return switch (http.send(request)) {
            case Answer.Ok(Answer.Reply reply) -> new Outcome.Done<>(reply);
            case Answer.Refused(Answer.Reply reply) -> new Outcome.Failed<>(dialect.refusal(reply));
            case Answer.Failure failure ->
                new Outcome.Failed<>(new Outcome.NotReached(failure.sentence(), NOTHING_CHANGED));
        };
    }

    private Outcome<Secret> asked(Dialect.Challenge challenge, Request request, Session session, boolean again) {
        if (!again && session.factor().beforehand().isPresent()) {
            return new Outcome.Done<>(session.factor().beforehand().get());
        }
        return switch (challenge) {
            case Dialect.Typed typed ->
                session.factor()
                        .type(dialect.registryName(), again && typed.again())
                        .<Outcome<Secret>>map(Outcome.Done::new)
                        .or(() -> dialect.codePage().flatMap(page -> page.code(request, session.factor())))
                        .orElseGet(this::missing);
            case Dialect.Page page -> page(page.authUrl(), page.doneUrl(), session.factor());
        };
    }

    /** Opens a page for the user and asks until she is done. */
    public Outcome<Secret> page(String authUrl, String doneUrl, SecondFactor factor) {
        if (!ownHost(authUrl) || !ownHost(doneUrl)) {
            return new Outcome.Failed<>(new Outcome.Refused(
                    Outcome.Reason.UNEXPECTED,
                    dialect.registryName() + " named a page for the second factor that is not its own.",
                    "Nothing was opened. Sign in on the registry's site instead.",
                    0,
                    Redaction.mask(authUrl + " " + doneUrl)));
        }
        if (!factor.open(dialect.registryName(), authUrl)) {
            return missing();
        }
        Duration waited = Duration.ZERO;
        while (waited.compareTo(LONGEST_WAIT) < 0) {
            switch (http.send(Request.get(doneUrl))) {
                case Answer.Ok(Answer.Reply reply) -> {
                    String token = reply.json().path("token").asText("");
                    if (!token.isEmpty()) {
                        return new Outcome.Done<>(Secret.of(token));
                    }
                    Duration asked = reply.retryAfter().orElse(Duration.ofSeconds(1));
                    Duration wait = asked.compareTo(Duration.ofSeconds(1)) < 0
                            ? Duration.ofSeconds(1)
                            : asked.compareTo(Duration.ofSeconds(10)) > 0 ? Duration.ofSeconds(10) : asked;
                    if (!spent(wait)) {
                        return new Outcome.Failed<>(
                                new Outcome.NotReached(new Answer.Cancelled().sentence(), NOTHING_CHANGED));
                    }
                    waited = waited.plus(wait);
                }
                case Answer.Refused(Answer.Reply reply) -> {
                    return new Outcome.Failed<>(dialect.refusal(reply));
                }
                case Answer.Failure failure -> {
                    return new Outcome.Failed<>(new Outcome.NotReached(failure.sentence(), NOTHING_CHANGED));
                }
            }
        }
        return missing();
    }

    private boolean spent(Duration wait) {
        try {
            pause.spend(wait);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean ownHost(String address) {
        try {
            String host = URI.create(address).getHost();
            return host != null && hosts.contains(host) && address.matches("(?s)https?://.*");
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private <T> Outcome<T> missing() {
        return new Outcome.Failed<>(new Outcome.SecondFactorMissing(
                dialect.registryName() + " wants your second factor for this request, and none was given.",
                "Try again and give the one-time password, or confirm on the page that opens."));
    }

    /** A question changes nothing; whether a request that had left was carried out is not known without its answer. */
    private <T> Outcome<T> notReached(Request request, Answer.Failure failure) {
        boolean harmless = request.reads() || failure instanceof Answer.Unreachable;
        return new Outcome.Failed<>(new Outcome.NotReached(
                failure.sentence(),
                harmless
                        ? NOTHING_CHANGED
                        : "Whether " + dialect.registryName()
                                + " carried the request out is not known: look at what is there before you try"
                                + " again."));
    }

    /** An answer's body as it may be shown. */
    public static String raw(Answer.Reply reply) {
        String text = Redaction.mask(reply.text());
        return text.length() > LONGEST_RAW ? text.substring(0, LONGEST_RAW) + "\u2026" : text;
    }

    /** A refusal that any registry may give; null where the status tells nothing by itself. */
    public static Outcome.@Nullable Refused common(String registry, Answer.Reply reply) {
        if (reply.status() == 429) {
            Optional<Duration> wait = reply.retryAfter();
            return new Outcome.Refused(
                    Outcome.Reason.RATE_LIMITED,
                    registry + " says that there were too many requests.",
                    wait.map(w -> "Try again in " + Math.max(1, w.toSeconds()) + " seconds.")
                            .orElse("Try again in a few minutes."),
                    429,
                    raw(reply));
        }
        if (reply.status() >= 500) {
            return new Outcome.Refused(
                    Outcome.Reason.SERVER_ERROR,
                    registry + " failed with status " + reply.status() + ".",
                    "Look at what is registered before you try again: the request may have been carried out.",
                    reply.status(),
                    raw(reply));
        }
        return null;
    }

    /**
     * What is read from a success, where it has the shape that the registry promises: the page of a proxy must not count
     * for an empty list, nor for something that was done.
     *
     * @param fits whether the JSON has that shape; an answer that is none is a missing node
     */
    public static <T> Outcome<T> shaped(
            String registry, Answer.Reply reply, Predicate<JsonNode> fits, Function<JsonNode, T> read) {
        JsonNode json = reply.json();
        return fits.test(json)
                ? new Outcome.Done<>(read.apply(json))
                : new Outcome.Failed<>(new Outcome.Refused(
                        Outcome.Reason.UNEXPECTED,
                        "The answer of " + registry + " cannot be understood; perhaps a proxy answered in its place.",
                        "Look at what is registered before you try again: the request may have been carried out.",
                        reply.status(),
                        raw(reply)));
    }

    /** An answer that has no words of its own here. */
    public static Outcome.Refused unexpected(String registry, Answer.Reply reply, String message) {
        return new Outcome.Refused(
                Outcome.Reason.UNEXPECTED,
                registry + " refused with status " + reply.status()
                        + (message.isBlank() ? "." : ": " + sentence(Redaction.mask(message))),
                "Try again later; the registry's site may let you do the same by hand.",
                reply.status(),
                raw(reply));
    }

    private static String sentence(String text) {
        String line = text.strip();
        return line.endsWith(".") ? line : line + ".";
    }
}
