package dev.tokenless.registry.cratesio;

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

/** How a version of a crate was published: {@code trustpub_data} stands with it where a trusted publisher did. */
public final class CratesIoProof implements ReleaseProof.Reader {
    private static final int LARGEST = 32 * 1024 * 1024;

    private final String address;
    private final RegistryCalls calls;

    /**
     * A reader.
     *
     * @param address without a slash at the end
     */
    public CratesIoProof(Http http, String address) {
        this.address = address;
        this.calls = new RegistryCalls(http, new CratesIoDialect(), Set.of(), Thread::sleep);
    }

    @Override
    public Outcome<ReleaseProof> read(String packageName, @Nullable String version) {
        Request request = Request.get(address + "/api/v1/crates/" + PathSegment.of(packageName))
                .header("User-Agent", CratesIoApi.USER_AGENT)
                .header("Accept", "application/json")
                .largestAnswer(LARGEST);
        return switch (calls.read(request)) {
            case Outcome.Failed<Answer.Reply>(Outcome.Failure failure) ->
                failure instanceof Outcome.Refused refused && refused.status() == 404
                        ? new Outcome.Done<>(ReleaseProof.none("crates.io has no crate " + packageName + " yet."))
                        : new Outcome.Failed<>(failure);
            case Outcome.Done<Answer.Reply>(Answer.Reply reply) ->
                RegistryCalls.shaped(
                        "crates.io", reply, json -> json.path("versions").isArray(), json -> proof(json, version));
        };
    }

    private static ReleaseProof proof(JsonNode json, @Nullable String wanted) {
        JsonNode newest = null;
        for (JsonNode one : json.path("versions")) {
            boolean asked = wanted == null || wanted.equals(one.path("num").asText());
            boolean later = newest == null
                    || one.path("created_at")
                                    .asText("")
                                    .compareTo(newest.path("created_at").asText(""))
                            > 0;
            newest = asked && later ? one : newest;
        }
        if (newest == null) {
            return ReleaseProof.none("The crate has no such version yet.");
        }
        String version = newest.path("num").asText();
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence(
                "trustpub_only", json.path("crate").path("trustpub_only").asText("false")));
        JsonNode data = newest.path("trustpub_data");
        if (data.isObject()) {
            data.properties()
                    .forEach(f -> evidence.add(new Evidence(
                            "trustpub_data." + f.getKey(), f.getValue().asText())));
            String where =
                    data.path("repository").asText(data.path("project_path").asText("?"));
            return new ReleaseProof(
                    State.TRUSTED,
                    version,
                    "Version " + version + " was published by the trusted publisher of " + where + ".",
                    evidence);
        }
        String login = newest.path("published_by").path("login").asText("");
        if (!login.isEmpty()) {
            evidence.add(new Evidence("published_by", login));
        }
        return login.isEmpty()
                ? new ReleaseProof(
                        State.UNKNOWN,
                        version,
                        "crates.io does not tell who published version " + version + ".",
                        evidence)
                : new ReleaseProof(
                        State.TOKEN,
                        version,
                        "Version " + version + " was published by " + login + ", so still with a token.",
                        evidence);
    }
}
