package dev.tokenless.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenless.net.Answer.Reply;
import dev.tokenless.net.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs of a repository's workflows, their jobs and their logs. */
public final class Runs {
    private static final int LARGEST_LOG = 32 * 1024 * 1024;

    private final GitHubSession session;
    private final String owner;
    private final String repository;

    public Runs(GitHubSession session, String owner, String repository) {
        this.session = session;
        this.owner = owner;
        this.repository = repository;
    }

    /**
     * A run.
     *
     * @param path the workflow file
     * @param title what the run is called in the list
     * @param ref the branch or tag that it ran on, without {@code refs/}
     * @param conclusion for example {@code failure}; empty while it runs
     * @param created as GitHub writes it
     * @param called the workflow files that it called, with their repository and ref
     */
    public record Run(
            long id,
            String path,
            String workflow,
            String title,
            String event,
            String ref,
            String commit,
            String conclusion,
            String created,
            String page,
            List<String> called) {
        public Run {
            called = List.copyOf(called);
        }
    }

    /** A job of a run. */
    public record Job(long id, String name, String conclusion, List<Step> steps, String page) {
        public Job {
            steps = List.copyOf(steps);
        }
    }

    /** A step of a job. */
    public record Step(int number, String name, String conclusion) {}

    /** A part of a log: a job, or a file of the archive. */
    public record Log(String name, String text) {}

    private String path() {
        return GitHubSession.path(owner, repository) + "/actions";
    }

    /** The newest failed runs, at most thirty. */
    public Outcome<List<Run>> failed() {
        return runs(path() + "/runs?status=failure&per_page=30");
    }

    /**
     * The newest runs of one workflow, at most thirty.
     *
     * @param file the file's name, for example {@code release.yml}
     */
    public Outcome<List<Run>> ofWorkflow(String file) {
        return runs(path() + "/workflows/" + GitHubAddress.encoded(file) + "/runs?per_page=30");
    }

    /**
     * The newest runs of one workflow that somebody started by hand, at most ten.
     *
     * @param file the file's name, for example {@code release.yml}
     */
    public Outcome<List<Run>> startedByHand(String file) {
        return runs(path() + "/workflows/" + GitHubAddress.encoded(file) + "/runs?event=workflow_dispatch&per_page=10");
    }

    private Outcome<List<Run>> runs(String path) {
        return session.get(path, Right.READ_RUNS, "the runs of " + owner + "/" + repository)
                .then(node -> node.path("workflow_runs").isArray()
                        ? Outcome.done(node.path("workflow_runs")
                                .valueStream()
                                .map(Runs::run)
                                .toList())
                        : Outcome.failed(new Trouble.Garbled(session.address().api() + path)));
    }

    private static Run run(JsonNode node) {
        List<String> called = new ArrayList<>();
        node.path("referenced_workflows").forEach(w -> called.add(w.path("path").asText("")));
        return new Run(
                node.path("id").asLong(),
                node.path("path").asText("").replaceFirst("@.*$", ""),
                node.path("name").asText(""),
                node.path("display_title").asText(""),
                node.path("event").asText(""),
                node.path("head_branch").asText(""),
                node.path("head_sha").asText(""),
                node.path("conclusion").asText(""),
                node.path("created_at").asText(""),
                node.path("html_url").asText(""),
                called);
    }

    /** The jobs of a run's last attempt. */
    public Outcome<List<Job>> jobs(long run) {
        return session.list(
                        path() + "/runs/" + run + "/jobs?filter=latest",
                        "jobs",
                        Right.READ_RUNS,
                        "the jobs of the run " + run)
                .map(nodes -> nodes.stream()
                        .map(node -> new Job(
                                node.path("id").asLong(),
                                node.path("name").asText(""),
                                node.path("conclusion").asText(""),
                                node.path("steps")
                                        .valueStream()
                                        .map(s -> new Step(
                                                s.path("number").asInt(),
                                                s.path("name").asText(""),
                                                s.path("conclusion").asText("")))
                                        .toList(),
                                node.path("html_url").asText("")))
                        .toList());
    }

    /** The log of one job. Secrets in it are as GitHub masked them: mask it again before it is shown. */
    public Outcome<Log> log(Job job) {
        return download(path() + "/jobs/" + job.id() + "/logs", "the log of the job " + job.name())
                .map(reply -> new Log(job.name(), reply.text()));
    }

    /**
     * The logs of a run's failed jobs, or of all where none failed by itself, one behind the other, each headed by the line
     * with which GitHub's own logs name their job.
     */
    public Outcome<String> failedLogs(long run) {
        return jobs(run).then(jobs -> {
            List<Job> failed =
                    jobs.stream().filter(j -> j.conclusion().equals("failure")).toList();
            StringBuilder all = new StringBuilder();
            for (Job job : failed.isEmpty() ? jobs : failed) {
                switch (log(job)) {
                    case Outcome.Done<Log>(Log log) ->
                        all.append("Complete job name: ")
                                .append(log.name().replaceAll("\\R", " "))
                                .append('\n')
                                .append(log.text())
                                .append('\n');
                    case Outcome.Failed<Log>(Trouble trouble) -> {
                        return Outcome.failed(trouble);
                    }
                }
            }
            return Outcome.done(all.toString());
        });
    }

    /** The logs of a whole run, taken out of the archive that GitHub makes. */
    public Outcome<List<Log>> logs(long run) {
        return download(path() + "/runs/" + run + "/logs", "the logs of the run " + run)
                .then(reply -> LogArchive.read(reply.content().bytes())
                        .<Outcome<List<Log>>>map(Outcome::done)
                        .orElseGet(() -> Outcome.failed(
                                new Trouble.Garbled(session.address().api() + path()))));
    }

    /** GitHub answers with the address of a storage server, which is never given the token. */
    private Outcome<Reply> download(String path, String what) {
        Request request = session.request("GET", path).largestAnswer(LARGEST_LOG);
        return switch (session.reply(request, Right.READ_RUNS, what)) {
            case Outcome.Failed<Reply>(Trouble.Refused(int status, String _))
            when status == 410 ->
                Outcome.failed(new Trouble.Changed(
                        "GitHub keeps " + what + " no longer. Run it again, or paste a log that you kept."));
            case Outcome.Failed<Reply>(Trouble.NotFound found)
            when session.signedIn() ->
                Outcome.failed(new Trouble.Changed("GitHub has no " + what.replaceFirst("^the ", "")
                        + " yet, or no longer, or the token may not see it."));
            case Outcome<Reply> other -> other;
        };
    }

    /** The request that starts a workflow by hand, to be shown first. */
    public Request dispatch(String file, String ref, Map<String, String> inputs) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("ref", ref);
        ObjectNode given = body.putObject("inputs");
        inputs.forEach(given::put);
        return session.request("POST", path() + "/workflows/" + GitHubAddress.encoded(file) + "/dispatches")
                .json(body.toString());
    }

    /** Sends what {@link #dispatch} prepared. */
    public Outcome<Boolean> start(Request dispatch) {
        return session.reply(dispatch, Right.START_RUNS, "the workflow").map(_ -> true);
    }
}
