package dev.tokenless.check.rules;

import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Step;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Recognises steps that push, tag or release with the run's own token, and so need {@code contents: write}. */
final class PushingSteps {
    /** Actions by name with the input that may hold another token; an empty input means none. */
    private static final Map<String, Set<String>> ACTIONS = Map.ofEntries(
            Map.entry("softprops/action-gh-release", Set.of("token")),
            Map.entry("ncipollo/release-action", Set.of("token")),
            Map.entry("actions/create-release", Set.of()),
            Map.entry("actions/upload-release-asset", Set.of()),
            Map.entry("svenstaro/upload-release-action", Set.of("repo_token")),
            Map.entry("marvinpinto/action-automatic-releases", Set.of("repo_token")),
            Map.entry("googleapis/release-please-action", Set.of("token")),
            Map.entry("google-github-actions/release-please-action", Set.of("token")),
            Map.entry("changesets/action", Set.of("github-token")),
            Map.entry("ad-m/github-push-action", Set.of("github_token")),
            Map.entry("peter-evans/create-pull-request", Set.of("token")),
            Map.entry("mathieudutour/github-tag-action", Set.of("github_token")),
            Map.entry("anothrnick/github-tag-action", Set.of()),
            Map.entry("cycjimmy/semantic-release-action", Set.of()),
            Map.entry("python-semantic-release/python-semantic-release", Set.of("github_token")),
            Map.entry("python-semantic-release/publish-action", Set.of("github_token")),
            Map.entry("python-semantic-release/upload-to-gh-release", Set.of("github_token")));

    /** Actions that push with what actions/checkout left behind. */
    private static final Set<String> BY_CHECKOUT =
            Set.of("stefanzweifel/git-auto-commit-action", "endbug/add-and-commit");

    private static final Pattern OWN_TOKEN = Pattern.compile(
            "secrets\\s*\\.\\s*(?!GITHUB_TOKEN\\b)\\w+|steps\\s*\\.|needs\\s*\\.", Pattern.CASE_INSENSITIVE);

    private PushingSteps() {}

    /** What the step does that needs the right, in a few words; null where nothing is recognised. */
    static @Nullable String pushes(Job job, Step step) {
        if (Commands.off(step)) {
            return null;
        }
        String action = step.action();
        if (action != null) {
            return byAction(job, step, action.toLowerCase(Locale.ROOT));
        }
        for (List<String> command : Commands.of(job, step)) {
            if (Commands.begins(command, "git", "push") && !pushesElsewhere(command) && !checkoutHasOwnToken(job)) {
                return "git push";
            }
            if (Commands.begins(command, "gh", "release")
                    && command.size() > 2
                    && Set.of("create", "upload", "edit", "delete").contains(command.get(2))
                    && !ownToken(step.env())
                    && !ownToken(job.env())) {
                return "gh release " + command.get(2);
            }
        }
        return null;
    }

    private static @Nullable String byAction(Job job, Step step, String action) {
        Set<String> inputs = ACTIONS.get(action);
        if (inputs != null) {
            boolean own = ownToken(step.env())
                    || inputs.stream()
                            .anyMatch(i -> OWN_TOKEN
                                    .matcher(step.with().getOrDefault(i, ""))
                                    .find());
            return own ? null : step.action();
        }
        return BY_CHECKOUT.contains(action) && !checkoutHasOwnToken(job) ? step.action() : null;
    }

    private static boolean ownToken(Map<String, String> env) {
        return List.of("GITHUB_TOKEN", "GH_TOKEN").stream()
                .anyMatch(name -> OWN_TOKEN.matcher(env.getOrDefault(name, "")).find());
    }

    /** A push to an address rather than to a remote carries its own credential. */
    private static boolean pushesElsewhere(List<String> command) {
        return command.stream().anyMatch(w -> w.contains("://") || w.equals("--dry-run") || w.contains("@github.com"));
    }

    static boolean checkoutHasOwnToken(Job job) {
        return job.steps().stream()
                .filter(s -> "actions/checkout".equals(s.action()))
                .anyMatch(s -> s.with().containsKey("ssh-key")
                        || OWN_TOKEN.matcher(s.with().getOrDefault("token", "")).find());
    }

    /** Whether the script of any step sets credentials of its own for git. */
    static boolean setsCredentials(Job job) {
        return job.steps().stream()
                .map(Step::run)
                .anyMatch(r -> r != null
                        && (r.text().contains("remote set-url")
                                || r.text().contains("x-access-token")
                                || r.text().contains("git config --global url")
                                || r.text().contains("ssh-add")));
    }
}
