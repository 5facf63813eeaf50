package dev.tokenless.registry.npm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenless.net.Http;
import dev.tokenless.net.HttpSettings;
import dev.tokenless.net.Secret;
import dev.tokenless.registry.Outcome;
import dev.tokenless.registry.PublisherApi;
import dev.tokenless.registry.PublisherRequest;
import dev.tokenless.registry.Registry;
import dev.tokenless.registry.RegistryCalls;
import dev.tokenless.registry.Session;
import dev.tokenless.registry.TrustedPublisher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The trust interface through the user's own {@code npm trust}, which is signed in already: no credential passes through
 * this program. The session given to its methods brings only the second factor.
 */
public final class OwnNpmTrust implements PublisherApi {
    private static final int MOST_CODES = 3;

    private final OwnNpm npm;
    private final NpmApi same;
    private final RegistryCalls pages;

    /**
     * Through a program.
     *
     * @param address of the registry, without a slash at the end
     * @param pause how the time is spent until the user has proved herself
     */
    public OwnNpmTrust(OwnNpm npm, Http http, String address, HttpSettings.Pause pause) {
        this.npm = npm;
        this.same = new NpmApi(http, address, pause);
        this.pages = same.calls();
    }

    @Override
    public Registry registry() {
        return Npm.NPM;
    }

    @Override
    public int most(TrustedPublisher wanted) {
        return same.most(wanted);
    }

    @Override
    public List<String> afterwards() {
        return same.afterwards();
    }

    @Override
    public PublisherRequest listing(String packageName, Session session) {
        return by(npm.listing(packageName), same.listing(packageName, nobody(session)));
    }

    @Override
    public Outcome<List<TrustedPublisher>> list(String packageName, Session session) {
        return run(npm.listing(packageName), session).map(documents -> {
            List<TrustedPublisher> publishers = new ArrayList<>();
            documents.forEach(d -> publishers.add(read(d, packageName)));
            return publishers;
        });
    }

    @Override
    public PublisherRequest addition(TrustedPublisher wanted, Session session) {
        return by(npm.adding(wanted), same.addition(wanted, nobody(session)));
    }

    @Override
    public Outcome<TrustedPublisher> post(TrustedPublisher wanted, Session session) {
        String name = wanted.project() == null ? "" : wanted.project();
        return run(npm.adding(wanted), session)
                .map(documents -> documents.isEmpty() ? wanted : read(documents.getLast(), name));
    }

    @Override
    public PublisherRequest removal(TrustedPublisher stored, Session session) {
        return by(npm.removing(stored), same.removal(stored, nobody(session)));
    }

    @Override
    public Outcome<TrustedPublisher> remove(TrustedPublisher stored, Session session) {
        return run(npm.removing(stored), session).map(_ -> stored);
    }

    private static PublisherRequest by(List<String> command, PublisherRequest request) {
        return request.by(OwnNpm.shown(command));
    }

    /** The request is npm's: its credential is not known here. */
    private static Session nobody(Session session) {
        return new Session(Secret.of(""), session.factor());
    }

    private Outcome<List<JsonNode>> run(List<String> command, Session session) {
        @Nullable Secret code = session.code().orElse(null);
        for (int tries = 0; ; tries++) {
            int codes = tries;
            Outcome<Secret> asked;
            switch (npm.run(command, code)) {
                case NpmRun.Finished(List<JsonNode> documents) -> {
                    if (code != null) {
                        session.accepted(code);
                    }
                    return new Outcome.Done<>(documents);
                }
                case NpmRun.Failed(Outcome.Failure failure) -> {
                    return new Outcome.Failed<>(failure);
                }
                case NpmRun.Page(String authUrl, String doneUrl) ->
                    asked = asked(codes, session, () -> pages.page(authUrl, doneUrl, session.factor()));
                case NpmRun.Typed _ ->
                    asked = asked(
                            codes,
                            session,
                            () -> session.factor()
                                    .type(registry().displayName(), codes > 0)
                                    .<Outcome<Secret>>map(Outcome.Done::new)
                                    .orElseGet(OwnNpmTrust::missing));
            }
            session.forgetCode();
            switch (asked) {
                case Outcome.Done<Secret>(Secret given) -> code = given;
                case Outcome.Failed<Secret>(Outcome.Failure failure) -> {
                    return new Outcome.Failed<>(failure);
                }
            }
        }
    }

    private static Outcome<Secret> asked(int codes, Session session, Supplier<Outcome<Secret>> asking) {
        if (codes >= MOST_CODES) {
            return missing();
        }
        Optional<Secret> beforehand = codes == 0 ? session.factor().beforehand() : Optional.empty();
        return beforehand.<Outcome<Secret>>map(Outcome.Done::new).orElseGet(asking);
    }

    private static <T> Outcome<T> missing() {
        return new Outcome.Failed<>(new Outcome.SecondFactorMissing(
                "npm wants your second factor for this, and none was given.",
                "Try again and give the one-time password, or confirm on the page that opens."));
    }

    /** npm flattens a configuration: {@code file}, {@code repository}, {@code project}, {@code orgId} (trust-cmd.js). */
    static TrustedPublisher read(JsonNode flat, String packageName) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        ObjectNode wire = json.objectNode();
        wire.set("id", flat.path("id"));
        wire.put("type", flat.path("type").asText());
        ObjectNode claims = wire.putObject("claims");
        claim(claims, "repository", flat.path("repository"));
        claim(claims, "project_path", flat.path("project"));
        claim(claims, "environment", flat.path("environment"));
        if (flat.path("file").isTextual()) {
            claims.putObject(flat.path("type").asText().equals("gitlab") ? "ci_config_ref_uri" : "workflow_ref")
                    .set("file", flat.path("file"));
        }
        claim(claims, NpmConfiguration.CIRCLECI + "org-id", flat.path("orgId"));
        claim(claims, NpmConfiguration.CIRCLECI + "project-id", flat.path("projectId"));
        claim(claims, NpmConfiguration.CIRCLECI + "pipeline-definition-id", flat.path("pipelineDefinitionId"));
        claim(claims, NpmConfiguration.CIRCLECI + "vcs-origin", flat.path("vcsOrigin"));
        claim(claims, NpmConfiguration.CIRCLECI + "context-ids", flat.path("contextIds"));
        wire.set("permissions", flat.path("permissions"));
        return NpmConfiguration.of(wire).publisher(packageName);
    }

    private static void claim(ObjectNode claims, String name, JsonNode value) {
        if (!value.isMissingNode() && !value.isNull()) {
            claims.set(name, value);
        }
    }
}
