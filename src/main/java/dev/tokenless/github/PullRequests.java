package dev.tokenless.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Opens a pull request with changed files: one commit on a new branch, made through GitHub's Git data API, so that
 * nothing of the folder's own git is touched.
 */
public final class PullRequests {
    static final int MOST_BRANCH_NAMES = 9;

    private final GitHubSession session;
    private final String owner;
    private final String repository;
    private final GitData git;

    public PullRequests(GitHubSession session, String owner, String repository) {
        this.session = session;
        this.owner = owner;
        this.repository = repository;
        this.git = new GitData(session, owner, repository);
    }

    /**
     * A changed file.
     *
     * @param before the text that the change was made from, null for a new file; the branch must still hold it
     * @param after the new text; empty where the file goes
     * @param gone whether the file goes, as where it is renamed
     */
    public record Change(String path, @Nullable String before, String after, boolean gone) {
        /** A file that is there afterwards. */
        public Change(String path, @Nullable String before, String after) {
            this(path, before, after, false);
        }
    }

    /**
     * What shall be opened.
     *
     * @param branch the branch's name; where it is taken, a number is put behind it
     * @param title of the pull request
     * @param body its text, in Markdown
     * @param message of the commit
     */
    public record Wanted(
            String branch, String title, String body, String message, List<Change> changes, boolean draft) {
        public Wanted {
            changes = List.copyOf(changes);
        }
    }

    /** What came of it. */
    public sealed interface Result {}

    /** It is open. */
    public record Opened(int number, String page, String branch) implements Result {}

    /**
     * The branch is there, the pull request is not.
     *
     * @param page where it is opened by hand
     */
    public record BranchOnly(String branch, String page, Trouble trouble) implements Result {}

    /** How a pull request stands. */
    public enum State {
        OPEN,
        MERGED,
        CLOSED
    }

    private String path() {
        return GitHubSession.path(owner, repository);
    }

    /** Opens it. Up to the branch's creation nothing is visible in the repository. */
    public Outcome<Result> open(Wanted wanted) {
        return git.writable(wanted.changes())
                .then(facts -> git.head(facts.defaultBranch())
                        .then(base -> unchanged(wanted, base)
                                .then(_ -> git.commit(wanted.changes(), wanted.message(), base))
                                .then(commit -> branch(wanted, commit, 1))
                                .then(branch -> pullRequest(wanted, facts, branch))));
    }

    /** Somebody else's change of the same file must not be undone by ours. */
    private Outcome<String> unchanged(Wanted wanted, String base) {
        for (Change change : wanted.changes()) {
            switch (git.text(change.path(), base)) {
                case Outcome.Failed<Optional<String>>(Trouble trouble) -> {
                    return Outcome.failed(trouble);
                }
                case Outcome.Done<Optional<String>>(Optional<String> there) -> {
                    if (!there.equals(Optional.ofNullable(change.before()))) {
                        return Outcome.failed(new Trouble.Changed("The file " + change.path()
                                + " on GitHub is not the one that the change was made from."
                                + " Pull the newest state, then try again."));
                    }
                }
            }
        }
        return Outcome.done(base);
    }

    private Outcome<String> branch(Wanted wanted, GitData.Commit commit, int attempt) {
        String name = attempt == 1 ? wanted.branch() : wanted.branch() + "-" + attempt;
        return switch (git.create(name, commit.sha(), wanted.changes())) {
            case Outcome.Done<JsonNode> _ -> Outcome.done(name);
            case Outcome.Failed<JsonNode>(Trouble.Refused(int status, String message))
            when status == 422 && message.contains("already exists") ->
                // Left by a try that went no further: the same files need no second branch.
                git.head(name).then(git::treeOf).equals(Outcome.done(commit.tree()))
                        ? Outcome.done(name)
                        : attempt < MOST_BRANCH_NAMES
                                ? branch(wanted, commit, attempt + 1)
                                : Outcome.failed(new Trouble.Refused(status, message));
            case Outcome.Failed<JsonNode>(Trouble trouble) -> Outcome.failed(trouble);
        };
    }

    private Outcome<Result> pullRequest(Wanted wanted, Repositories.Facts facts, String branch) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("title", wanted.title())
                .put("head", branch)
                .put("base", facts.defaultBranch())
                .put("body", wanted.body())
                .put("draft", wanted.draft());
        Outcome<JsonNode> sent = session.send(
                session.request("POST", path() + "/pulls").json(body.toString()),
                Right.WRITE_PULL_REQUESTS,
                "the repository " + owner + "/" + repository);
        return switch (sent) {
            case Outcome.Done<JsonNode>(JsonNode node) ->
                Outcome.done(new Opened(
                        node.path("number").asInt(), node.path("html_url").asText(""), branch));
            case Outcome.Failed<JsonNode>(Trouble trouble) -> {
                // The request may have been carried out, or an earlier one: an open one counts, whoever asked for it.
                BranchOnly alone = new BranchOnly(branch, comparePage(facts.defaultBranch(), branch), trouble);
                yield ofBranch(branch) instanceof Outcome.Done<Optional<Opened>>(Optional<Opened> open)
                                && open.isPresent()
                        ? Outcome.done(open.get())
                        : Outcome.done(alone);
            }
        };
    }

    private String comparePage(String base, String branch) {
        return session.address().page(owner, repository, "compare") + "/" + GitData.encodedPath(base) + "..."
                + GitData.encodedPath(branch) + "?expand=1";
    }

    /** How a pull request stands. */
    public Outcome<State> state(int number) {
        return session.get(path() + "/pulls/" + number, Right.READ_REPOSITORY, "the pull request " + number)
                .map(node -> node.path("merged").asBoolean()
                        ? State.MERGED
                        : node.path("state").asText("").equals("closed") ? State.CLOSED : State.OPEN);
    }

    /** An open pull request of a branch of this repository. */
    public Outcome<Optional<Opened>> ofBranch(String branch) {
        String query = "?state=open&head=" + GitHubAddress.encoded(owner + ":" + branch);
        return session.list(path() + "/pulls" + query, "", Right.READ_REPOSITORY, "the pull requests")
                .map(list -> list.stream()
                        .findFirst()
                        .map(node -> new Opened(
                                node.path("number").asInt(),
                                node.path("html_url").asText(""),
                                branch)));
    }
}
