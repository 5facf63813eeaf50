package dev.tokenless.edit;

import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Step;
import dev.tokenless.ci.github.Workflow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the steps of a job need of {@code GITHUB_TOKEN}, by the steps that are known.
 *
 * @param scopes level by scope, the higher one where several steps ask
 * @param unknown the steps that receive the token and are not known, as they are named to the user
 */
record StepNeeds(Map<String, String> scopes, List<String> unknown) {
    /** Scopes in the order in which they are written. */
    private static final List<String> ORDER = List.of(
            "actions",
            "attestations",
            "checks",
            "contents",
            "deployments",
            "issues",
            "packages",
            "pages",
            "pull-requests",
            "security-events",
            "statuses",
            "id-token");

    private record Known(Pattern name, Map<String, String> scopes) {}

    /**
     * What the documentation of each action asks for; an empty map is an action that works without. Names are compared
     * without letter case, as GitHub does.
     */
    private static final List<Known> ACTIONS = List.of(
            action("actions/checkout", "contents", "read"),
            action("actions/(setup-[a-z]+|cache(/.*)?|upload-artifact|download-artifact)"),
            action("actions/attest(-build-provenance|-sbom)?", "attestations", "write", "id-token", "write"),
            action("astral-sh/attest-action", "attestations", "write", "id-token", "write"),
            action("actions/create-release", "contents", "write"),
            action("actions/upload-release-asset", "contents", "write"),
            action("actions/configure-pages", "pages", "read"),
            action("actions/upload-pages-artifact"),
            action("actions/deploy-pages", "pages", "write", "id-token", "write"),
            action("actions/create-github-app-token"),
            action("actions/labeler", "contents", "read", "pull-requests", "write"),
            action("github/codeql-action/.*", "security-events", "write", "actions", "read"),
            action("softprops/action-gh-release", "contents", "write"),
            action("ncipollo/release-action", "contents", "write"),
            action("svenstaro/upload-release-action", "contents", "write"),
            action("marvinpinto/action-automatic-releases", "contents", "write"),
            action("release-drafter/release-drafter", "contents", "write", "pull-requests", "write"),
            action("mikepenz/release-changelog-builder-action", "contents", "read"),
            action("stefanzweifel/git-auto-commit-action", "contents", "write"),
            action("ad-m/github-push-action", "contents", "write"),
            action("EndBug/add-and-commit", "contents", "write"),
            action("mathieudutour/github-tag-action", "contents", "write"),
            action("anothrNick/github-tag-action", "contents", "write"),
            action("peaceiris/actions-gh-pages", "contents", "write"),
            action("JamesIves/github-pages-deploy-action", "contents", "write"),
            action("peter-evans/create-pull-request", "contents", "write", "pull-requests", "write"),
            action(
                    "(googleapis|google-github-actions)/release-please-action",
                    "contents",
                    "write",
                    "issues",
                    "write",
                    "pull-requests",
                    "write"),
            action("changesets/action(/.*)?", "contents", "write", "pull-requests", "write"),
            action(
                    "cycjimmy/semantic-release-action",
                    "contents",
                    "write",
                    "issues",
                    "write",
                    "pull-requests",
                    "write"),
            action("python-semantic-release/(python-semantic-release|publish-action)", "contents", "write"),
            action(
                    "(release-plz|MarcoIeni)/(action|release-plz-action)",
                    "contents",
                    "write",
                    "pull-requests",
                    "write"),
            action("mikeleppane/releasio", "contents", "write", "pull-requests", "write"),
            action("rubygems/release-gem", "contents", "write", "id-token", "write"),
            action("rubygems/configure-rubygems-credentials", "id-token", "write"),
            action("rust-lang/crates-io-auth-action", "id-token", "write"),
            action("pypa/gh-action-pypi-publish", "id-token", "write"),
            action("sigstore/gh-action-sigstore-python", "id-token", "write"),
            action("goreleaser/goreleaser-action", "contents", "write"),
            action("pypa/cibuildwheel"),
            action("PyO3/maturin-action"),
            action("hynek/build-and-inspect-python-package(/.*)?"),
            action("astral-sh/setup-uv"),
            action("pdm-project/setup-pdm"),
            action("snok/install-poetry"),
            action("abatilo/actions-poetry"),
            action("pypa/hatch"),
            action("prefix-dev/setup-pixi"),
            action("conda-incubator/setup-miniconda"),
            action("mamba-org/setup-micromamba"),
            action("pnpm/action-setup"),
            action("oven-sh/setup-bun"),
            action("denoland/setup-deno"),
            action("volta-cli/action"),
            action("JS-DevTools/npm-publish"),
            action("bahmutov/npm-install"),
            action("ruby/setup-ruby"),
            action("dtolnay/rust-toolchain"),
            action("actions-rs/(toolchain|cargo|install)"),
            action("actions-rust-lang/setup-rust-toolchain"),
            action("Swatinem/rust-cache"),
            action("taiki-e/install-action"),
            action("katyo/publish-crates"),
            action("arduino/setup-protoc"),
            action("codecov/codecov-action"),
            action("coverallsapp/github-action"),
            action("docker/(setup-.*|build-push-action|metadata-action|login-action)"),
            action("step-security/harden-runner"),
            action("extractions/setup-just"));

    /** Commands, as they stand at the beginning of one. */
    private static final List<Known> COMMANDS = List.of(
            command("git\\s+(-\\S+\\s+(\\S+\\s+)?)?push\\b", "contents", "write"),
            command("(hub|gh)\\s+release\\s+(create|upload|edit|delete)\\b", "contents", "write"),
            command("gh\\s+release\\s+(view|list|download)\\b", "contents", "read"),
            command("gh\\s+pr\\s+(create|edit|merge|close|comment|ready|review)\\b", "pull-requests", "write"),
            command("gh\\s+issue\\s+(create|edit|close|comment)\\b", "issues", "write"),
            command("gh\\s+workflow\\s+run\\b", "actions", "write"),
            command(
                    "(npx\\s+|yarn\\s+|pnpm\\s+(exec\\s+|dlx\\s+)?|bunx\\s+)?(--?\\S+\\s+)*semantic-release\\b",
                    "contents",
                    "write",
                    "issues",
                    "write",
                    "pull-requests",
                    "write"),
            command("(python\\s+-m\\s+semantic_release|semantic-release)\\b", "contents", "write"),
            command(
                    "(npx\\s+|yarn\\s+|pnpm\\s+(exec\\s+)?)?(--?\\S+\\s+)*lerna\\s+(publish|version)\\b",
                    "contents",
                    "write"),
            command("(npx\\s+|yarn\\s+|pnpm\\s+(exec\\s+)?)?(--?\\S+\\s+)*release-it\\b", "contents", "write"),
            command(
                    "(npx\\s+|yarn\\s+|pnpm\\s+(exec\\s+)?)?(--?\\S+\\s+)*auto\\s+shipit\\b",
                    "contents",
                    "write",
                    "issues",
                    "write",
                    "pull-requests",
                    "write"),
            command("release-plz\\s+release\\b", "contents", "write"),
            command("releasio\\s+(release|do-release)\\b", "contents", "write"),
            command("(bundle\\s+exec\\s+)?rake\\s+release\\b(?!:)", "contents", "write"),
            command("goreleaser\\s+release\\b", "contents", "write"),
            command("cargo\\s+(release|dist)\\b", "contents", "write"),
            command("(hatch|poetry|pdm|uv|flit|twine|npm|pnpm|yarn|cargo|gem)\\s+(build|publish|upload|push|check)\\b"),
            command("docker\\s+(build|push|login)\\b"));

    private static final Pattern TOKEN =
            Pattern.compile("secrets\\s*\\.\\s*GITHUB_TOKEN|github\\s*\\.\\s*token", Pattern.CASE_INSENSITIVE);
    private static final Pattern COMMAND_START = Pattern.compile("(?m)(^|&&|\\|\\||;|\\||\\(|\\bthen\\b|\\bdo\\b)\\s*");
    private static final Pattern PACKAGES = Pattern.compile("ghcr\\.io|\\bpkg\\.github\\.com");

    /** A script or task of the repository that by its name may push, with the credentials that a checkout leaves behind. */
    private static final Pattern RELEASES = Pattern.compile(
            "(?m)(^|[;&|]\\s*|\\s)(\\.?/?[\\w.-]*/[\\w./-]*|(npm|yarn|pnpm|bun)( run)? |make |just |task )"
                    + "[\\w:.-]*(release|publish|deploy|distribute|gh-pages)\\b");

    StepNeeds {
        unknown = List.copyOf(unknown);
    }

    private static Known action(String name, String... scopes) {
        return new Known(Pattern.compile(name, Pattern.CASE_INSENSITIVE), map(scopes));
    }

    private static Known command(String start, String... scopes) {
        return new Known(Pattern.compile(start), map(scopes));
    }

    private static Map<String, String> map(String... pairs) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }

    /** What a job's steps need. */
    static StepNeeds of(Workflow workflow, Job job) {
        boolean everywhere = Stream.concat(workflow.env().values().stream(), job.env().values().stream())
                .anyMatch(v -> TOKEN.matcher(v).find());
        Map<String, String> needs = new LinkedHashMap<>();
        List<String> unknown = new ArrayList<>();
        for (Step step : job.steps()) {
            boolean known = step.run() != null ? script(step, needs) : action(step, needs);
            if (step.run() != null && RELEASES.matcher(step.run().text()).find() && !known) {
                unknown.add(name(step));
            } else if (!known && (everywhere && step.run() != null || receives(step))) {
                unknown.add(name(step));
            }
            if (usesPackages(step, everywhere || job.steps().stream().anyMatch(StepNeeds::receives))) {
                add(needs, "packages", "write");
            }
        }
        Map<String, String> ordered = new LinkedHashMap<>();
        ORDER.stream().filter(needs::containsKey).forEach(s -> ordered.put(s, needs.get(s)));
        return new StepNeeds(ordered, unknown);
    }

    private static boolean action(Step step, Map<String, String> needs) {
        String action = step.action();
        if (action == null) {
            return false;
        }
        for (Known known : ACTIONS) {
            if (known.name().matcher(action).matches()) {
                known.scopes().forEach((scope, level) -> add(needs, scope, level));
                if (action.equalsIgnoreCase("actions/download-artifact")
                        && step.with().containsKey("run-id")) {
                    add(needs, "actions", "read");
                }
                return true;
            }
        }
        return false;
    }

    private static boolean script(Step step, Map<String, String> needs) {
        String run = step.run() == null ? "" : step.run().text().replaceAll("\\\\\\r?\\n", " ");
        boolean known = false;
        for (String part : COMMAND_START.split(run)) {
            String command = part.strip().replaceFirst("^(sudo\\s+|env\\s+)?([A-Za-z_][A-Za-z0-9_]*=\\S*\\s+)*", "");
            for (Known candidate : COMMANDS) {
                if (candidate.name().matcher(command).lookingAt()) {
                    candidate.scopes().forEach((scope, level) -> add(needs, scope, level));
                    known = true;
                    break;
                }
            }
        }
        return known;
    }

    /** @param given whether some step of the job has the token, which may leave it behind for later ones */
    private static boolean usesPackages(Step step, boolean given) {
        String action = step.action();
        if (action != null && action.toLowerCase(Locale.ROOT).startsWith("docker/login-action")) {
            return PACKAGES.matcher(step.with().getOrDefault("registry", "")).find();
        }
        return step.run() != null
                && given
                && PACKAGES.matcher(step.run().text()).find();
    }

    private static boolean receives(Step step) {
        return Stream.of(
                        step.with().values().stream(),
                        step.env().values().stream(),
                        Stream.of(step.run() == null ? "" : step.run().text()))
                .flatMap(s -> s)
                .anyMatch(v -> TOKEN.matcher(v).find());
    }

    private static String name(Step step) {
        if (step.name() != null) {
            return "\"" + step.name() + "\"";
        }
        return step.uses() != null ? step.uses().text() : "number " + (step.index() + 1);
    }

    static void add(Map<String, String> needs, String scope, String level) {
        needs.merge(scope, level, (a, b) -> a.equals("write") || b.equals("write") ? "write" : a);
    }
}
