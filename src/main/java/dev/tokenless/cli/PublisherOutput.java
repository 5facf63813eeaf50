package dev.tokenless.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenless.fix.ProposedPublisher;
import dev.tokenless.registry.Comparison;
import dev.tokenless.registry.Outcome;
import dev.tokenless.registry.PublisherApi;
import dev.tokenless.registry.PublisherDiff;
import dev.tokenless.registry.PublisherPage;
import dev.tokenless.registry.PublisherRegistration;
import dev.tokenless.registry.PublisherRequest;
import dev.tokenless.registry.PublishersFile;
import dev.tokenless.registry.Registry;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.report.Escaping;
import dev.tokenless.report.Words;
import java.io.IOException;
import java.util.List;

/** What the publisher commands say: lines for a person as things happen, or one document at the end. */
final class PublisherOutput {
    private final Terminal terminal;
    private final Format format;
    private final ObjectMapper mapper = new ObjectMapper();
    private final ArrayNode entries = mapper.createArrayNode();

    PublisherOutput(Terminal terminal, Format format) {
        this.terminal = terminal;
        this.format = format;
    }

    enum Format {
        text,
        json
    }

    private void say(String line) {
        if (format == Format.text) {
            terminal.out().println(Escaping.terminal(line));
        }
    }

    private ObjectNode entry(String what, Registry registry, String name) {
        return entries.addObject()
                .put("what", what)
                .put("registry", registry.id().id())
                .put("package", name);
    }

    void page(PublisherPage page, ProposedPublisher proposed) {
        String name = proposed.publisher().project();
        say((name == null ? "(package not told)" : name) + " at "
                + Words.registry(proposed.job().registry())
                + (page.prefilled() ? ": open the pre-filled form" : ": open the page and give these values"));
        say("  " + page.address());
        page.values().forEach(f -> say("  " + f.label() + ": " + (f.value().isEmpty() ? "(leave empty)" : f.value())));
        if (proposed.unknown() != null) {
            say("  not known: " + proposed.unknown());
        }
        ObjectNode node = entries.addObject()
                .put("what", "link")
                .put("registry", proposed.job().registry().id())
                .put("package", name)
                .put("address", page.address())
                .put("prefilled", page.prefilled())
                .put("unknown", proposed.unknown());
        ArrayNode fields = node.putArray("fields");
        page.values()
                .forEach(f -> fields.addObject()
                        .put("label", f.label())
                        .put("name", f.name())
                        .put("value", f.value()));
    }

    void request(PublisherRequest request) {
        say(request.title());
        request.shown().lines().forEach(line -> say("  " + line));
        entries.addObject()
                .put("what", "request")
                .put("title", request.title())
                .put("method", request.method())
                .put("address", request.address())
                .put("body", request.body());
        if (!request.command().isEmpty()) {
            ArrayNode command = ((ObjectNode) entries.get(entries.size() - 1)).putArray("command");
            request.command().forEach(command::add);
        }
    }

    void stored(Registry registry, String name, List<TrustedPublisher> there) {
        say(name + " at " + registry.displayName() + ": " + Words.count(there.size(), "publisher"));
        for (TrustedPublisher publisher : there) {
            registry.form(publisher)
                    .forEach(f -> say("  " + f.label() + ": " + (f.value().isEmpty() ? "(none)" : f.value())));
            say("");
        }
        entry("publishers", registry, name).set("publishers", tree(there));
    }

    void registered(Registry registry, String name, PublisherRegistration.Registered done) {
        say(name + " at " + registry.displayName() + (done.wasThere() ? ": was registered already" : ": registered"));
        done.warnings().forEach(w -> say("  " + w));
        ObjectNode node = entry("registered", registry, name).put("wasThere", done.wasThere());
        done.warnings().forEach(node.putArray("warnings")::add);
    }

    void removed(Registry registry, String name) {
        say(name + " at " + registry.displayName() + ": removed");
        entry("removed", registry, name);
    }

    void absent(Registry registry, String name) {
        say(name + " at " + registry.displayName() + ": there is no such publisher, so nothing was removed");
        entry("absent", registry, name);
    }

    void owned(Registry registry, List<String> names, List<TrustedPublisher> declared) {
        say("You own " + Words.count(names.size(), "package") + " at " + registry.displayName() + ":");
        ArrayNode list = entries.addObject()
                .put("what", "owned")
                .put("registry", registry.id().id())
                .putArray("packages");
        for (String name : names) {
            boolean here = declared.stream().anyMatch(p -> name.equals(p.project()));
            say("  " + name + (here ? " (of this repository)" : ""));
            list.addObject().put("name", name).put("here", here);
        }
    }

    void notTried(Registry registry, List<String> names) {
        terminal.complain("Not tried at " + registry.displayName() + ": " + String.join(", ", names)
                + ". Run the same again: what is registered already is not registered twice.");
        names.forEach(name -> entry("not-tried", registry, name));
    }

    void tokens(List<PublisherApi.StoredToken> tokens) {
        say("You have " + Words.count(tokens.size(), "token") + " at npm:");
        ArrayNode list =
                entries.addObject().put("what", "tokens").put("registry", "npm").putArray("tokens");
        for (PublisherApi.StoredToken token : tokens) {
            say("  " + token.key() + "  " + token.shown() + "\u2026  "
                    + (token.name().isEmpty() ? "(no name)" : token.name())
                    + (token.mayPublish() ? "" : ", read only")
                    + (Boolean.TRUE.equals(token.bypasses()) ? ", bypasses the second factor" : "")
                    + (token.expires().isEmpty() ? "" : ", expires " + token.expires()));
            ObjectNode node = list.addObject()
                    .put("key", token.key())
                    .put("name", token.name())
                    .put("token", token.shown())
                    .put("mayPublish", token.mayPublish())
                    .put("bypassesSecondFactor", token.bypasses())
                    .put("created", token.created())
                    .put("expires", token.expires());
            token.limits().forEach(node.putArray("limits")::add);
        }
    }

    void revoked(PublisherApi.StoredToken token) {
        say("Revoked " + (token.name().isEmpty() ? token.shown() : token.name())
                + " at npm. It may take an hour until it is refused everywhere.");
        entries.addObject().put("what", "revoked").put("registry", "npm").put("key", token.key());
    }

    void failure(Registry registry, String name, Outcome.Failure failure) {
        failure(registry.id().id(), registry.displayName(), name, failure);
    }

    void failure(String id, String displayName, String name, Outcome.Failure failure) {
        terminal.complain(name + " at " + displayName + ": " + failure.sentence() + " " + failure.nextStep());
        ObjectNode node = entries.addObject()
                .put("what", "failed")
                .put("registry", id)
                .put("package", name)
                .put("message", failure.sentence())
                .put("next", failure.nextStep());
        if (failure instanceof Outcome.Refused refused) {
            node.put("status", refused.status()).put("raw", refused.raw());
        }
    }

    void difference(Registry registry, PublisherDiff difference) {
        say(difference.packageName() + " at " + registry.displayName()
                + (difference.same() ? ": file and registry say the same" : ": file and registry differ"));
        ObjectNode node = entry("diff", registry, difference.packageName()).put("same", difference.same());
        ArrayNode list = node.putArray("entries");
        for (PublisherDiff.Entry one : difference.entries()) {
            switch (one) {
                case PublisherDiff.Both both ->
                    list.addObject().put("in", "both").set("publisher", tree(both.publisher()));
                case PublisherDiff.OnlyInFile file -> {
                    say("  only in the file: " + line(registry, file.publisher()));
                    list.addObject().put("in", "file").set("publisher", tree(file.publisher()));
                }
                case PublisherDiff.OnlyAtRegistry there -> {
                    say("  only at the registry: " + line(registry, there.publisher()));
                    list.addObject().put("in", "registry").set("publisher", tree(there.publisher()));
                }
                case PublisherDiff.Changed changed -> {
                    ObjectNode entry = list.addObject().put("in", "both-changed");
                    ArrayNode fields = entry.putArray("differences");
                    for (Comparison.Difference field : changed.differences()) {
                        say("  " + field.label() + ": the registry holds " + quoted(field.there()) + ", the file says "
                                + quoted(field.wanted()));
                        fields.addObject()
                                .put("label", field.label())
                                .put("registry", field.there())
                                .put("file", field.wanted());
                    }
                }
            }
        }
    }

    private static String quoted(String value) {
        return value.isEmpty() ? "nothing" : "\"" + value + "\"";
    }

    private static String line(Registry registry, TrustedPublisher publisher) {
        return String.join(
                ", ",
                registry.form(publisher).stream()
                        .map(f -> f.label() + " " + quoted(f.value()))
                        .toList());
    }

    private JsonNode tree(TrustedPublisher publisher) {
        return tree(List.of(publisher)).path(0);
    }

    /** In the form of the publishers file. */
    private JsonNode tree(List<TrustedPublisher> publishers) {
        try {
            JsonNode written = mapper.readTree(PublishersFile.write(publishers));
            return written.isArray() ? written : mapper.createArrayNode().add(written);
        } catch (IOException notOurs) {
            throw new IllegalStateException("the publishers file is JSON", notOurs);
        }
    }

    /** Ends the document, where one is written. */
    void end() throws IOException {
        if (format == Format.json) {
            ObjectNode root = mapper.createObjectNode();
            root.put("schema", 1);
            root.set("entries", entries);
            terminal.out().println(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root));
        }
    }
}
