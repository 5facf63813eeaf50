package dev.tokenless.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tokenless.net.Answer;
import dev.tokenless.net.Answer.Reply;
import dev.tokenless.net.Content;
import dev.tokenless.net.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GHFileNotFoundException;
import org.kohsuke.github.GitHub;
import org.kohsuke.github.GitHubAbuseLimitHandler;
import org.kohsuke.github.GitHubBuilder;
import org.kohsuke.github.GitHubRateLimitHandler;
import org.kohsuke.github.HttpException;
import org.kohsuke.github.authorization.AuthorizationProvider;
import org.kohsuke.github.extras.okhttp3.OkHttpGitHubConnector;

/**
 * The library github-api over the program's own client: its limits hold, it never waits for a rate limit, and it does
 * not look the user up before the first question.
 */
final class GitHubLibrary {
    private final GitHubSession session;

    GitHubLibrary(GitHubSession session) {
        this.session = session;
    }

    /** A question to the library. */
    interface Question<T> {
        T ask(GitHub gitHub) throws IOException;
    }

    /**
     * Asks, and says what GitHub meant where it refused. The asking thread may be interrupted.
     *
     * @param what what is asked for, in words
     */
    <T> Outcome<T> ask(Question<T> question, Right right, String what) {
        CompletableFuture<Outcome<T>> coming = new CompletableFuture<>();
        // Only a virtual thread's reading can be interrupted.
        Thread worker = Thread.ofVirtual().start(() -> {
            try {
                coming.complete(answered(question, right, what));
            } catch (RuntimeException e) {
                coming.completeExceptionally(e);
            }
        });
        try {
            return coming.get();
        } catch (InterruptedException _) {
            worker.interrupt();
            Thread.currentThread().interrupt();
            return Outcome.failed(new Trouble.NoAnswer(new Answer.Cancelled()));
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private <T> Outcome<T> answered(Question<T> question, Right right, String what) {
        try {
            return Outcome.done(question.ask(library()));
        } catch (GHFileNotFoundException e) {
            // The library throws it without headers too, and then fails when they are asked for.
            return Outcome.failed(refused(404, e.getMessage(), null, right, what));
        } catch (HttpException e) {
            return Outcome.failed(
                    e.getResponseCode() >= 300
                            ? refused(e.getResponseCode(), e.getMessage(), e.getResponseHeaderFields(), right, what)
                            : new Trouble.Garbled(session.address().api()));
        } catch (IOException e) {
            // The library wraps what the client threw: no connection, no answer in time, or no JSON.
            return Outcome.failed(
                    e.getCause() instanceof JsonProcessingException
                            ? new Trouble.Garbled(session.address().api())
                            : new Trouble.NoAnswer(new Answer.Unreachable(session.address()
                                            .host() + " gave no answer. Check the connection, then try again.")));
        }
    }

    private Trouble refused(
            int status,
            @Nullable String message,
            @Nullable Map<String, List<String>> fields,
            Right right,
            String what) {
        Map<String, String> headers = new HashMap<>();
        if (fields != null) {
            fields.forEach((name, values) -> {
                if (name != null && !values.isEmpty()) {
                    headers.put(name.toLowerCase(Locale.ROOT), values.getLast());
                }
            });
        }
        String words = message == null ? "" : message;
        int json = words.indexOf('{');
        // For the two limits the library has words of its own and no answer.
        String text = json < 0
                ? JsonNodeFactory.instance.objectNode().put("message", words).toString()
                : words.substring(json);
        Content body = new Content(text.getBytes(StandardCharsets.UTF_8));
        return new Refusals(session).of(new Reply(session.address().api(), status, headers, body), right, what);
    }

    private GitHub library() throws IOException {
        AuthorizationProvider authorization = session.token()
                .map(Secret::reveal)
                .<AuthorizationProvider>map(token -> () -> "Bearer " + token)
                .orElse(AuthorizationProvider.ANONYMOUS);
        return new GitHubBuilder()
                .withEndpoint(session.address().api())
                .withConnector(new OkHttpGitHubConnector(session.http().client()))
                .withAuthorizationProvider(authorization)
                .withRateLimitHandler(GitHubRateLimitHandler.FAIL)
                .withAbuseLimitHandler(GitHubAbuseLimitHandler.FAIL)
                .build();
    }
}
