package dev.tokenless.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tokenless.net.Answer;
import dev.tokenless.net.Header;
import dev.tokenless.net.Http;
import dev.tokenless.net.HttpSettings;
import dev.tokenless.net.Request;
import dev.tokenless.net.Secret;
import dev.tokenless.oidc.Prediction;
import dev.tokenless.publish.Authentication;
import dev.tokenless.publish.Caller;
import dev.tokenless.publish.IdToken;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.registry.PresentedToken;
import dev.tokenless.registry.Registry;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.Verdict;
import dev.tokenless.sandbox.RehearsalStep.Stage;
import dev.tokenless.sandbox.RehearsalStep.Stopped;
import dev.tokenless.sandbox.book.Event;
import dev.tokenless.sandbox.book.Grant;
import dev.tokenless.sandbox.token.TokenReader;
import dev.tokenless.sandbox.upload.Client;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One run of a rehearsal against one sandbox. */
final class RehearsalRun {
    private final PublishJob job;
    private final Prediction prediction;
    private final Registry registry;
    private final Sandbox sandbox;
    private final String name;
    private final List<Assumption> assumptions;
    private final Consumer<RehearsalStep> watcher;
    private final List<RehearsalStep> steps = new ArrayList<>();
    private final Client client;

    /** @param assumptions that were made already; more are added as they are made */
    RehearsalRun(
            PublishJob job,
            Prediction prediction,
            Registry registry,
            Sandbox sandbox,
            String name,
            List<Assumption> assumptions,
            Consumer<RehearsalStep> watcher) {
        this.job = job;
        this.prediction = prediction;
        this.registry = registry;
        this.client = Sites.client(registry.id());
        this.sandbox = sandbox;
        this.name = name;
        this.assumptions = assumptions;
        this.watcher = watcher;
    }

    Rehearsed run() {
        try (Http http = new Http(HttpSettings.standard().onlyLoopback())) {
            Stopped stopped = withoutIdentity();
            if (stopped == null) {
                stopped = withIdentity(http);
            }
            if (stopped != null) {
                tell(stopped);
            }
        }
        return new Rehearsed(name, steps, assumptions);
    }

    private void tell(RehearsalStep step) {
        steps.add(step);
        watcher.accept(step);
    }

    private @Nullable Stopped withoutIdentity() {
        switch (job.authentication()) {
            case Authentication.Token token -> {
                String secrets = String.join(", ", job.secrets());
                return new Stopped(
                        Stage.JOB,
                        0,
                        "",
                        "The job logs in with a stored token" + (secrets.isEmpty() ? "" : " (" + secrets + ")")
                                + " and asks for no identity.",
                        null,
                        "Migrate the workflow, then rehearse again.");
            }
            case Authentication.Both _ ->
                assumptions.add(new Assumption("authentication", "the identity", "a stored token is given beside it"));
            case Authentication.Unknown(String reason) ->
                assumptions.add(new Assumption("authentication", "the identity", reason));
            case Authentication.Trusted _ -> {
                // The case that is rehearsed.
            }
        }
        return switch (effective()) {
            case NONE ->
                new Stopped(
                        Stage.TOKEN_REQUEST,
                        0,
                        "",
                        "The job has no permission to ask for an identity token: id-token is not write.",
                        null,
                        "Add id-token: write to the job's permissions.");
            case UNKNOWN, INHERITED_FROM_CALLER -> {
                assumptions.add(new Assumption("id-token", "write", "the files do not tell it"));
                yield null;
            }
            case WRITE -> null;
        };
    }

    /** Through the caller that the prediction goes through, where there is one. */
    private IdToken effective() {
        String entry = prediction.path().isEmpty() ? "" : prediction.path().getFirst();
        return job.called().stream()
                .filter(c -> entry.startsWith(c.workflow().path() + "#"))
                .findFirst()
                .map(Caller::idToken)
                .orElse(job.idToken());
    }

    private @Nullable Stopped withIdentity(Http http) {
        List<TrustedPublisher> publishers = sandbox.book(registry.id()).publishers();
        JobClaims claims = JobClaims.of(prediction.claims(), registry, publishers, name, sandbox.owners());
        assumptions.addAll(claims.assumptions());
        JobAccess access = sandbox.issuer().run(claims.values());
        tell(new RehearsalStep.TokenRequested(provider(), registry.audience()));
        Request request = Request.get(
                access.requestUrl() + "&audience=" + URLEncoder.encode(registry.audience(), StandardCharsets.UTF_8));
        Answer answer = http.send(new Request(
                "GET",
                request.url(),
                List.of(new Header("Authorization", "bearer ", Secret.of(access.requestToken()))),
                null,
                true,
                true,
                request.largestAnswer()));
        String token = answer.received()
                .map(reply -> reply.json().path("value").asText(""))
                .orElse("");
        if (token.isEmpty()) {
            return failed(Stage.TOKEN_REQUEST, answer, null);
        }
        return withToken(http, token);
    }

    private String provider() {
        return job.ci() instanceof PublishJob.GitLabJob ? "GitLab" : "GitHub";
    }

    private @Nullable Stopped withToken(Http http, String token) {
        PresentedToken read = new TokenReader(sandbox.issuer()::discovery, http).read(token);
        if (!(read instanceof PresentedToken.Decoded decoded)) {
            throw new IllegalStateException("the issuer gave no token");
        }
        tell(new RehearsalStep.TokenIssued(decoded.claims()));
        String issuer = decoded.claims().text("iss").orElse("");
        URI discovery = sandbox.issuer().discovery(issuer);
        if (decoded.signature() == PresentedToken.Signature.VALID && discovery != null) {
            tell(new RehearsalStep.SignatureVerified(String.valueOf(decoded.keyId()), discovery));
        }
        Verdict verdict =
                registry.match(decoded.claims(), sandbox.book(registry.id()).publishers(), name);
        Verdict.ClaimCheck different = null;
        for (Verdict.ClaimCheck check : verdict.checks()) {
            tell(new RehearsalStep.ClaimCompared(check));
            if (check.outcome() == Verdict.CheckOutcome.MISMATCH) {
                different = check;
                break;
            }
        }
        return exchange(http, token, verdict, different);
    }

    private @Nullable Stopped exchange(
            Http http, String token, Verdict verdict, Verdict.@Nullable ClaimCheck different) {
        List<Event> refusals = new ArrayList<>();
        Consumer<Event> hearing = event -> {
            if (event.refused() && event.registry().equals(registry.id())) {
                refusals.add(event);
            }
        };
        sandbox.watch(hearing);
        try {
            URI address = sandbox.url(registry.id());
            Answer answer = client.exchange(http, address, Secret.of(token), name);
            JsonNode body = answer instanceof Answer.Ok(Answer.Reply reply) ? reply.json() : MissingNode.getInstance();
            Secret minted = client.token(body);
            if (minted == null) {
                return failed(Stage.EXCHANGE, answer, different, verdict, refusals);
            }
            tell(new RehearsalStep.TokenMinted(registry.displayName(), packages(minted), client.expires(body)));
            Answer uploaded = client.upload(http, address, minted, upload());
            if (!(uploaded instanceof Answer.Ok)) {
                return failed(Stage.UPLOAD, uploaded, different, verdict, refusals);
            }
            tell(new RehearsalStep.UploadAccepted(registry.displayName(), name));
            return null;
        } finally {
            sandbox.unwatch(hearing);
        }
    }

    private List<String> packages(Secret minted) {
        return sandbox.book(registry.id())
                .grant(minted.reveal())
                .map(Grant::packages)
                .orElse(List.of());
    }

    private Client.Upload upload() {
        int number = sandbox.book(registry.id()).releases(name).size();
        boolean attested = job.tool().startsWith("pypa/gh-action-pypi-publish")
                && !job.settings().getOrDefault("attestations", "true").equals("false");
        return new Client.Upload(name, "0.0." + (number + 1), job.tool().contains("stage"), attested);
    }

    private Stopped failed(Stage stage, Answer answer, Verdict.@Nullable ClaimCheck different) {
        return failed(
                stage, answer, different, new Verdict(Verdict.Outcome.UNDETERMINED, -1, List.of(), null), List.of());
    }

    private Stopped failed(
            Stage stage, Answer answer, Verdict.@Nullable ClaimCheck different, Verdict verdict, List<Event> refusals) {
        return switch (answer) {
            case Answer.Cancelled cancelled ->
                new Stopped(Stage.CANCELLED, 0, "", cancelled.sentence(), null, "Rehearse again.");
            case Answer.Failure failure -> new Stopped(stage, 0, "", failure.sentence(), null, "Rehearse again.");
            case Answer.Ok(Answer.Reply reply) -> refused(stage, reply, different, verdict, refusals);
            case Answer.Refused(Answer.Reply reply) -> refused(stage, reply, different, verdict, refusals);
        };
    }

    private Stopped refused(
            Stage stage,
            Answer.Reply reply,
            Verdict.@Nullable ClaimCheck different,
            Verdict verdict,
            List<Event> refusals) {
        String why = Refusals.why(registry, name, stage, reply, different, verdict, refusals);
        return new Stopped(
                stage, reply.status(), reply.text(), why, different, Refusals.next(registry, different, verdict));
    }
}
