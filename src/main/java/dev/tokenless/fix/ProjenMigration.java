package dev.tokenless.fix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tokenless.edit.JsonEdits;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.repo.Place;
import dev.tokenless.repo.RegistryId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * projen writes the workflow anew at every synthesis, so the change goes into its own file: edited where that is JSON,
 * otherwise as the exact lines for the maintainer (projen/projen, src/javascript/node-package.ts, src/release/publisher.ts).
 */
final class ProjenMigration {
    private static final String JSON = ".projenrc.json";

    private final Draft draft;
    private final List<PublishJob> group;

    ProjenMigration(Draft draft, List<PublishJob> group) {
        this.draft = draft;
        this.group = group;
    }

    void migrate() {
        Optional<String> json = draft.text(JSON);
        if (json.isPresent()) {
            edit(json.get());
            return;
        }
        String file = Stream.of(
                        ".projenrc.ts",
                        ".projenrc.js",
                        ".projenrc.mjs",
                        ".projenrc.py",
                        "src/test/java/projenrc.java",
                        "src/main/java/projenrc.java")
                .filter(f -> draft.text(f).isPresent())
                .findFirst()
                .orElse(".projenrc.*");
        // Nothing of the generated file is touched.
        throw new Draft.Stop(
                group.getFirst().path() + " is written by projen; an edit of it would be undone at the next synthesis.",
                instruction(file),
                group.getFirst().place());
    }

    /** The exact lines for the maintainer, in the language of the file. */
    private String instruction(String file) {
        String present = draft.text(file).orElse("");
        List<String> lines = new ArrayList<>();
        if (olderProjen()) {
            lines.add("Upgrade projen first: trusted publishing came with 0.95.3.");
        }
        for (PublishJob publish : group) {
            String name = WorkflowMigration.environmentName(draft.options().environments(), List.of(publish));
            if (publish.registry().equals(RegistryId.NPM)) {
                lines.add("In " + file + ", among the options of the project:");
                lines.add("  " + option(file, "npmTrustedPublishing", true));
                lines.add("  " + option(file, "workflowNodeVersion", "24.x"));
                if (name != null && !present.contains("releaseEnvironment")) {
                    lines.add("  " + option(file, "releaseEnvironment", name));
                }
                without(present, lines, "npmTokenSecret");
            } else if (WorkflowMigration.isPython(publish)) {
                lines.add("In " + file + ", in publishToPypi:");
                lines.add("  " + option(file, "trustedPublishing", true));
                if (name != null && !present.contains("githubEnvironment")) {
                    lines.add("  " + option(file, "githubEnvironment", name));
                }
                without(present, lines, "twineUsernameSecret", "twinePasswordSecret");
            }
        }
        lines.add("Then run npx projen, and commit what it changes together with " + file + ".");
        return String.join("\n", lines);
    }

    private static void without(String present, List<String> lines, String... options) {
        for (String option : options) {
            if (present.contains(option) || present.contains(snake(option))) {
                lines.add("  and remove " + option + ", which projen refuses beside it.");
            }
        }
    }

    private static String option(String file, String name, Object value) {
        boolean text = value instanceof String;
        if (file.endsWith(".py")) {
            return snake(name) + "=" + (text ? "\"" + value + "\"" : "True") + ",";
        }
        if (file.endsWith(".java")) {
            return "." + name + "(" + (text ? "\"" + value + "\"" : value) + ")";
        }
        return name + ": " + (text ? "'" + value + "'" : value) + ",";
    }

    private static String snake(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    /** Whether package.json asks for a projen without trusted publishing. */
    private boolean olderProjen() {
        Matcher m = Pattern.compile("[~^]?(\\d+)\\.(\\d+)\\.(\\d+).*")
                .matcher(draft.text("package.json")
                        .flatMap(JsonEdits::read)
                        .map(r -> r.path("devDependencies").path("projen").asText(""))
                        .orElse(""));
        if (!m.matches() || Integer.parseInt(m.group(1)) > 0) {
            return false;
        }
        int minor = Integer.parseInt(m.group(2));
        return minor < 95 || (minor == 95 && Integer.parseInt(m.group(3)) < 3);
    }

    private void edit(String text) {
        String now = text;
        List<String> done = new ArrayList<>();
        JsonNodeFactory json = JsonNodeFactory.instance;
        for (PublishJob publish : group) {
            if (publish.registry().equals(RegistryId.NPM)) {
                now = set(now, json.booleanNode(true), "npmTrustedPublishing");
                now = set(now, json.textNode("24.x"), "workflowNodeVersion");
                now = remove(now, "npmTokenSecret");
                String name = WorkflowMigration.environmentName(draft.options().environments(), List.of(publish));
                if (name != null
                        && JsonEdits.read(now)
                                .filter(n -> n.has("releaseEnvironment"))
                                .isEmpty()) {
                    now = set(now, json.textNode(name), "releaseEnvironment");
                }
                done.add("npmTrustedPublishing");
            } else if (WorkflowMigration.isPython(publish)) {
                now = set(now, json.booleanNode(true), "publishToPypi", "trustedPublishing");
                String name = WorkflowMigration.environmentName(draft.options().environments(), List.of(publish));
                if (name != null
                        && JsonEdits.read(now)
                                .filter(n ->
                                        n.at("/publishToPypi").has("githubEnvironment") || n.has("releaseEnvironment"))
                                .isEmpty()) {
                    now = set(now, json.textNode(name), "publishToPypi", "githubEnvironment");
                }
                now = remove(now, "publishToPypi", "twineUsernameSecret");
                now = remove(now, "publishToPypi", "twinePasswordSecret");
                done.add("publishToPypi.trustedPublishing");
            }
        }
        if (now.equals(text)) {
            throw new Draft.Stop(
                    JSON + " already asks for trusted publishing, and "
                            + group.getFirst().path() + " does not use it yet.",
                    "Run npx projen and commit what it changes.",
                    group.getFirst().place());
        }
        draft.text(JSON, now);
        draft.change("projen is asked for trusted publishing: " + String.join(", ", done) + ".", Place.startOf(JSON));
        draft.manual(
                group.getFirst().path() + " is written by projen.",
                "Run npx projen and commit the workflow that it writes together with " + JSON
                        + ". This takes projen 0.95.3 or newer.",
                group.getFirst().place());
    }

    private String set(String text, JsonNode value, String... keys) {
        return JsonEdits.set(text, List.of(keys), value).orElseThrow(() -> stop(keys));
    }

    private String remove(String text, String... keys) {
        return JsonEdits.remove(text, List.of(keys)).orElseThrow(() -> stop(keys));
    }

    private Draft.Stop stop(String... keys) {
        return new Draft.Stop(
                JSON + " cannot be edited safely at " + String.join(".", keys) + ".",
                "Set npmTrustedPublishing or publishToPypi.trustedPublishing to true by hand and run npx projen.",
                group.getFirst().place());
    }
}
