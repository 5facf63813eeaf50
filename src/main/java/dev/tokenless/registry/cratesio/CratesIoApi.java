package dev.tokenless.registry.cratesio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenless.net.Http;
import dev.tokenless.net.Request;
import dev.tokenless.registry.Outcome;
import dev.tokenless.registry.PathSegment;
import dev.tokenless.registry.PublisherApi;
import dev.tokenless.registry.PublisherIdentity;
import dev.tokenless.registry.PublisherRequest;
import dev.tokenless.registry.Registry;
import dev.tokenless.registry.RegistryCalls;
import dev.tokenless.registry.Session;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.repo.RegistryId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The interface of crates.io for configurations (rust-lang/crates.io src/controllers/trustpub). It demands a user agent
 * that names the tool, stores duplicates without a word, and keeps configurations of the two providers apart.
 */
public final class CratesIoApi implements PublisherApi, PublisherApi.TokenSwitch, PublisherApi.OwnedBy {
    private static final String NAME = "crates.io";
    /** Who asks; crates.io refuses requests that do not say. */
    static final String USER_AGENT = "tokenless (moves crates to trusted publishing)";

    private static final int MOST_PAGES = 50;
    private static final String CONFIGURATIONS = "/api/v1/trusted_publishing/";

    private final String address;
    private final RegistryCalls calls;

    /**
     * The interface at an address.
     *
     * @param address without a slash at the end, such as {@link CratesIo#ADDRESS}
     */
    public CratesIoApi(Http http, String address) {
        this.address = address;
        this.calls = new RegistryCalls(http, new CratesIoDialect(), Set.of(), Thread::sleep);
    }

    @Override
    public Registry registry() {
        return CratesIo.CRATES_IO;
    }

    @Override
    public int most(TrustedPublisher wanted) {
        return CratesIo.MOST_CONFIGURATIONS;
    }

    private static Request open(String method, String url) {
        return Request.of(method, url).header("User-Agent", USER_AGENT).header("Accept", "application/json");
    }

    private static Request signed(String method, String url, Session session) {
        Request request = open(method, url);
        return session.credential().isEmpty()
                ? request
                : request.header("Authorization", "Bearer ", session.credential());
    }

    private String first(String provider, String crate) {
        return address + CONFIGURATIONS + provider + "_configs?crate=" + PathSegment.of(crate) + "&per_page=100";
    }

    @Override
    public PublisherRequest listing(String packageName, Session session) {
        return new PublisherRequest(
                "Read the configurations of " + packageName, signed("GET", first("github", packageName), session));
    }

    @Override
    public Outcome<List<TrustedPublisher>> list(String packageName, Session session) {
        return all("github", packageName, session)
                .then(gitHub -> all("gitlab", packageName, session).map(gitLab -> {
                    List<TrustedPublisher> both = new ArrayList<>(gitHub);
                    both.addAll(gitLab);
                    return both;
                }));
    }

    private Outcome<List<TrustedPublisher>> all(String provider, String crate, Session session) {
        List<TrustedPublisher> configurations = new ArrayList<>();
        String next = first(provider, crate);
        for (int page = 0; page < MOST_PAGES && !next.isEmpty(); page++) {
            switch (calls.send(signed("GET", next, session), session)) {
                case Outcome.Failed<dev.tokenless.net.Answer.Reply>(Outcome.Failure failure) -> {
                    return new Outcome.Failed<>(failure);
                }
                case Outcome.Done<dev.tokenless.net.Answer.Reply>(dev.tokenless.net.Answer.Reply reply) -> {
                    JsonNode json = reply.json();
                    if (!json.path(provider + "_configs").isArray()) {
                        return RegistryCalls.shaped(NAME, reply, _ -> false, _ -> configurations);
                    }
                    json.path(provider + "_configs").forEach(c -> configurations.add(read(provider, c)));
                    String query = json.path("meta").path("next_page").asText("");
                    // Only a query is taken, so that an answer cannot send the token elsewhere.
                    next = query.startsWith("?") ? address + CONFIGURATIONS + provider + "_configs" + query : "";
                }
            }
        }
        return new Outcome.Done<>(configurations);
    }

    @Override
    public PublisherRequest addition(TrustedPublisher wanted, Session session) {
        String crate = wanted.project() == null ? "" : wanted.project();
        String provider = provider(wanted);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode fields = body.putObject(provider + "_config");
        fields.put("crate", crate);
        switch (wanted.identity()) {
            case PublisherIdentity.GitHub g -> {
                fields.put("repository_owner", g.owner());
                fields.put("repository_name", g.repository());
                fields.put("workflow_filename", g.workflow());
            }
            case PublisherIdentity.GitLab g -> {
                fields.put("namespace", g.namespace());
                fields.put("project", g.project());
                fields.put("workflow_filepath", g.workflow());
            }
            case PublisherIdentity.CircleCi _ -> {}
            case PublisherIdentity.Google _ -> {}
            case PublisherIdentity.ActiveState _ -> {}
        }
        fields.put("environment", wanted.identity().environment());
        return new PublisherRequest(
                "Register the trusted publisher of " + crate,
                signed("POST", address + CONFIGURATIONS + provider + "_configs", session)
                        .json(body.toString()));
    }

    private static String provider(TrustedPublisher publisher) {
        return publisher.identity() instanceof PublisherIdentity.GitLab ? "gitlab" : "github";
    }

    @Override
    public Outcome<TrustedPublisher> post(TrustedPublisher wanted, Session session) {
        String provider = provider(wanted);
        return calls.send(addition(wanted, session).request(), session)
                .then(reply -> RegistryCalls.shaped(
                        NAME,
                        reply,
                        json -> json.path(provider + "_config").isObject(),
                        json -> read(provider, json.path(provider + "_config"))));
    }

    @Override
    public PublisherRequest removal(TrustedPublisher stored, Session session) {
        String id = stored.id() == null ? "" : stored.id();
        return new PublisherRequest(
                "Remove a trusted publisher of " + stored.project(),
                signed(
                        "DELETE",
                        address + CONFIGURATIONS + provider(stored) + "_configs/" + PathSegment.of(id),
                        session));
    }

    @Override
    public Outcome<TrustedPublisher> remove(TrustedPublisher stored, Session session) {
        Outcome<TrustedPublisher> outcome =
                calls.send(removal(stored, session).request(), session).map(_ -> stored);
        return PathSegment.goneCountsAsRemoved(outcome, stored);
    }

    @Override
    public PublisherRequest switching(String packageName, boolean forbidden, Session session) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("crate").put("trustpub_only", forbidden);
        return new PublisherRequest(
                forbidden
                        ? "Require trusted publishing for all new versions of " + packageName
                        : "Allow tokens for " + packageName + " again",
                signed("PATCH", address + "/api/v1/crates/" + PathSegment.of(packageName), session)
                        .json(body.toString()));
    }

    @Override
    public Outcome<Boolean> forbidTokens(String packageName, boolean forbidden, Session session) {
        return calls.send(switching(packageName, forbidden, session).request(), session)
                .then(reply -> RegistryCalls.shaped(
                        NAME,
                        reply,
                        json -> json.path("crate").path("trustpub_only").isBoolean(),
                        json -> json.path("crate").path("trustpub_only").booleanValue()));
    }

    /**
     * The crates that a user owns herself, which anyone may read: a token cannot be asked whose it is.
     *
     * @param login the user's name at crates.io, which is her login at GitHub
     */
    @Override
    public Outcome<List<String>> ownedBy(String login) {
        return calls.read(open("GET", address + "/api/v1/users/" + PathSegment.of(login)))
                .then(user -> crates(user.json().path("user").path("id").asText("")));
    }

    private Outcome<List<String>> crates(String userId) {
        List<String> names = new ArrayList<>();
        String query = "?user_id=" + PathSegment.of(userId) + "&per_page=100";
        for (int page = 1; page <= MOST_PAGES; page++) {
            switch (calls.read(open("GET", address + "/api/v1/crates" + query))) {
                case Outcome.Failed<dev.tokenless.net.Answer.Reply>(Outcome.Failure failure) -> {
                    return new Outcome.Failed<>(failure);
                }
                case Outcome.Done<dev.tokenless.net.Answer.Reply>(dev.tokenless.net.Answer.Reply reply) -> {
                    JsonNode json = reply.json();
                    json.path("crates").forEach(c -> names.add(c.path("name").asText()));
                    // Which kind of paging the route takes is the registry's business: it names the next page itself.
                    query = json.path("meta").path("next_page").asText("");
                    if (json.path("crates").isEmpty() || !query.matches("\\?[A-Za-z0-9_=&%.~-]+")) {
                        return new Outcome.Done<>(names);
                    }
                }
            }
        }
        return new Outcome.Done<>(names);
    }

    private static TrustedPublisher read(String provider, JsonNode fields) {
        PublisherIdentity identity = provider.equals("gitlab")
                ? new PublisherIdentity.GitLab(
                        fields.path("namespace").asText(),
                        fields.path("project").asText(),
                        fields.path("workflow_filepath").asText(),
                        text(fields, "environment"),
                        null,
                        text(fields, "namespace_id"))
                : new PublisherIdentity.GitHub(
                        fields.path("repository_owner").asText(),
                        fields.path("repository_name").asText(),
                        fields.path("workflow_filename").asText(),
                        text(fields, "environment"),
                        text(fields, "repository_owner_id"),
                        null,
                        null);
        return new TrustedPublisher(
                RegistryId.CRATES_IO,
                text(fields, "crate"),
                TrustedPublisher.Kind.ACTIVE,
                identity,
                List.of(),
                null,
                null,
                text(fields, "id"));
    }

    private static @Nullable String text(JsonNode fields, String name) {
        JsonNode value = fields.path(name);
        return value.isMissingNode() || value.isNull() ? null : value.asText();
    }
}
