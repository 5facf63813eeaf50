package dev.tokenless.migration;

import dev.tokenless.github.GitHubSession;
import dev.tokenless.github.OpenPullRequests;
import dev.tokenless.github.OpenPullRequests.Standing;
import dev.tokenless.github.Outcome;
import dev.tokenless.github.PullRequests;
import dev.tokenless.github.Trouble;
import dev.tokenless.repo.RepositoryId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens the pull request, or adds to the branch of the open one what it lacks. Nothing is sent that was not shown. */
final class PullRequestStep {
    private final PullRequests pulls;
    private final OpenPullRequests open;

    PullRequestStep(GitHubSession session, RepositoryId repository) {
        this.pulls = new PullRequests(session, repository.owner(), repository.name());
        this.open = new OpenPullRequests(session, repository.owner(), repository.name());
    }

    /** @param shown the open pull request as it was shown, with what its branch lacks; null where none was */
    StepResult take(PullRequests.Wanted wanted, @Nullable Standing shown) {
        return switch (open.look(wanted)) {
            case Outcome.Failed<Optional<Standing>>(Trouble trouble) -> new StepResult.Failed(trouble.sentence());
            case Outcome.Done<Optional<Standing>>(Optional<Standing> found) -> {
                Standing now = found.orElse(null);
                if (now == null) {
                    yield shown == null ? open(wanted) : gone(shown);
                }
                yield now.complete() ? isOpen(now.pull()) : now.equals(shown) ? add(now, wanted) : unshown(now);
            }
        };
    }

    private StepResult open(PullRequests.Wanted wanted) {
        return switch (pulls.open(wanted)) {
            case Outcome.Failed<PullRequests.Result>(Trouble trouble) -> new StepResult.Failed(trouble.sentence());
            case Outcome.Done<PullRequests.Result>(PullRequests.Opened opened) -> isOpen(opened);
            case Outcome.Done<PullRequests.Result>(
                    PullRequests.BranchOnly(String branch, String page, Trouble trouble)) ->
                new StepResult.Failed("The branch " + branch + " is there, the pull request is not: "
                        + trouble.sentence() + " Open it by hand: " + page);
        };
    }

    private static StepResult isOpen(PullRequests.Opened pull) {
        return new StepResult.Done("The pull request " + pull.number() + " is open: " + pull.page(), List.of());
    }

    private StepResult add(Standing standing, PullRequests.Wanted wanted) {
        PullRequests.Opened pull = standing.pull();
        return switch (open.add(standing, wanted.message())) {
            case Outcome.Failed<OpenPullRequests.Addition>(Trouble trouble) ->
                new StepResult.Failed(trouble.sentence());
            case Outcome.Done<OpenPullRequests.Addition>(OpenPullRequests.Added _) ->
                new StepResult.Done(
                        "The pull request " + pull.number() + " has one commit more, with " + standing.paths() + ": "
                                + pull.page(),
                        List.of());
            case Outcome.Done<OpenPullRequests.Addition>(OpenPullRequests.Overtaken(String sentence)) ->
                new StepResult.Held(sentence);
        };
    }

    private static StepResult unshown(Standing now) {
        PullRequests.Opened pull = now.pull();
        return new StepResult.Held("The pull request " + pull.number() + " is open, and its branch " + pull.branch()
                + " " + now.words() + ". That is not what was shown, so nothing was sent: look at what would be"
                + " added now, then try again.");
    }

    /** It was shown as open and is no more found as such. */
    private StepResult gone(Standing shown) {
        PullRequests.Opened pull = shown.pull();
        String name = "The pull request " + pull.number();
        return switch (pulls.state(pull.number())) {
            case Outcome.Failed<PullRequests.State>(Trouble trouble) -> new StepResult.Failed(trouble.sentence());
            case Outcome.Done<PullRequests.State>(PullRequests.State state) ->
                new StepResult.Held(
                        switch (state) {
                            case MERGED ->
                                name + " was merged meanwhile, without " + shown.paths()
                                        + ". Nothing was sent; try again for a new pull request with the rest.";
                            case CLOSED ->
                                name + " was closed meanwhile. Nothing was sent; reopen it at " + pull.page()
                                        + ", or try again for a new pull request.";
                            case OPEN ->
                                "The branch " + pull.branch() + " of the pull request " + pull.number()
                                        + " is no longer there, or leads elsewhere. Nothing was sent; restore it at "
                                        + pull.page() + ", or try again for a new pull request.";
                        });
        };
    }
}
