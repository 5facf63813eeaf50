package dev.tokenless.registry.pypi;

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
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a release of the index was uploaded: from the provenance of its files, which names the registered publisher, else
 * from the Yes or No of its page. A release without provenance proves nothing by itself, for attestations are optional.
 */
public final class PypiProof implements ReleaseProof.Reader {
    private static final String SIMPLE = "application/vnd.pypi.simple.v1+json";
    private static final String INTEGRITY = "application/vnd.pypi.integrity.v1+json";
    private static final int LARGEST = 16 * 1024 * 1024;
    private static final Pattern ANSWER = Pattern.compile("Trusted Publishing\\?\\s*(Yes|No)\\b");

    private final Pypi index;
    private final String address;
    private final RegistryCalls calls;

    /**
     * A reader.
     *
     * @param address without a slash at the end, such as {@link Pypi#web()}
     */
    public PypiProof(Http http, Pypi index, String address) {
        this.index = index;
        this.address = address;
        this.calls = new RegistryCalls(http, new ReadingDialect(index.displayName()), Set.of(), Thread::sleep);
    }

    @Override
    public Outcome<ReleaseProof> read(String packageName, @Nullable String version) {
        String name = MintEndpoint.normalized(packageName);
        Request request = Request.get(address + "/simple/" + PathSegment.of(name) + "/")
                .header("Accept", SIMPLE)
                .largestAnswer(LARGEST);
        return switch (calls.read(request)) {
            case Outcome.Failed<Answer.Reply>(Outcome.Failure failure) ->
                ReadingDialect.absent(failure)
                        ? new Outcome.Done<>(
                                ReleaseProof.none(index.displayName() + " has no project " + packageName + " yet."))
                        : new Outcome.Failed<>(failure);
            case Outcome.Done<Answer.Reply>(Answer.Reply reply) ->
                RegistryCalls.shaped(
                                index.displayName(),
                                reply,
                                json -> json.path("files").isArray(),
                                json -> json)
                        .then(json -> read(name, json, version));
        };
    }

    private Outcome<ReleaseProof> read(String name, JsonNode simple, @Nullable String version) {
        JsonNode newest = null;
        List<JsonNode> files = new ArrayList<>();
        for (JsonNode file : simple.path("files")) {
            if (version == null || version.equals(version(file.path("filename").asText()))) {
                files.add(file);
                newest = newest == null || time(file).compareTo(time(newest)) > 0 ? file : newest;
            }
        }
        if (newest == null) {
            return new Outcome.Done<>(ReleaseProof.none("The project exists at " + index.displayName()
                    + ", and nothing is released" + (version == null ? "." : " as " + version + ".")));
        }
        String last = version(newest.path("filename").asText());
        for (JsonNode file : files) {
            String provenance = path(file.path("provenance").asText(""));
            if (last.equals(version(file.path("filename").asText())) && !provenance.isEmpty()) {
                return provenance(last, provenance);
            }
        }
        return page(name, last);
    }

    private Outcome<ReleaseProof> provenance(String version, String path) {
        return calls.read(
                        Request.get(address + path).header("Accept", INTEGRITY).largestAnswer(LARGEST))
                .then(reply -> RegistryCalls.shaped(
                        index.displayName(),
                        reply,
                        json -> json.path("attestation_bundles")
                                .path(0)
                                .path("publisher")
                                .isObject(),
                        json -> uploaded(json, version)));
    }

    private static ReleaseProof uploaded(JsonNode json, String version) {
        JsonNode publisher = json.path("attestation_bundles").path(0).path("publisher");
        List<Evidence> evidence = new ArrayList<>();
        publisher.properties().forEach(field -> {
            if (field.getValue().isTextual()) {
                evidence.add(new Evidence(field.getKey(), field.getValue().textValue()));
            }
        });
        return new ReleaseProof(
                State.TRUSTED,
                version,
                "Version " + version + " was uploaded by a trusted publisher: "
                        + publisher
                                .path("repository")
                                .asText(publisher.path("email").asText("?"))
                        + named(publisher
                                .path("workflow")
                                .asText(publisher.path("workflow_filepath").asText("")))
                        + environment(publisher) + ".",
                evidence);
    }

    private static String named(String workflow) {
        return workflow.isEmpty() ? "" : ", " + workflow;
    }

    private static String environment(JsonNode publisher) {
        String environment = publisher.path("environment").asText("");
        return environment.isEmpty() || publisher.path("environment").isNull() ? "" : ", environment " + environment;
    }

    /** The page of the release says Yes or No for each of its files; its markup may change. */
    private Outcome<ReleaseProof> page(String name, String version) {
        Request request =
                Request.get(address + "/project/" + PathSegment.of(name) + "/" + PathSegment.of(version) + "/");
        Outcome<Answer.Reply> page = calls.read(request);
        String text = page instanceof Outcome.Done<Answer.Reply>(Answer.Reply reply)
                ? reply.text().replaceAll("<[^>]{0,2000}>", " ").replaceAll("\\s+", " ")
                : "";
        Matcher answer = ANSWER.matcher(text);
        boolean yes = false;
        boolean no = false;
        while (answer.find()) {
            yes |= answer.group(1).equals("Yes");
            no |= answer.group(1).equals("No");
        }
        Evidence evidence =
                new Evidence("Uploaded using Trusted Publishing?", yes && no ? "Yes and No" : yes ? "Yes" : "No");
        if (yes && !no) {
            return new Outcome.Done<>(new ReleaseProof(
                    State.TRUSTED,
                    version,
                    "Version " + version + " was uploaded using trusted publishing, without attestations.",
                    List.of(evidence)));
        }
        if (no) {
            return new Outcome.Done<>(new ReleaseProof(
                    State.TOKEN,
                    version,
                    yes
                            ? "Some files of version " + version + " were still uploaded with a token."
                            : "Version " + version + " was still uploaded with a token.",
                    List.of(evidence)));
        }
        return new Outcome.Done<>(new ReleaseProof(
                State.UNKNOWN,
                version,
                "Version " + version + " has no provenance, which neither proves nor rules out a token.",
                List.of()));
    }

    private static String time(JsonNode file) {
        return file.path("upload-time").asText("");
    }

    /** The version in a file's name. */
    static String version(String file) {
        String stem = file.replaceFirst("\\.(tar\\.gz|tar\\.bz2|zip|whl|egg)$", "");
        String[] parts = stem.split("-");
        if (file.endsWith(".whl") || file.endsWith(".egg")) {
            return parts.length > 1 ? parts[1] : "";
        }
        return stem.substring(stem.lastIndexOf('-') + 1);
    }

    /** Only the path of the provenance's address is taken, and asked for at the index itself. */
    private static String path(String url) {
        try {
            String path = url.isEmpty() ? "" : URI.create(url).getRawPath();
            return path != null && path.startsWith("/integrity/") ? path : "";
        } catch (IllegalArgumentException _) {
            return "";
        }
    }
}
