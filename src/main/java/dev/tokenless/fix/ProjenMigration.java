package dev.tokenless.fix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tokenless.edit.JsonEdits;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.repo.Place;
import dev.tokenless.repo.RegistryId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        for (PublishJob publish : group) {
            draft.manual(
                    publish.path() + " is written by projen; an edit of it would be undone at the next synthesis.",
                    "In " + file + ": " + snippet(publish.registry(), file)
                            + " Then run npx projen and commit what it changes. This takes projen 0.95.3 or newer.",
                    publish.place());
        }
        // Nothing of the generated file is touched.
        throw new Draft.Stop(
                group.getFirst().path() + " is written by projen.",
                "Change " + file + " as told, run npx projen, and commit both.",
                group.getFirst().place());
    }

    private static String snippet(RegistryId registry, String file) {
        boolean python = file.endsWith(".py");
        String t = python ? "True" : "true";
        if (registry.equals(RegistryId.NPM)) {
            return python
                    ? "add npm_trusted_publishing=" + t
                            + ", workflow_node_version=\"24.x\" and release_environment=\"npm\" to the project, and"
                            + " remove npm_token_secret."
                    : "add npmTrustedPublishing: " + t
                            + ", workflowNodeVersion: '24.x' and releaseEnvironment: 'npm' to the project's options,"
                            + " and remove npmTokenSecret.";
        }
        return python
                ? "add trusted_publishing=" + t
                        + " and github_environment=\"pypi\" to publish_to_pypi, and remove twine_username_secret and"
                        + " twine_password_secret."
                : "add trustedPublishing: " + t
                        + " and githubEnvironment: 'pypi' to publishToPypi, and remove twineUsernameSecret and"
                        + " twinePasswordSecret.";
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
                String name = WorkflowMigration.environmentName(draft.options().environments(), group);
                if (name != null
                        && JsonEdits.read(now)
                                .filter(n -> n.has("releaseEnvironment"))
                                .isEmpty()) {
                    now = set(now, json.textNode(name), "releaseEnvironment");
                }
                done.add("npmTrustedPublishing");
            } else if (WorkflowMigration.isPython(publish)) {
                now = set(now, json.booleanNode(true), "publishToPypi", "trustedPublishing");
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
