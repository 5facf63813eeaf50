package dev.tokenless.fix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tokenless.ci.github.Step;
import dev.tokenless.edit.JsonEdits;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.repo.Place;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Versions and settings that npm's release tools take for an exchange. */
final class NpmTools {
    private static final Pattern VERSION = Pattern.compile("(\\d+)(?:\\.(\\d+))?(?:\\.(\\d+))?");

    private final JobDraft job;
    private final PublishJob publish;

    NpmTools(JobDraft job, PublishJob publish) {
        this.job = job;
        this.publish = publish;
    }

    /** Says it where package.json asks for an older version of the tool. */
    void atLeast(String tool, String minimum) {
        Optional<JsonNode> root = job.draft().text("package.json").flatMap(JsonEdits::read);
        String declared = root.map(r -> declared(r, tool)).orElse("");
        Matcher m = VERSION.matcher(declared);
        if (!m.find()) {
            return;
        }
        if (compare(m, minimum) < 0 && !(declared.startsWith(">") || declared.equals("*"))) {
            job.draft()
                    .manual(
                            "package.json asks for " + tool + " " + declared + ", which does not exchange identities.",
                            tool.equals("yarn")
                                    ? "Run yarn set version 4 and commit what it changes."
                                    : "Upgrade " + tool + " to " + minimum + " or newer before the next release.",
                            Place.startOf("package.json"));
        }
    }

    private static String declared(JsonNode root, String tool) {
        if (tool.equals("yarn")) {
            String manager = root.path("packageManager").asText("");
            return manager.startsWith("yarn@") ? manager.substring(5) : "";
        }
        for (String list : List.of("devDependencies", "dependencies")) {
            String version = root.path(list).path(tool).asText("");
            if (!version.isEmpty()) {
                return version;
            }
        }
        return "";
    }

    private static int compare(Matcher version, String minimum) {
        String[] parts = minimum.split("\\.");
        for (int i = 0; i < 3; i++) {
            String text = version.group(i + 1);
            int has = text == null ? (i == 0 ? 0 : Integer.MAX_VALUE) : Integer.parseInt(text);
            int wants = Integer.parseInt(parts[i]);
            if (has != wants) {
                return Integer.compare(has, wants);
            }
        }
        return 0;
    }

    /** release-it asks npm who is logged in, which an identity cannot answer (release-it/release-it, docs/npm.md). */
    void releaseIt() {
        for (String path : List.of(".release-it.json", "package.json")) {
            Optional<String> text = job.draft().text(path);
            Optional<JsonNode> root = text.flatMap(JsonEdits::read);
            boolean own = path.startsWith(".");
            if (text.isEmpty()
                    || root.isEmpty()
                    || (!own && root.get().path("release-it").isMissingNode())) {
                continue;
            }
            List<String> keys = own ? List.of("npm", "skipChecks") : List.of("release-it", "npm", "skipChecks");
            Optional<String> now = JsonEdits.set(text.get(), keys, JsonNodeFactory.instance.booleanNode(true));
            if (now.isPresent()) {
                job.draft().text(path, now.get());
                job.draft()
                        .change(
                                "release-it skips its checks of the npm login, which an identity cannot answer.",
                                Place.startOf(path));
                return;
            }
        }
        job.draft()
                .manual(
                        "The configuration of release-it is not JSON, or there is none.",
                        "Set npm.skipChecks of release-it to true: its npm whoami fails without a token.",
                        publish.place());
    }

    /** changesets/action before 1.7 writes a broken npmrc where no token is given. */
    void changesets() {
        for (Step step : job.steps()) {
            String action = step.action();
            String ref = step.ref();
            if (action == null || ref == null || !action.equalsIgnoreCase("changesets/action")) {
                continue;
            }
            Matcher m = Pattern.compile("v1\\.([0-6])(\\..*)?").matcher(ref);
            if (m.matches()) {
                job.edit(step.node().place(), e -> e.replace(job.path(step).key("uses"), action + "@v1"));
                job.draft()
                        .change(
                                "changesets/action leaves the identity to npm from version 1.7 on.",
                                step.node().place());
            }
        }
    }
}
