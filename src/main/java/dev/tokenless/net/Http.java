package dev.tokenless.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLException;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * The one way to the network. A call blocks its thread and ends early when the thread is interrupted; every attempt has
 * a time limit, every body a bound. Only requests that may be repeated are, and waits that a server asks for are kept
 * within the settings' bound. The window's thread may not call it.
 */
public final class Http implements AutoCloseable {
    private static final int MOST_REDIRECTS = 5;
    /** Statuses that a server or a proxy gives for a moment. */
    private static final Set<Integer> PASSING = Set.of(429, 502, 503, 504);

    private final HttpSettings settings;
    private final HttpClients clients;
    /** Where nobody was reached at last: each further request tries once, until somebody answers there. */
    private final Set<String> unreached = ConcurrentHashMap.newKeySet();

    public Http(HttpSettings settings) {
        this.settings = settings;
        this.clients = new HttpClients(settings);
    }

    /** A client as the program runs with. It is made when it is first used. */
    public static Http standard() {
        return new Http(HttpSettings.standard());
    }

    /** The client underneath, for a library that brings its own requests; limits and the loopback switch hold in it too. */
    public OkHttpClient client() {
        return clients.client();
    }

    /** Sends a request and waits for what comes of it. */
    public Answer send(Request request) {
        HttpClients.refuseOnWindowThread();
        Request current = request;
        for (int redirects = 0; ; redirects++) {
            Answer answer = sendRepeatedly(current);
            Optional<Request> next = redirects < MOST_REDIRECTS ? redirected(current, answer) : Optional.empty();
            if (next.isEmpty()) {
                return answer;
            }
            current = next.get();
        }
    }

    /** The request that follows an answer with another address. Credentials stay with the host that they were meant for. */
    private static Optional<Request> redirected(Request request, Answer answer) {
        if (!request.redirects()
                || !(answer instanceof Answer.Refused(Answer.Reply reply))
                || !Set.of(301, 302, 303, 307, 308).contains(reply.status())) {
            return Optional.empty();
        }
        HttpUrl from = HttpUrl.parse(request.url());
        HttpUrl to = from == null
                ? null
                : reply.header("location").map(from::resolve).orElse(null);
        if (from == null || to == null || (from.isHttps() && !to.isHttps())) {
            return Optional.empty();
        }
        boolean sameHost = from.host().equals(to.host())
                && from.port() == to.port()
                && from.scheme().equals(to.scheme());
        List<Header> headers = sameHost
                ? request.headers()
                : request.headers().stream().filter(h -> h.secret() == null).toList();
        return Optional.of(new Request(
                request.method(), to.toString(), headers, null, request.repeatable(), true, request.largestAnswer()));
    }

    private Answer sendRepeatedly(Request request) {
        Optional<Answer> refusal = refusal(request);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        String address = address(request);
        for (int attempt = 1; ; attempt++) {
            Answer answer = attempt(request);
            boolean nobody = answer instanceof Answer.Unreachable;
            Optional<Duration> wait =
                    request.repeatable() && attempt < settings.attempts() && !(nobody && unreached.contains(address))
                            ? wait(answer, attempt)
                            : Optional.empty();
            if (wait.isEmpty()) {
                if (!nobody) {
                    unreached.remove(address);
                } else if (attempt >= settings.attempts()) {
                    unreached.add(address);
                }
                return answer;
            }
            try {
                settings.pause().spend(wait.get());
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return new Answer.Cancelled();
            }
        }
    }

    private static String address(Request request) {
        HttpUrl url = HttpUrl.parse(request.url());
        return url == null ? "" : url.host() + ":" + url.port();
    }

    /** How long to wait before the next attempt; nothing where another would not help or is asked too far off. */
    private Optional<Duration> wait(Answer answer, int attempt) {
        Duration own = Duration.ofMillis(400L << (attempt - 1));
        return switch (answer) {
            case Answer.Ok _ -> Optional.empty();
            case Answer.Refused(Answer.Reply reply) -> {
                if (!PASSING.contains(reply.status())) {
                    yield Optional.empty();
                }
                Optional<Duration> asked = reply.retryAfter();
                // A rate limit without a time is for the caller to show, not to run against.
                if (asked.isEmpty()) {
                    yield reply.status() == 429 ? Optional.empty() : Optional.of(own);
                }
                yield asked.filter(a -> a.compareTo(settings.longestWait()) <= 0);
            }
            case Answer.Unreachable _ -> Optional.of(own);
            case Answer.Broken broken -> broken.passing() ? Optional.of(own) : Optional.empty();
            case Answer.TimedOut _, Answer.Cancelled _ -> Optional.empty();
        };
    }

    /** What must not be sent at all. */
    private Optional<Answer> refusal(Request request) {
        HttpUrl url = HttpUrl.parse(request.url());
        if (url == null) {
            return Optional.of(new Answer.Unreachable(
                    "“" + Redaction.mask(request.url()) + "” is not a web address. Correct it in the settings."));
        }
        if (settings.loopbackOnly() && !HttpClients.isLoopback(url.host())) {
            return Optional.of(new Answer.Unreachable(HttpClients.offline(url.host())));
        }
        if (!url.isHttps() && request.carriesSecret() && !HttpClients.isLoopback(url.host())) {
            return Optional.of(new Answer.Unreachable("A credential is not sent to " + url.host()
                    + " over an unencrypted connection. Use an address that begins with https."));
        }
        return Optional.empty();
    }

    private Answer attempt(Request request) {
        okhttp3.Request sent;
        try {
            sent = translated(request);
        } catch (IllegalArgumentException _) {
            // The exception's own text would show the value.
            return new Answer.Unreachable("The request holds a character that cannot be sent in a header."
                    + " Look at the credential: it may have been copied with something around it.");
        }
        Call call = clients.client().newCall(sent);
        CompletableFuture<Answer> coming = new CompletableFuture<>();
        call.enqueue(new Callback() {
            @Override
            public void onResponse(Call answered, Response response) {
                try (response) {
                    coming.complete(read(request, response));
                } catch (IOException e) {
                    coming.complete(failed(request, e, true));
                } catch (RuntimeException e) {
                    coming.completeExceptionally(e);
                }
            }

            @Override
            public void onFailure(Call failed, IOException e) {
                coming.complete(failed(request, e, false));
            }
        });
        try {
            return coming.get();
        } catch (InterruptedException _) {
            call.cancel();
            Thread.currentThread().interrupt();
            return new Answer.Cancelled();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static okhttp3.Request translated(Request request) {
        okhttp3.Request.Builder builder = new okhttp3.Request.Builder().url(request.url());
        // Some servers refuse requests that do not say who sends them (crates.io: data access policy).
        builder.header("User-Agent", "tokenless");
        request.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase("User-Agent"))
                .forEach(_ -> builder.removeHeader("User-Agent"));
        request.headers().forEach(header -> builder.addHeader(header.name(), header.sent()));
        Request.Body body = request.body();
        RequestBody sent = null;
        if (body != null) {
            sent = RequestBody.create(body.bytes(), MediaType.parse(body.contentType()));
        } else if (Set.of("POST", "PUT", "PATCH").contains(request.method())) {
            sent = RequestBody.create(new byte[0], null);
        }
        return builder.method(request.method(), sent).build();
    }

    private static Answer read(Request request, Response response) throws IOException {
        byte[] bytes;
        try (InputStream in = response.body().byteStream()) {
            bytes = in.readNBytes(request.largestAnswer() + 1);
        }
        if (bytes.length > request.largestAnswer()) {
            return new Answer.Broken(
                    "The answer of " + response.request().url().host() + " is larger than "
                            + request.largestAnswer() / 1024 + " KiB and was not taken.",
                    false);
        }
        Map<String, String> headers = new HashMap<>();
        response.headers().forEach(h -> headers.put(h.getFirst().toLowerCase(Locale.ROOT), h.getSecond()));
        Answer.Reply reply =
                new Answer.Reply(response.request().url().toString(), response.code(), headers, new Content(bytes));
        return response.isSuccessful() || response.code() == 304 ? new Answer.Ok(reply) : new Answer.Refused(reply);
    }

    private Answer failed(Request request, IOException e, boolean answered) {
        HttpUrl url = HttpUrl.parse(request.url());
        String host = url == null ? "The server" : url.host();
        String again = " Check the connection (and the proxy, where one is used), then try again.";
        return switch (e) {
            case HttpClients.NotAllowed blocked -> new Answer.Unreachable(blocked.sentence());
            case SocketTimeoutException slow
            when String.valueOf(slow.getMessage()).toLowerCase(Locale.ROOT).contains("connect") ->
                new Answer.Unreachable(host + " could not be reached." + again);
            case InterruptedIOException _ -> new Answer.TimedOut(host, settings.callLimit());
            case UnknownHostException _ ->
                new Answer.Unreachable("The name " + host + " could not be resolved." + again);
            case SSLException _ ->
                new Answer.Unreachable(
                        "No trusted connection to " + host + " could be made: its certificate was not accepted. Where a"
                                + " company's proxy signs connections, name its certificate"
                                + " file in SSL_CERT_FILE."
                                + clients.certificateProblem().map(p -> " " + p).orElse(""));
            case ConnectException _ -> new Answer.Unreachable(host + " could not be reached." + again);
            default ->
                new Answer.Broken(
                        answered
                                ? "The answer of " + host + " broke off. Try again."
                                : "The connection to " + host + " broke off before an answer came." + again,
                        true);
        };
    }

    /** Ends idle connections, so that the program can end at once. */
    @Override
    public void close() {
        clients.close();
    }
}
