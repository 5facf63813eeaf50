package dev.tokenless.migration;

import dev.tokenless.ci.github.WorkflowReader;
import dev.tokenless.github.Environment;
import dev.tokenless.github.Environments;
import dev.tokenless.github.Gate;
import dev.tokenless.github.GitHubSession;
import dev.tokenless.github.Outcome;
import dev.tokenless.github.Repositories;
import dev.tokenless.github.RepositoryTree;
import dev.tokenless.github.Runs;
import dev.tokenless.github.Trouble;
import dev.tokenless.net.Request;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.repo.SourceText;
import dev.tokenless.repo.SourceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a preflight would be started at GitHub: looked up and shown before anything is sent. */
public sealed interface PreflightStart {

    /**
     * It can be started by this request.
     *
     * @param ref the branch whose workflow runs
     * @param notes what the user should know before, as whole sentences
     * @param blocked whether the job's environment would refuse the branch, so that the run would fail
     */
    record Ready(Preflight preflight, Request request, String ref, List<String> notes, boolean blocked)
            implements PreflightStart {
        public Ready {
            notes = List.copyOf(notes);
        }
    }

    /** It cannot be started yet; the sentence says why and what comes first. */
    record NotYet(String sentence) implements PreflightStart {}

    /**
     * Looks where the preflight lies at GitHub. A workflow is started by hand only where a file of its name is on the
     * default branch; which version of it runs, the request's {@code ref} says (GitHub's documentation, "Events that
     * trigger workflows", {@code workflow_dispatch}, and "Create a workflow dispatch event"). Blocking; it only reads.
     *
     * @param branch the branch of the pull request, which may hold the preflight before the default branch does
     */
    static Outcome<PreflightStart> plan(
            GitHubSession session, RepositoryId repository, Preflight preflight, String branch) {
        return new Repositories(session)
                .facts(repository.owner(), repository.name())
                .then(facts -> {
                    String main = facts.defaultBranch();
                    return holds(session, facts, main, preflight).then(onMain -> switch (onMain) {
                        case PREFLIGHT -> ready(session, facts, preflight, main, List.of());
                        case FILE ->
                            onBranch(session, facts, branch, preflight)
                                    .then(onBranch -> onBranch == Held.PREFLIGHT
                                            ? ready(
                                                    session,
                                                    facts,
                                                    preflight,
                                                    branch,
                                                    List.of("The branch " + main + " holds " + preflight.file()
                                                            + " without the preflight, so the one of the"
                                                            + " branch "
                                                            + branch
                                                            + " is started."))
                                            : notYet("At GitHub neither " + main + " nor " + branch
                                                    + " holds the preflight of " + preflight.file()
                                                    + " yet. Push it first, for example with the pull"
                                                    + " request, then start it."));
                        case NOTHING ->
                            notYet("GitHub starts a workflow by hand only when its file is on the default branch, and "
                                    + main
                                    + " holds no " + preflight.file()
                                    + " yet. Merge the pull request first, then start the preflight.");
                    });
                });
    }

    private static Outcome<PreflightStart> notYet(String sentence) {
        return Outcome.done(new NotYet(sentence));
    }

    /** What a branch holds of the preflight. */
    enum Held {
        NOTHING,
        FILE,
        PREFLIGHT
    }

    private static Outcome<Held> onBranch(
            GitHubSession session, Repositories.Facts facts, String branch, Preflight preflight) {
        Outcome<Held> held = holds(session, facts, branch, preflight);
        // A branch that nobody has pushed is no trouble.
        return held instanceof Outcome.Failed<Held>(Trouble.NotFound _) ? Outcome.done(Held.NOTHING) : held;
    }

    private static Outcome<Held> holds(
            GitHubSession session, Repositories.Facts facts, String branch, Preflight preflight) {
        return RepositoryTree.open(session, facts.owner(), facts.name(), branch).then(tree -> switch (tree.read(
                preflight.path())) {
            case SourceTree.Absent _ -> Outcome.done(Held.NOTHING);
            case SourceTree.Text(SourceText source) ->
                Outcome.done(
                        WorkflowReader.readOne(source).workflows().stream().anyMatch(Preflight::offers)
                                ? Held.PREFLIGHT
                                : Held.FILE);
            case SourceTree.Unread(var problem) -> Outcome.failed(new Trouble.Changed(problem.message()));
        });
    }

    private static Outcome<PreflightStart> ready(
            GitHubSession session, Repositories.Facts facts, Preflight preflight, String ref, List<String> beforehand) {
        Request request = new Runs(session, facts.owner(), facts.name())
                .dispatch(preflight.file(), ref, Map.of(Preflight.INPUT, "true"));
        List<String> notes = new ArrayList<>(beforehand);
        String name = preflight.environment();
        if (name == null) {
            return Outcome.done(new Ready(preflight, request, ref, notes, false));
        }
        Environments environments = new Environments(session, facts.owner(), facts.name());
        Outcome<Optional<Environment>> found = environments.find(name);
        if (!(found instanceof Outcome.Done<Optional<Environment>>(Optional<Environment> present))) {
            notes.add("Whether the environment " + name + " lets the branch " + ref
                    + " through could not be looked up; where it does not, the run fails before its first step.");
            return Outcome.done(new Ready(preflight, request, ref, notes, false));
        }
        if (present.isEmpty()) {
            return Outcome.done(new Ready(preflight, request, ref, notes, false));
        }
        boolean blocked = false;
        switch (environments.gate(present.get(), "refs/heads/" + ref)) {
            case Outcome.Done<Gate>(Gate.Blocks blocks) -> {
                blocked = true;
                notes.add("The run would be refused: " + blocks.sentence());
            }
            case Outcome.Done<Gate>(Gate.Undetermined unclear) -> notes.add(unclear.sentence());
            case Outcome.Done<Gate>(Gate.LetsThrough _) -> {}
            case Outcome.Failed<Gate>(Trouble trouble) -> notes.add(trouble.sentence());
        }
        if (!present.get().reviewers().isEmpty()) {
            notes.add("The run waits until a reviewer of the environment " + name + " has approved it at GitHub.");
        }
        return Outcome.done(new Ready(preflight, request, ref, notes, blocked));
    }
}
