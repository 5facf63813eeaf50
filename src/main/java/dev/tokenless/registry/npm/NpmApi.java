package dev.tokenless.registry.npm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenless.net.Http;
import dev.tokenless.net.HttpSettings;
import dev.tokenless.net.Request;
import dev.tokenless.net.Secret;
import dev.tokenless.registry.Outcome;
import dev.tokenless.registry.PathSegment;
import dev.tokenless.registry.PublisherApi;
import dev.tokenless.registry.PublisherRequest;
import dev.tokenless.registry.Registry;
import dev.tokenless.registry.RegistryCalls;
import dev.tokenless.registry.SecondFactor;
import dev.tokenless.registry.Session;
import dev.tokenless.registry.TrustedPublisher;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The trust interface of npm (npm/api-documentation trust.yaml; npm/cli lib/trust-cmd.js). Every request wants the
 * second factor, reading too; the page that asks for it offers to skip it for five minutes. The command headers are
 * what makes npm offer the page.
 */
public final class NpmApi implements PublisherApi, PublisherApi.TokenSwitch, PublisherApi.StoredTokens {
    private static final String NAME = "npm";
    private final String address;
    private final RegistryCalls calls;
    private final NpmTokens tokens;

    /**
     * The interface at an address.
     *
     * @param address without a slash at the end, such as {@link NpmHost#ADDRESS}
     * @param pause how the time is spent until the user has proved herself
     */
    public NpmApi(Http http, String address, HttpSettings.Pause pause) {
        this.address = address;
        Set<String> hosts = new LinkedHashSet<>(List.of(URI.create(NpmHost.WEB).getHost(), NpmHost.REGISTRY));
        String own = URI.create(address).getHost();
        if (own != null) {
            hosts.add(own);
        }
        this.calls = new RegistryCalls(http, new NpmDialect(), hosts, pause);
        this.tokens = new NpmTokens(address, calls);
    }

    @Override
    public Registry registry() {
        return Npm.NPM;
    }

    @Override
    public int most(TrustedPublisher wanted) {
        return Npm.MOST_CONFIGURATIONS;
    }

    @Override
    public List<String> afterwards() {
        return List.of(
                "npm drops a new publisher that has not published within two days: release before that, or register"
                        + " it again.");
    }

    RegistryCalls calls() {
        return calls;
    }

    /** The name with a scope's slash as the registry wants it: {@code @octo-org%2fsample}. */
    static String escaped(String packageName) {
        int slash = packageName.startsWith("@") ? packageName.indexOf('/') : -1;
        return slash < 0
                ? PathSegment.of(packageName)
                : "@" + PathSegment.of(packageName.substring(1, slash)) + "%2f"
                        + PathSegment.of(packageName.substring(slash + 1));
    }

    private Request request(String method, String packageName, String rest, String command, Session session) {
        Request request = Request.of(method, address + "/-/package/" + escaped(packageName) + rest)
                .header("npm-command", command)
                .header("npm-auth-type", "web")
                .header("Accept", "application/json");
        return session.credential().isEmpty()
                ? request
                : request.header("Authorization", "Bearer ", session.credential());
    }

    @Override
    public PublisherRequest listing(String packageName, Session session) {
        return new PublisherRequest(
                "Read the trusted publishers of " + packageName,
                request("GET", packageName, "/trust", "trust", session));
    }

    @Override
    public Outcome<List<TrustedPublisher>> list(String packageName, Session session) {
        return calls.send(listing(packageName, session).request(), session)
                .then(reply -> RegistryCalls.shaped(NAME, reply, JsonNode::isArray, json -> {
                    List<TrustedPublisher> publishers = new ArrayList<>();
                    json.forEach(c -> publishers.add(NpmConfiguration.of(c).publisher(packageName)));
                    return publishers;
                }));
    }

    @Override
    public PublisherRequest addition(TrustedPublisher wanted, Session session) {
        String name = wanted.project() == null ? "" : wanted.project();
        ObjectNode configuration = NpmConfiguration.of(wanted).wire();
        configuration.remove("id");
        return new PublisherRequest(
                "Register the trusted publisher of " + name,
                request("POST", name, "/trust", "trust", session)
                        .json(JsonNodeFactory.instance
                                .arrayNode()
                                .add(configuration)
                                .toString()));
    }

    @Override
    public Outcome<TrustedPublisher> post(TrustedPublisher wanted, Session session) {
        String name = wanted.project() == null ? "" : wanted.project();
        return calls.send(addition(wanted, session).request(), session)
                .then(reply -> RegistryCalls.shaped(
                        NAME,
                        reply,
                        json -> json.path(0).isObject(),
                        json -> NpmConfiguration.of(json.path(0)).publisher(name)));
    }

    @Override
    public PublisherRequest removal(TrustedPublisher stored, Session session) {
        String name = stored.project() == null ? "" : stored.project();
        String id = stored.id() == null ? "" : stored.id();
        return new PublisherRequest(
                "Revoke a trusted publisher of " + name,
                request("DELETE", name, "/trust/" + PathSegment.of(id), "trust", session));
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
        body.put("publish_requires_tfa", true);
        body.put("automation_token_overrides_tfa", !forbidden);
        return new PublisherRequest(
                forbidden ? "Disallow tokens for " + packageName : "Allow tokens for " + packageName + " again",
                request("POST", packageName, "/access", "access", session).json(body.toString()));
    }

    @Override
    public Outcome<Boolean> forbidTokens(String packageName, boolean forbidden, Session session) {
        return calls.send(switching(packageName, forbidden, session).request(), session)
                .then(reply -> RegistryCalls.shaped(
                        NAME,
                        reply,
                        json -> json.isContainerNode() || reply.text().isBlank(),
                        _ -> forbidden));
    }

    @Override
    public PublisherRequest listingTokens(Session session) {
        return tokens.listing(session);
    }

    @Override
    public Outcome<List<StoredToken>> tokens(Session session) {
        return tokens.all(session);
    }

    @Override
    public PublisherRequest revoking(StoredToken token, Session session) {
        return tokens.revoking(token, session);
    }

    @Override
    public Outcome<StoredToken> revoke(StoredToken token, Session session) {
        return tokens.revoke(token, session);
    }

    /** The request that begins to sign in. */
    public PublisherRequest signingIn() {
        return new PublisherRequest(
                "Sign in to npm through the browser",
                Request.of("POST", address + "/-/v1/login")
                        .header("npm-command", "login")
                        .header("npm-auth-type", "web")
                        .json("{}"));
    }

    /** Signs in through the browser; the session is npm's own short one. */
    public Outcome<Session> signIn(SecondFactor factor) {
        return calls.read(signingIn().request()).then(reply -> {
            Outcome<Secret> token = calls.page(
                    reply.json().path("loginUrl").asText(""),
                    reply.json().path("doneUrl").asText(""),
                    factor);
            return token.map(secret -> new Session(secret, factor));
        });
    }
}
