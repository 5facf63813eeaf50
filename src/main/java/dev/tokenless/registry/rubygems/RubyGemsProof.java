package dev.tokenless.registry.rubygems;

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
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a version of a gem was pushed: from its attestations, which only a trusted publisher may push, else from the page
 * of the version, which names the publisher in the place of a user (rubygems/rubygems.org
 * app/views/rubygems/_release_info.html.erb).
 */
public final class RubyGemsProof implements ReleaseProof.Reader {
    private static final Pattern PUBLISHER = Pattern.compile("<img\\b[^>]{0,2000}>");
    private static final Pattern TITLE = Pattern.compile("\\btitle=\"(GitHub Actions [^\"]{1,1000})\"");

    private final String address;
    private final RegistryCalls calls;

    /**
     * A reader.
     *
     * @param address without a slash at the end
     */
    public RubyGemsProof(Http http, String address) {
        this.address = address;
        this.calls = new RegistryCalls(http, new RubyGemsDialect(null), Set.of(), Thread::sleep);
    }

    @Override
    public Outcome<ReleaseProof> read(String packageName, @Nullable String version) {
        Request request = Request.get(address + "/api/v1/versions/" + PathSegment.of(packageName) + ".json")
                .header("Accept", "application/json");
        return switch (calls.read(request)) {
            case Outcome.Failed<Answer.Reply>(Outcome.Failure failure) ->
                failure instanceof Outcome.Refused refused && refused.status() == 404
                        ? new Outcome.Done<>(ReleaseProof.none("RubyGems.org has no gem " + packageName + " yet."))
                        : new Outcome.Failed<>(failure);
            case Outcome.Done<Answer.Reply>(Answer.Reply reply) ->
                RegistryCalls.shaped("RubyGems.org", reply, JsonNode::isArray, json -> json)
                        .then(json -> version(packageName, json, version));
        };
    }

    private Outcome<ReleaseProof> version(String gem, JsonNode versions, @Nullable String wanted) {
        for (JsonNode one : versions) {
            String number = one.path("number").asText();
            if (wanted == null || wanted.equals(number)) {
                String platform = one.path("platform").asText("ruby");
                return attestations(gem, number, gem + "-" + number + (platform.equals("ruby") ? "" : "-" + platform));
            }
        }
        return new Outcome.Done<>(ReleaseProof.none("The gem has no such version yet."));
    }

    private Outcome<ReleaseProof> attestations(String gem, String number, String full) {
        Outcome<Answer.Reply> bundles =
                calls.read(Request.get(address + "/api/v1/attestations/" + PathSegment.of(full) + ".json")
                        .header("Accept", "application/json"));
        if (bundles instanceof Outcome.Done<Answer.Reply>(Answer.Reply reply)
                && reply.json().isArray()
                && !reply.json().isEmpty()) {
            String workflow = subject(reply.json().path(0));
            return new Outcome.Done<>(new ReleaseProof(
                    State.TRUSTED,
                    number,
                    "Version " + number + " was pushed by a trusted publisher, with an attestation"
                            + (workflow.isEmpty() ? "." : " of " + workflow + "."),
                    workflow.isEmpty() ? List.of() : List.of(new Evidence("certificate", workflow))));
        }
        return page(gem, number);
    }

    private Outcome<ReleaseProof> page(String gem, String number) {
        return calls.read(Request.get(address + "/gems/" + PathSegment.of(gem) + "/versions/" + PathSegment.of(number)))
                .map(reply -> {
                    String html = reply.text();
                    Matcher image = PUBLISHER.matcher(html);
                    while (image.find()) {
                        Matcher title = TITLE.matcher(image.group());
                        if (title.find()) {
                            return new ReleaseProof(
                                    State.TRUSTED,
                                    number,
                                    "Version " + number + " was pushed by the trusted publisher " + title.group(1)
                                            + ".",
                                    List.of(new Evidence("Pushed by", title.group(1))));
                        }
                    }
                    return html.contains("Pushed by")
                            ? new ReleaseProof(
                                    State.TOKEN,
                                    number,
                                    "Version " + number + " was pushed by a user, so still with a key.",
                                    List.of(new Evidence("Pushed by", "a user")))
                            : new ReleaseProof(
                                    State.UNKNOWN,
                                    number,
                                    "RubyGems.org does not tell who pushed version " + number + ".",
                                    List.of());
                });
    }

    /** The workflow that the bundle's certificate names; empty where it cannot be read. */
    private static String subject(JsonNode bundle) {
        JsonNode material = bundle.path("verificationMaterial");
        String raw = material.path("certificate")
                .path("rawBytes")
                .asText(material.path("x509CertificateChain")
                        .path("certificates")
                        .path(0)
                        .path("rawBytes")
                        .asText(""));
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(raw);
            if (CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes))
                    instanceof X509Certificate certificate) {
                Collection<List<?>> names = certificate.getSubjectAlternativeNames();
                for (List<?> name : names == null ? new ArrayList<List<?>>() : names) {
                    if (name.size() > 1 && String.valueOf(name.get(1)).startsWith("https://")) {
                        return String.valueOf(name.get(1));
                    }
                }
            }
        } catch (CertificateException | IllegalArgumentException _) {
            return "";
        }
        return "";
    }
}
