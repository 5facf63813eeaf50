package dev.tokenless.ci.github;

import dev.tokenless.ci.github.CausedEvent.Credential;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The releases, tags, pushes and pull requests that a workflow makes, and with whose rights. */
public final class CausedEvents {
    private static final List<String> RELEASE_AND_TAG = List.of("release", "push tag");
    private static final List<String> RELEASE_TAG_AND_REQUEST = List.of("release", "push tag", "pull_request");

    /** An action: what it causes, and the input or variables through which it is given a token. */
    private record Maker(List<String> kinds, List<String> inputs, List<String> variables) {}

    private static Maker byInput(List<String> kinds, String... inputs) {
        return new Maker(kinds, List.of(inputs), List.of());
    }

    private static Maker byVariable(List<String> kinds) {
        return new Maker(kinds, List.of(), List.of("GITHUB_TOKEN", "GH_TOKEN"));
    }

    /** The actions by their name in lower case; inputs and variables as each action's own description has them. */
    private static final Map<String, Maker> ACTIONS = Map.ofEntries(
            Map.entry("googleapis/release-please-action", byInput(RELEASE_TAG_AND_REQUEST, "token")),
            Map.entry("google-github-actions/release-please-action", byInput(RELEASE_TAG_AND_REQUEST, "token")),
            Map.entry(
                    "softprops/action-gh-release",
                    new Maker(RELEASE_AND_TAG, List.of("token"), List.of("GITHUB_TOKEN"))),
            Map.entry("ncipollo/release-action", new Maker(RELEASE_AND_TAG, List.of("token"), List.of("GITHUB_TOKEN"))),
            Map.entry("actions/create-release", byVariable(RELEASE_AND_TAG)),
            Map.entry("marvinpinto/action-automatic-releases", byInput(RELEASE_AND_TAG, "repo_token")),
            Map.entry("svenstaro/upload-release-action", byInput(RELEASE_AND_TAG, "repo_token")),
            Map.entry("release-drafter/release-drafter", byVariable(RELEASE_AND_TAG)),
            Map.entry("goreleaser/goreleaser-action", byVariable(List.of("release"))),
            Map.entry("cycjimmy/semantic-release-action", byVariable(RELEASE_AND_TAG)),
            Map.entry("python-semantic-release/python-semantic-release", byInput(RELEASE_AND_TAG, "github_token")),
            Map.entry(
                    "changesets/action",
                    new Maker(RELEASE_TAG_AND_REQUEST, List.of("github-token"), List.of("GITHUB_TOKEN"))),
            Map.entry(
                    "release-plz/action",
                    new Maker(RELEASE_TAG_AND_REQUEST, List.of("token"), List.of("GITHUB_TOKEN"))),
            Map.entry("marcoieni/release-plz-action", byVariable(RELEASE_TAG_AND_REQUEST)),
            Map.entry("mikeleppane/releasio", byInput(RELEASE_TAG_AND_REQUEST, "github-token", "github_token")),
            Map.entry("mathieudutour/github-tag-action", byInput(List.of("push tag"), "github_token")),
            Map.entry("anothrnick/github-tag-action", byVariable(List.of("push tag"))),
            Map.entry("peter-evans/create-pull-request", byInput(List.of("pull_request"), "token")));

    /** Actions that push with what the checkout left behind. */
    private static final Map<String, String> PUSHERS = Map.of(
            "stefanzweifel/git-auto-commit-action", "push branch",
            "endbug/add-and-commit", "push branch",
            "rubygems/release-gem", "push tag");

    private static final Pattern SEPARATOR = Pattern.compile("&&|\\|\\||[;|\\n]");
    private static final Pattern CONTINUED = Pattern.compile("\\\\\\r?\\n");
    private static final Pattern TAG_ARGUMENT = Pattern.compile(
            "\\s(?:--tags?\\b|--follow-tags|tag\\s|[\"']?refs/tags/|[\"']?v[0-9]|[\"']?v?[\"']?\\$(?:\\{\\{[^}]*|\\{?\\w*)(?:tag|version))",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern MANY_TAGS = Pattern.compile("^git push[^$(]*\\s--(?:tags?|follow-tags)\\b");
    private static final int MAX_SCRIPT = 100_000;

    private final Workflow workflow;
    private final Job job;
    private final List<CausedEvent> events = new ArrayList<>();

    private CausedEvents(Workflow workflow, Job job) {
        this.workflow = workflow;
        this.job = job;
    }

    /** What the steps of a workflow cause, in their order; steps that never run are left out. */
    public static List<CausedEvent> of(Workflow workflow) {
        List<CausedEvent> events = new ArrayList<>();
        for (Job job : workflow.jobs()) {
            CausedEvents found = new CausedEvents(workflow, job);
            for (Step step : job.steps()) {
                if (step.condition() == null || !step.condition().strip().equals("false")) {
                    found.step(step);
                }
            }
            events.addAll(found.events);
        }
        return events;
    }

    private void step(Step step) {
        String action = step.action();
        if (action != null) {
            action(step, action);
        }
        if (step.run() != null && step.run().text().length() <= MAX_SCRIPT) {
            String script = CONTINUED.matcher(step.run().text()).replaceAll(" ");
            for (String command : SEPARATOR.split(script)) {
                command(step, command.strip());
            }
        }
    }

    private void action(Step step, String action) {
        String name = action.toLowerCase(Locale.ROOT);
        Maker maker = ACTIONS.get(name);
        if (maker != null && !isDraft(step, name)) {
            Credential credential = credential(step, maker);
            for (String kind : maker.kinds()) {
                if (!isSwitchedOff(step, kind)) {
                    add(kind, action, credential, false, step);
                }
            }
        }
        String pushed = PUSHERS.get(name);
        if (pushed != null) {
            String own = step.with().get("token");
            add(pushed, action, own == null || own.isBlank() ? checkout(step) : credential(own), false, step);
        }
    }

    /** A draft starts nothing before somebody publishes it, by hand as a rule. */
    private static boolean isDraft(Step step, String action) {
        String draft = step.with().getOrDefault("draft", "");
        return draft.equalsIgnoreCase("true")
                || draft.contains("${{")
                || (action.equals("release-drafter/release-drafter")
                        && !step.with().getOrDefault("publish", "").equalsIgnoreCase("true"));
    }

    /** The inputs by which release-please, changesets and release-plz leave a part of their work out. */
    private static boolean isSwitchedOff(Step step, String kind) {
        Map<String, String> with = step.with();
        String command = with.getOrDefault("command", "");
        return switch (kind) {
            case "pull_request" ->
                with.getOrDefault("skip-github-pull-request", "").equalsIgnoreCase("true") || command.equals("release");
            case "release" ->
                with.getOrDefault("skip-github-release", "").equalsIgnoreCase("true")
                        || with.getOrDefault("createGithubReleases", "").equalsIgnoreCase("false")
                        || command.equals("release-pr");
            default ->
                with.getOrDefault("skip-github-release", "").equalsIgnoreCase("true") || command.equals("release-pr");
        };
    }

    private Credential credential(Step step, Maker maker) {
        for (String input : maker.inputs()) {
            String value = step.with().get(input);
            if (value != null && !value.isBlank()) {
                return credential(value);
            }
        }
        for (String variable : maker.variables()) {
            String value = variable(step, variable);
            if (value != null && !value.isBlank()) {
                return credential(value);
            }
        }
        return Credential.GITHUB_TOKEN;
    }

    private @Nullable String variable(Step step, String name) {
        String own = step.env().get(name);
        String jobs = own == null ? job.env().get(name) : own;
        return jobs == null ? workflow.env().get(name) : jobs;
    }

    /** A value that may be either of two tokens is unknown. */
    private static Credential credential(String value) {
        List<String> references = Expressions.references(value);
        boolean own = references.stream().anyMatch(CausedEvents::isGitHubToken);
        boolean other = references.stream().anyMatch(r -> !isGitHubToken(r));
        if (own) {
            return other ? Credential.UNKNOWN : Credential.GITHUB_TOKEN;
        }
        return other ? Credential.OTHER : Credential.UNKNOWN;
    }

    private static boolean isGitHubToken(String reference) {
        return reference.equalsIgnoreCase("github.token") || reference.equalsIgnoreCase("secrets.GITHUB_TOKEN");
    }

    private void command(Step step, String command) {
        String text = command.startsWith("run ") ? command.substring(4) : command;
        if (text.startsWith("#") || text.startsWith("echo ")) {
            return;
        }
        if (begins(text, "gh release create") || begins(text, "hub release create")) {
            if (!text.contains("--draft") && !text.matches(".*\\s-d(\\s.*)?")) {
                Credential credential = fromVariables(step);
                add("release", "gh release create", credential, false, step);
                if (!text.contains("--verify-tag")) {
                    add("push tag", "gh release create", credential, false, step);
                }
            }
        } else if (begins(text, "gh pr create")) {
            add("pull_request", "gh pr create", fromVariables(step), false, step);
        } else if (begins(text, "git push")) {
            boolean tags = TAG_ARGUMENT.matcher(text).find();
            boolean many = MANY_TAGS.matcher(text).find();
            Credential credential = pushing(step, text);
            if (tags) {
                add("push tag", "git push", credential, many, step);
            }
            if (!tags || text.contains("--follow-tags")) {
                add("push branch", "git push", credential, false, step);
            }
        } else if (text.matches("(npx |yarn |pnpm (exec |dlx )?|bunx )?(-y |--yes )?semantic-release(@\\S+)?( .*)?")) {
            releases("semantic-release", step, text);
        } else if (text.matches("(uvx |uv run |pipx run )?releasio (do-)?release\\b.*(--execute|\\s-x\\b).*")) {
            releases("releasio", step, text);
        }
    }

    private void releases(String how, Step step, String text) {
        if (!text.contains("--dry-run")) {
            RELEASE_AND_TAG.forEach(kind -> add(kind, how, fromVariables(step), false, step));
        }
    }

    private static boolean begins(String text, String command) {
        return text.startsWith(command)
                && (text.length() == command.length() || Character.isWhitespace(text.charAt(command.length())));
    }

    /** The tools take the first of these that is set; none of them would not work at all. */
    private Credential fromVariables(Step step) {
        for (String name : List.of("GH_TOKEN", "GITHUB_TOKEN")) {
            String value = variable(step, name);
            if (value != null && !value.isBlank()) {
                return credential(value);
            }
        }
        return Credential.UNKNOWN;
    }

    private Credential pushing(Step step, String text) {
        if (!text.contains("://")) {
            return checkout(step);
        }
        return Expressions.references(text).isEmpty() ? Credential.UNKNOWN : credential(text);
    }

    /** The credential that the last checkout before the step left in the repository's configuration. */
    private Credential checkout(Step before) {
        Credential credential = Credential.UNKNOWN;
        for (Step step : job.steps()) {
            if (step.index() >= before.index()) {
                break;
            }
            if ("actions/checkout".equalsIgnoreCase(String.valueOf(step.action()))) {
                String token = step.with().getOrDefault("token", "");
                if (step.with().getOrDefault("persist-credentials", "").equalsIgnoreCase("false")) {
                    credential = Credential.UNKNOWN;
                } else if (!step.with().getOrDefault("ssh-key", "").isBlank()) {
                    credential = Credential.OTHER;
                } else {
                    credential = token.isBlank() ? Credential.GITHUB_TOKEN : credential(token);
                }
            }
        }
        return credential;
    }

    private void add(String kind, String how, Credential credential, boolean severalTags, Step step) {
        var scalar = step.uses() == null ? step.run() : step.uses();
        events.add(new CausedEvent(
                kind,
                how,
                credential,
                severalTags,
                job,
                step,
                scalar == null ? step.node().place() : scalar.place()));
    }
}
