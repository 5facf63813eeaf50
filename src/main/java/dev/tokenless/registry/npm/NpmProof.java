package dev.tokenless.registry.npm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenless.net.Answer;
import dev.tokenless.net.Http;
import dev.tokenless.net.Request;
import dev.tokenless.registry.Outcome;
import dev.tokenless.registry.PathSegment;
import dev.tokenless.registry.RegistryCalls;
import dev.tokenless.registry.ReleaseProof;
import dev.tokenless.registry.ReleaseProof.Evidence;
import dev.tokenless.registry.ReleaseProof.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a version at npm was published: its manifest names the trusted publisher in the place of a user. */
public final class NpmProof implements ReleaseProof.Reader {
    private final String address;
    private final RegistryCalls calls;

    /**
     * A reader.
     *
     * @param address without a slash at the end
     */
    public NpmProof(Http http, String address) {
        this.address = address;
        this.calls = new RegistryCalls(http, new NpmDialect(), Set.of(), Thread::sleep);
    }

    @Override
    public Outcome<ReleaseProof> read(String packageName, @Nullable String version) {
        Request request = Request.get(address + "/" + NpmApi.escaped(packageName) + "/"
                        + (version == null ? "latest" : PathSegment.of(version)))
                .header("Accept", "application/json");
        return switch (calls.read(request)) {
            case Outcome.Failed<Answer.Reply>(Outcome.Failure failure) ->
                failure instanceof Outcome.Refused refused && refused.status() == 404
                        ? new Outcome.Done<>(ReleaseProof.none("npm has no such version of " + packageName
                                + " yet; a new one is looked through for some minutes before it appears."))
                        : new Outcome.Failed<>(failure);
            case Outcome.Done<Answer.Reply>(Answer.Reply reply) ->
                RegistryCalls.shaped("npm", reply, json -> json.path("version").isTextual(), NpmProof::proof);
        };
    }

    private static ReleaseProof proof(JsonNode manifest) {
        String version = manifest.path("version").asText();
        JsonNode user = manifest.path("_npmUser");
        JsonNode trusted = user.path("trustedPublisher");
        List<Evidence> evidence = new ArrayList<>();
        if (user.has("name")) {
            evidence.add(new Evidence("_npmUser.name", user.path("name").asText()));
        }
        String provenance =
                manifest.path("dist").path("attestations").path("url").asText("");
        if (!provenance.isEmpty()) {
            evidence.add(new Evidence("dist.attestations", provenance));
        }
        if (trusted.isObject()) {
            evidence.add(new Evidence("trustedPublisher.id", trusted.path("id").asText()));
            evidence.add(new Evidence(
                    "trustedPublisher.oidcConfigId",
                    trusted.path("oidcConfigId").asText()));
            return new ReleaseProof(
                    State.TRUSTED,
                    version,
                    "Version " + version + " was published by a trusted publisher ("
                            + trusted.path("id").asText() + ")"
                            + (provenance.isEmpty() ? ", without provenance." : ", with provenance."),
                    evidence);
        }
        return user.has("name")
                ? new ReleaseProof(
                        State.TOKEN,
                        version,
                        "Version " + version + " was published by the user "
                                + user.path("name").asText() + ", so still with a token or by hand.",
                        evidence)
                : new ReleaseProof(
                        State.UNKNOWN, version, "npm does not tell who published version " + version + ".", evidence);
    }
}
