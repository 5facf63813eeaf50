package dev.tokenless.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenless.net.Answer;
import dev.tokenless.net.Answer.Reply;
import dev.tokenless.net.Http;
import dev.tokenless.net.Redaction;
import dev.tokenless.net.Request;
import dev.tokenless.net.Secret;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A conversation with one GitHub, with a token or without. Answers are remembered with their entity tags, so that
 * asking again costs nothing where nothing changed; the rate limit and the token's scopes are kept as GitHub last told
 * them.
 */
public final class GitHubSession {
    /** Of the REST API, whose answers this room reads. */
    private static final String API_VERSION = "2022-11-28";

    private static final Pattern NEXT = Pattern.compile("<([^>]*)>\\s*;\\s*rel=\"next\"");
    private static final int MOST_PAGES = 20;
    private static final int MOST_REMEMBERED = 100;
    private static final int LARGEST_REMEMBERED = 512 * 1024;

    private final Http http;
    private final GitHubAddress address;
    private final @Nullable Secret token;
    private final Map<String, Reply> remembered = new LinkedHashMap<>();
    private final Clock clock;

    private volatile @Nullable RateLimit limit;
    /** GitHub's last word that it answers nothing more; null where it still answers. */
    private volatile @Nullable Quiet quiet;

    private volatile @Nullable List<String> scopes;

    /** How often in a row it said so without a time. */
    private final AtomicInteger unsaid = new AtomicInteger();

    /** In which nothing is asked. */
    private record Quiet(Instant until, Trouble.RateLimited told) {}

    /**
     * A conversation.
     *
     * @param token null to ask as a stranger
     */
    public GitHubSession(Http http, GitHubAddress address, @Nullable Secret token) {
        this(http, address, token, Clock.systemUTC());
    }

    /**
     * A conversation that takes the time from a clock.
     *
     * @param token null to ask as a stranger
     */
    public GitHubSession(Http http, GitHubAddress address, @Nullable Secret token, Clock clock) {
        this.http = http;
        this.address = address;
        this.token = token;
        this.clock = clock;
    }

    /** The GitHub that is talked to. */
    public GitHubAddress address() {
        return address;
    }

    /** Whether a token is sent. */
    public boolean signedIn() {
        return token != null;
    }

    Optional<Secret> token() {
        return Optional.ofNullable(token);
    }

    Http http() {
        return http;
    }

    /** The kind of the token. */
    public TokenKind kind() {
        Secret given = token;
        return given == null ? TokenKind.UNKNOWN : TokenKind.of(given);
    }

    /** The rate limit as GitHub last told it. */
    public Optional<RateLimit> rateLimit() {
        return Optional.ofNullable(limit);
    }

    /** Until when nothing is asked, since GitHub has had enough; nothing where it still answers. */
    public Optional<Instant> quietUntil() {
        return quiet().map(Quiet::until);
    }

    private Optional<Quiet> quiet() {
        return Optional.ofNullable(quiet).filter(q -> clock.instant().isBefore(q.until()));
    }

    Clock clock() {
        return clock;
    }

    /** The classic scopes of the token, once GitHub has answered; nothing for tokens that have none. */
    public Optional<List<String>> scopes() {
        return Optional.ofNullable(scopes);
    }

    /**
     * Which of these rights the token lacks.
     *
     * @return nothing where it cannot be known beforehand: GitHub tells the rights of classic tokens alone
     */
    public Optional<List<Right>> missing(Right... rights) {
        return scopes().filter(_ -> kind().hasScopes())
                .map(given ->
                        Arrays.stream(rights).filter(r -> !r.givenBy(given)).toList());
    }

    /** A request to the API as it will be sent; it can be shown before. */
    public Request request(String method, String path) {
        String url = path.startsWith("http") ? path : address.api() + path;
        Request request = Request.of(method, url)
                .header("Accept", "application/vnd.github+json")
                .header("X-GitHub-Api-Version", API_VERSION);
        return token == null ? request : request.header("Authorization", "Bearer ", token);
    }

    /** Reads one thing. */
    Outcome<JsonNode> get(String path, Right right, String what) {
        return reply(request("GET", path), right, what).then(reply -> json(reply));
    }

    /** Reads a list over all its pages: the objects in the field, or in the array itself where the field is empty. */
    Outcome<List<JsonNode>> list(String path, String field, Right right, String what) {
        List<JsonNode> all = new ArrayList<>();
        String next = path + (path.contains("?") ? "&" : "?") + "per_page=100";
        for (int page = 0; page < MOST_PAGES; page++) {
            switch (reply(request("GET", next), right, what)) {
                case Outcome.Failed<Reply>(Trouble trouble) -> {
                    return Outcome.failed(trouble);
                }
                case Outcome.Done<Reply>(Reply reply) -> {
                    JsonNode items =
                            field.isEmpty() ? reply.json() : reply.json().path(field);
                    if (!items.isArray()) {
                        return Outcome.failed(new Trouble.Garbled(Redaction.mask(reply.url())));
                    }
                    items.forEach(all::add);
                    Matcher link = NEXT.matcher(reply.header("link").orElse(""));
                    // A page elsewhere would be given the token: GitHub never names one.
                    if (!link.find() || !link.group(1).startsWith(address.api() + "/")) {
                        return Outcome.done(all);
                    }
                    next = link.group(1);
                }
            }
        }
        return Outcome.done(all);
    }

    /** Sends a prepared request and reads the object that comes back; an empty answer is a missing node. */
    Outcome<JsonNode> send(Request request, Right right, String what) {
        return reply(request, right, what)
                .then(reply -> reply.content().size() == 0 ? Outcome.done(reply.json()) : json(reply));
    }

    private static Outcome<JsonNode> json(Reply reply) {
        JsonNode node = reply.json();
        return node.isContainerNode()
                ? Outcome.done(node)
                : Outcome.failed(new Trouble.Garbled(Redaction.mask(reply.url())));
    }

    /** Sends a request. */
    Outcome<Reply> reply(Request request, Right right, String what) {
        Optional<Quiet> held = quiet();
        if (held.isPresent()) {
            // To ask on would only lengthen the wait.
            return Outcome.failed(held.get().told());
        }
        boolean reads = request.method().equals("GET");
        Reply known = reads ? recall(request.url()) : null;
        Request sent = known == null
                ? request
                : request.header("If-None-Match", known.header("etag").orElse(""));
        Answer answer = http.send(sent);
        answer.received().ifPresent(this::note);
        return switch (answer) {
            case Answer.Ok(Reply reply)
            when reply.status() == 304 && known != null -> {
                unsaid.set(0);
                yield Outcome.done(known);
            }
            case Answer.Ok(Reply reply) -> {
                unsaid.set(0);
                if (reads) {
                    remember(request.url(), reply);
                }
                yield Outcome.done(reply);
            }
            case Answer.Refused(Reply reply) -> {
                Trouble trouble = new Refusals(this).of(reply, right, what);
                if (trouble instanceof Trouble.RateLimited told) {
                    Instant now = clock.instant();
                    Trouble.RateLimited further =
                            told.until() == null ? told.after(unsaid.getAndIncrement(), now) : told;
                    quiet = new Quiet(further.heldBack(now), further);
                    yield Outcome.failed(further);
                }
                yield Outcome.failed(trouble);
            }
            case Answer.Failure failure -> Outcome.failed(new Trouble.NoAnswer(failure));
        };
    }

    private void note(Reply reply) {
        RateLimit.of(reply).ifPresent(told -> limit = told);
        reply.header("x-oauth-scopes")
                .ifPresent(told -> scopes = Arrays.stream(told.split(","))
                        .map(String::strip)
                        .filter(s -> !s.isEmpty())
                        .toList());
    }

    private @Nullable Reply recall(String url) {
        synchronized (remembered) {
            return remembered.get(url);
        }
    }

    private void remember(String url, Reply reply) {
        if (reply.header("etag").isEmpty() || reply.content().size() > LARGEST_REMEMBERED) {
            return;
        }
        synchronized (remembered) {
            remembered.remove(url);
            remembered.put(url, reply);
            if (remembered.size() > MOST_REMEMBERED) {
                remembered.remove(remembered.keySet().iterator().next());
            }
        }
    }

    /** The path of a repository's API. */
    static String path(String owner, String name) {
        return "/repos/" + GitHubAddress.encoded(owner) + "/" + GitHubAddress.encoded(name);
    }

    @Override
    public String toString() {
        return address.host() + (token == null ? ", not signed in" : ", signed in");
    }
}
