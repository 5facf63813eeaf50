package dev.tokenless.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenless.github.PullRequests.Change;
import dev.tokenless.github.PullRequests.Opened;
import dev.tokenless.github.PullRequests.Wanted;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Pull requests that are open already: what their branches lack of the wanted files, and one commit more for them. */
public final class OpenPullRequests {
    private final GitHubSession session;
    private final String owner;
    private final String repository;
    private final GitData git;

    public OpenPullRequests(GitHubSession session, String owner, String repository) {
        this.session = session;
        this.owner = owner;
        this.repository = repository;
        this.git = new GitData(session, owner, repository);
    }

    /**
     * A file that a branch does not hold as it is wanted.
     *
     * @param change from what the branch holds to what is wanted
     * @param replaced the lines that the branch alone holds, neither the text that the change was made from nor the wanted
     *     one: somebody may have written them there
     */
    public record Lacking(Change change, List<String> replaced) {
        public Lacking {
            replaced = List.copyOf(replaced);
        }

        /** How the branch stands to the file, as a verb with its object. */
        String words() {
            if (change.gone()) {
                return "still holds " + change.path();
            }
            if (change.before() == null) {
                return "lacks " + change.path();
            }
            return (replaced.isEmpty() ? "holds an older text of " : "holds another text of ") + change.path();
        }
    }

    /**
     * How the branch of an open pull request stands to what is wanted.
     *
     * @param head the commit at the branch's end
     * @param lacks what the branch does not hold as it is wanted; empty where it holds everything
     */
    public record Standing(Opened pull, String head, List<Lacking> lacks) {
        public Standing {
            lacks = List.copyOf(lacks);
        }

        /** Whether the branch holds everything. */
        public boolean complete() {
            return lacks.isEmpty();
        }

        /** The changes that one commit more would make. */
        public List<Change> changes() {
            return lacks.stream().map(Lacking::change).toList();
        }

        /** How the branch stands to each of these files: what it lacks, holds in another text, or still holds. */
        public String words() {
            return lacks.stream().map(Lacking::words).collect(Collectors.joining(", "));
        }

        /** The paths of these files, in words. */
        public String paths() {
            return changes().stream().map(Change::path).collect(Collectors.joining(", "));
        }
    }

    /** What came of adding a commit. */
    public sealed interface Addition {}

    /** The branch ends with this commit. */
    public record Added(String commit) implements Addition {}

    /** The branch is no more as it was looked at; it was left as it is. */
    public record Overtaken(String sentence) implements Addition {}

    /**
     * Looks for an open pull request on the wanted branch, or on one with the number that is put behind a taken name. Of
     * several the one that holds everything counts, otherwise the newest. Nothing is changed.
     */
    public Outcome<Optional<Standing>> look(Wanted wanted) {
        return new Repositories(session)
                .facts(owner, repository)
                .then(facts -> git.branches(wanted.branch()).then(heads -> look(wanted, facts, heads)));
    }

    private Outcome<Optional<Standing>> look(Wanted wanted, Repositories.Facts facts, Map<String, String> heads) {
        List<Standing> found = new ArrayList<>();
        for (String name : names(wanted.branch()).filter(heads::containsKey).toList()) {
            switch (open(facts, name)) {
                case Outcome.Failed<List<Opened>>(Trouble trouble) -> {
                    return Outcome.failed(trouble);
                }
                case Outcome.Done<List<Opened>>(List<Opened> pulls) -> {
                    for (Opened pull : pulls) {
                        switch (standing(wanted, pull, heads.getOrDefault(name, ""))) {
                            case Outcome.Failed<Standing>(Trouble trouble) -> {
                                return Outcome.failed(trouble);
                            }
                            case Outcome.Done<Standing>(Standing standing) -> found.add(standing);
                        }
                    }
                }
            }
        }
        return Outcome.done(found.stream()
                .max(Comparator.comparing(Standing::complete)
                        .thenComparing(standing -> standing.pull().number())));
    }

    /** The names that a wanted branch may have been given. */
    private static Stream<String> names(String branch) {
        return Stream.concat(
                Stream.of(branch),
                Stream.iterate(2, n -> n <= PullRequests.MOST_BRANCH_NAMES, n -> n + 1)
                        .map(n -> branch + "-" + n));
    }

    /** The open pull requests of a branch of this repository that lead to its default branch. */
    private Outcome<List<Opened>> open(Repositories.Facts facts, String branch) {
        String query = "?state=open&head=" + GitHubAddress.encoded(facts.owner() + ":" + branch);
        return session.list(
                        GitHubSession.path(owner, repository) + "/pulls" + query,
                        "",
                        Right.READ_REPOSITORY,
                        "the pull requests")
                .map(list -> list.stream()
                        .filter(node -> node.path("base")
                                .path("ref")
                                .asText(facts.defaultBranch())
                                .equals(facts.defaultBranch()))
                        // An owner's fork of its own repository has branches of the same names.
                        .filter(node ->
                                node.path("head").path("repo").path("id").asLong(facts.id()) == facts.id())
                        .map(node -> new Opened(
                                node.path("number").asInt(),
                                node.path("html_url").asText(""),
                                branch))
                        .toList());
    }

    private Outcome<Standing> standing(Wanted wanted, Opened pull, String head) {
        List<Lacking> lacks = new ArrayList<>();
        for (Change change : wanted.changes()) {
            switch (git.text(change.path(), head)) {
                case Outcome.Failed<Optional<String>>(Trouble trouble) -> {
                    return Outcome.failed(trouble);
                }
                case Outcome.Done<Optional<String>>(Optional<String> there) -> {
                    if (!there.equals(change.gone() ? Optional.empty() : Optional.of(change.after()))) {
                        lacks.add(lacking(change, there));
                    }
                }
            }
        }
        return Outcome.done(new Standing(pull, head, lacks));
    }

    private static Lacking lacking(Change change, Optional<String> there) {
        String before = change.before();
        Set<String> known = Stream.of(before == null ? "" : before, change.after())
                .flatMap(String::lines)
                .map(String::strip)
                .collect(Collectors.toSet());
        List<String> replaced = there.stream()
                .flatMap(String::lines)
                .filter(line -> !line.isBlank() && !known.contains(line.strip()))
                .toList();
        return new Lacking(new Change(change.path(), there.orElse(null), change.after(), change.gone()), replaced);
    }

    /**
     * Adds what the branch lacks as one commit on its end. The branch moves only from where it was looked at: nobody's
     * commit is overwritten.
     *
     * @param standing as it was looked at and shown
     */
    public Outcome<Addition> add(Standing standing, String message) {
        List<Change> changes = standing.changes();
        return git.writable(changes)
                .then(_ -> git.commit(changes, message, standing.head()))
                .then(commit -> advance(standing, commit.sha(), changes));
    }

    private Outcome<Addition> advance(Standing standing, String commit, List<Change> changes) {
        String branch = standing.pull().branch();
        Outcome<JsonNode> sent = git.advance(branch, commit, changes);
        if (!(sent instanceof Outcome.Failed<JsonNode>(Trouble trouble))) {
            return Outcome.done(new Added(commit));
        }
        boolean refused = trouble instanceof Trouble.Refused(int status, String _) && status == 422;
        // Only the branch itself tells why, or whether a request without an answer was carried out.
        return switch (git.head(branch)) {
            case Outcome.Done<String>(String now) when now.equals(commit) -> Outcome.done(new Added(commit));
            case Outcome.Done<String>(String now)
            when refused && !now.equals(standing.head()) ->
                Outcome.done(new Overtaken("Somebody pushed to the branch " + branch
                        + " meanwhile: it was left as it is. Look at what it lacks now, then try again."));
            case Outcome.Failed<String>(Trouble.NotFound _)
            when refused ->
                Outcome.done(new Overtaken("The branch " + branch + " was deleted meanwhile: nothing was added."
                        + " Restore it at " + standing.pull().page()
                        + " and try again, or try again at once for a new pull request."));
            case Outcome.Done<String> _, Outcome.Failed<String> _ -> Outcome.failed(trouble);
        };
    }
}
