package dev.tokenless.cli;

import dev.tokenless.github.GitHubSession;
import dev.tokenless.github.Outcome;
import dev.tokenless.github.Runs;
import dev.tokenless.github.Trouble;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.report.Escaping;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The log of a failed run, from GitHub. */
final class FailedRun {
    private static final Pattern NUMBER = Pattern.compile("(?:.*/actions/runs/)?(\\d{1,18})(?:[/?#].*)?");

    private FailedRun() {}

    /**
     * The logs of the jobs that failed, one behind the other.
     *
     * @param named a number, an address, or {@code last}
     */
    static String log(Terminal terminal, GitHubSession session, RepositoryId repository, String named) {
        Runs runs = new Runs(session, repository.owner(), repository.name());
        long id = named.equals("last") ? last(terminal, runs) : number(named);
        return switch (runs.failedLogs(id)) {
            case Outcome.Done<String>(String text) -> text;
            case Outcome.Failed<String>(Trouble trouble) ->
                throw new Bug.Refusal(ExitStatus.REFUSED, trouble.sentence() + " Or paste the log with --log.");
        };
    }

    private static long last(Terminal terminal, Runs runs) {
        return switch (runs.failed()) {
            case Outcome.Done<List<Runs.Run>>(List<Runs.Run> failed) -> {
                if (failed.isEmpty()) {
                    throw new Bug.Refusal(ExitStatus.FINE, "no run of this repository has failed lately.");
                }
                Runs.Run run = failed.getFirst();
                terminal.err()
                        .println(Escaping.terminal("The last failed run: " + run.title() + ", " + run.path() + ", "
                                + run.created() + ", " + run.page()));
                yield run.id();
            }
            case Outcome.Failed<List<Runs.Run>>(Trouble trouble) ->
                throw new Bug.Refusal(ExitStatus.REFUSED, trouble.sentence() + " Or paste the log with --log.");
        };
    }

    private static long number(String named) {
        Matcher number = NUMBER.matcher(named.strip());
        if (!number.matches()) {
            throw new Bug.Refusal(
                    ExitStatus.UNUSABLE, named + " is no run. Give its number, its address, or the word last.");
        }
        return Long.parseLong(number.group(1));
    }
}
