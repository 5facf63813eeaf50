package dev.tokenless.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenless.github.PullRequests.Change;
import dev.tokenless.net.Answer.Reply;
import dev.tokenless.net.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A repository's branches, commits and trees, read and made through GitHub's Git data API. */
final class GitData {
    private final GitHubSession session;
    private final String owner;
    private final String repository;

    GitData(GitHubSession session, String owner, String repository) {
        this.session = session;
        this.owner = owner;
        this.repository = repository;
    }

    /** A commit that is not yet on a branch, with the tree that it holds. */
    record Commit(String sha, String tree) {}

    private String path() {
        return GitHubSession.path(owner, repository);
    }

    static boolean touchesWorkflows(List<Change> changes) {
        return changes.stream().anyMatch(c -> c.path().startsWith(".github/workflows/"));
    }

    /** The repository's facts, where these files can be written to it as far as that is known beforehand. */
    Outcome<Repositories.Facts> writable(List<Change> changes) {
        // Known scopes need no question.
        return lacksWorkflows(changes)
                ? Outcome.failed(new Trouble.MissingWorkflowScope(session.kind()))
                : new Repositories(session).facts(owner, repository).then(facts -> writable(facts, changes));
    }

    private Outcome<Repositories.Facts> writable(Repositories.Facts facts, List<Change> changes) {
        if (facts.archived()) {
            return Outcome.failed(new Trouble.Changed("The repository is archived: nothing can be pushed to it."));
        }
        // The scopes are known only after the first answer.
        if (lacksWorkflows(changes)) {
            return Outcome.failed(new Trouble.MissingWorkflowScope(session.kind()));
        }
        return facts.mayPush() || session.kind() == TokenKind.INSTALLATION
                ? Outcome.done(facts)
                : Outcome.failed(new Trouble.MissingRight(Right.WRITE_CONTENTS, session.kind(), ""));
    }

    private boolean lacksWorkflows(List<Change> changes) {
        return touchesWorkflows(changes)
                && session.missing(Right.WRITE_WORKFLOWS)
                        .filter(m -> !m.isEmpty())
                        .isPresent();
    }

    /** The commit at the end of a branch. */
    Outcome<String> head(String branch) {
        return session.get(
                        path() + "/git/ref/heads/" + encodedPath(branch), Right.READ_REPOSITORY, "the branch " + branch)
                .then(node -> sha(node.path("object").path("sha")));
    }

    /** The branches whose names begin so, each with the commit at its end. */
    Outcome<Map<String, String>> branches(String beginning) {
        return session.list(
                        path() + "/git/matching-refs/heads/" + encodedPath(beginning),
                        "",
                        Right.READ_REPOSITORY,
                        "the branches " + beginning)
                .map(refs -> {
                    Map<String, String> heads = new LinkedHashMap<>();
                    for (JsonNode ref : refs) {
                        String name = ref.path("ref").asText("");
                        if (name.startsWith("refs/heads/")
                                && sha(ref.path("object").path("sha")) instanceof Outcome.Done<String>(String sha)) {
                            heads.put(name.substring("refs/heads/".length()), sha);
                        }
                    }
                    return heads;
                });
    }

    /** A file's text at a commit; nothing where there is none. */
    Outcome<Optional<String>> text(String file, String commit) {
        Request request = session.request("GET", path() + "/contents/" + encodedPath(file) + "?ref=" + commit)
                .replacing("Accept", "application/vnd.github.raw+json");
        return switch (session.reply(request, Right.READ_REPOSITORY, "the file " + file)) {
            case Outcome.Done<Reply>(Reply reply) -> Outcome.done(Optional.of(reply.text()));
            case Outcome.Failed<Reply>(Trouble.NotFound _) -> Outcome.done(Optional.empty());
            case Outcome.Failed<Reply>(Trouble trouble) -> Outcome.failed(trouble);
        };
    }

    /** A commit on top of another one; no branch holds it yet. */
    Outcome<Commit> commit(List<Change> changes, String message, String base) {
        return treeOf(base)
                .then(tree -> write("POST", "/git/trees", tree(changes, tree), changes))
                .then(node -> sha(node.path("sha")))
                .then(tree -> {
                    ObjectNode body = JsonNodeFactory.instance.objectNode();
                    body.put("message", message).put("tree", tree);
                    body.putArray("parents").add(base);
                    return write("POST", "/git/commits", body, changes)
                            .then(node -> sha(node.path("sha")))
                            .map(commit -> new Commit(commit, tree));
                });
    }

    Outcome<String> treeOf(String commit) {
        return session.get(path() + "/git/commits/" + commit, Right.READ_REPOSITORY, "the commit " + commit)
                .then(node -> sha(node.path("tree").path("sha")));
    }

    private static ObjectNode tree(List<Change> changes, String base) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("base_tree", base);
        for (Change change : changes) {
            ObjectNode entry = body.withArray("/tree")
                    .addObject()
                    .put("path", change.path())
                    .put("mode", "100644")
                    .put("type", "blob");
            // A file without a blob is taken out of the tree (GitHub's documentation, "Create a tree").
            if (change.gone()) {
                entry.putNull("sha");
            } else {
                entry.put("content", change.after());
            }
        }
        return body;
    }

    /** Makes a new branch of a commit. */
    Outcome<JsonNode> create(String branch, String commit, List<Change> changes) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("ref", "refs/heads/" + branch).put("sha", commit);
        return write("POST", "/git/refs", body, changes);
    }

    /** Lets a branch end with a commit that stands on its present end; GitHub refuses any other (422). */
    Outcome<JsonNode> advance(String branch, String commit, List<Change> changes) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("sha", commit).put("force", false);
        return write("PATCH", "/git/refs/heads/" + encodedPath(branch), body, changes);
    }

    /** A token that may not write workflow files is told "not found" here (octokit/octokit.rb, issue 1184). */
    private Outcome<JsonNode> write(String method, String path, ObjectNode body, List<Change> changes) {
        Outcome<JsonNode> sent = session.send(
                session.request(method, path() + path).json(body.toString()),
                Right.WRITE_CONTENTS,
                "the repository " + owner + "/" + repository);
        return touchesWorkflows(changes) && sent instanceof Outcome.Failed<JsonNode>(Trouble.NotFound _)
                ? Outcome.failed(new Trouble.MissingWorkflowScope(session.kind()))
                : sent;
    }

    private Outcome<String> sha(JsonNode node) {
        return node.asText("").matches("[0-9a-f]{40}|[0-9a-f]{64}")
                ? Outcome.done(node.asText())
                : Outcome.failed(new Trouble.Garbled(session.address().api() + path()));
    }

    /** A path with its slashes kept. */
    static String encodedPath(String path) {
        return GitHubAddress.encoded(path).replace("%2F", "/");
    }
}
