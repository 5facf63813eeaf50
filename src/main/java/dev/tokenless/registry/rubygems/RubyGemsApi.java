package dev.tokenless.registry.rubygems;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenless.net.Http;
import dev.tokenless.net.HttpSettings;
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
 * The interface of RubyGems.org for trusted publishers (rubygems/rubygems.org
 * app/controllers/api/v1/oidc/rubygem_trusted_publishers_controller.rb). The key is the whole of the header, without a
 * scheme; a one-time password may be asked for even on reading.
 */
public final class RubyGemsApi implements PublisherApi, PublisherApi.Owner, PublisherApi.OwnedBy {
    private static final String NAME = "RubyGems.org";
    private static final String TYPE = "OIDC::TrustedPublisher::GitHubAction";

    private final String address;
    private final RegistryCalls calls;

    /**
     * The interface at an address.
     *
     * @param address without a slash at the end, such as {@link RubyGems#ADDRESS}
     */
    public RubyGemsApi(Http http, String address) {
        this(http, address, Thread::sleep);
    }

    /**
     * The same with another way to spend the time until the user has proved herself.
     *
     * @param address without a slash at the end
     */
    public RubyGemsApi(Http http, String address, HttpSettings.Pause pause) {
        this.address = address;
        RubyGemsDialect dialect = new RubyGemsDialect(new WebAuthnPage(http, address, pause));
        this.calls = new RegistryCalls(http, dialect, Set.of(), pause);
    }

    @Override
    public Registry registry() {
        return RubyGems.RUBYGEMS;
    }

    private String path(String gem) {
        return address + "/api/v1/gems/" + PathSegment.of(gem) + "/trusted_publishers";
    }

    private Request request(String method, String url, Session session) {
        Request request = Request.of(method, url).header("Accept", "application/json");
        return session.credential().isEmpty() ? request : request.header("Authorization", "", session.credential());
    }

    @Override
    public PublisherRequest listing(String packageName, Session session) {
        return new PublisherRequest(
                "Read the trusted publishers of " + packageName, request("GET", path(packageName), session));
    }

    @Override
    public Outcome<List<TrustedPublisher>> list(String packageName, Session session) {
        return calls.send(listing(packageName, session).request(), session)
                .then(reply -> RegistryCalls.shaped(NAME, reply, JsonNode::isArray, json -> {
                    List<TrustedPublisher> publishers = new ArrayList<>();
                    json.forEach(link -> publishers.add(read(link, packageName)));
                    return publishers;
                }));
    }

    @Override
    public PublisherRequest addition(TrustedPublisher wanted, Session session) {
        String gem = wanted.project() == null ? "" : wanted.project();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("trusted_publisher_type", TYPE);
        ObjectNode fields = body.putObject("trusted_publisher");
        if (wanted.identity() instanceof PublisherIdentity.GitHub g) {
            fields.put("repository_owner", g.owner());
            fields.put("repository_name", g.repository());
            fields.put("workflow_filename", g.workflow());
            fields.put("environment", TokenExchange.blankless(g.environment()));
            fields.put("workflow_repository_owner", TokenExchange.blankless(g.workflowOwner()));
            fields.put("workflow_repository_name", TokenExchange.blankless(g.workflowRepository()));
        }
        return new PublisherRequest(
                "Register the trusted publisher of " + gem,
                request("POST", path(gem), session).json(body.toString()));
    }

    @Override
    public Outcome<TrustedPublisher> post(TrustedPublisher wanted, Session session) {
        String gem = wanted.project() == null ? "" : wanted.project();
        return calls.send(addition(wanted, session).request(), session)
                .then(reply -> RegistryCalls.shaped(NAME, reply, JsonNode::isObject, json -> read(json, gem)));
    }

    @Override
    public PublisherRequest removal(TrustedPublisher stored, Session session) {
        String gem = stored.project() == null ? "" : stored.project();
        String id = stored.id() == null ? "" : stored.id();
        return new PublisherRequest(
                "Remove a trusted publisher of " + gem,
                request("DELETE", path(gem) + "/" + PathSegment.of(id), session));
    }

    @Override
    public Outcome<TrustedPublisher> remove(TrustedPublisher stored, Session session) {
        Outcome<TrustedPublisher> outcome =
                calls.send(removal(stored, session).request(), session).map(_ -> stored);
        return PathSegment.goneCountsAsRemoved(outcome, stored);
    }

    @Override
    public PublisherRequest listingOwned(Session session) {
        return new PublisherRequest(
                "Read the gems that you own", request("GET", address + "/api/v1/gems.json", session));
    }

    @Override
    public Outcome<List<String>> owned(Session session) {
        return calls.send(listingOwned(session).request(), session).map(RubyGemsApi::names);
    }

    @Override
    public Outcome<List<String>> ownedBy(String handle) {
        return calls.read(Request.get(address + "/api/v1/owners/" + PathSegment.of(handle) + "/gems.json")
                        .header("Accept", "application/json"))
                .map(RubyGemsApi::names);
    }

    private static List<String> names(dev.tokenless.net.Answer.Reply reply) {
        List<String> names = new ArrayList<>();
        reply.json().forEach(gem -> names.add(gem.path("name").asText()));
        return names;
    }

    private static TrustedPublisher read(JsonNode link, String gem) {
        JsonNode fields = link.path("trusted_publisher");
        return new TrustedPublisher(
                RegistryId.RUBYGEMS,
                gem,
                TrustedPublisher.Kind.ACTIVE,
                new PublisherIdentity.GitHub(
                        fields.path("repository_owner").asText(),
                        fields.path("repository_name").asText(),
                        fields.path("workflow_filename").asText(),
                        text(fields, "environment"),
                        text(fields, "repository_owner_id"),
                        text(fields, "workflow_repository_owner"),
                        text(fields, "workflow_repository_name")),
                List.of(),
                null,
                null,
                text(link, "id"));
    }

    private static @Nullable String text(JsonNode fields, String name) {
        JsonNode value = fields.path(name);
        return value.isMissingNode() || value.isNull() ? null : value.asText();
    }
}
