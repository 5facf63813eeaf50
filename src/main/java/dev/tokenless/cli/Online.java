package dev.tokenless.cli;

import dev.tokenless.check.Finding;
import dev.tokenless.check.Inspection;
import dev.tokenless.check.Severity;
import dev.tokenless.check.rules.Rules;
import dev.tokenless.github.GitHubSession;
import dev.tokenless.migration.Lookout;
import dev.tokenless.migration.OnlineInspection;
import dev.tokenless.net.Http;
import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.report.Checked;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What GitHub adds to an inspection, where the user lets it be asked. */
final class Online {
    private final Terminal terminal;
    private final Http http;
    /** One conversation with each GitHub for all repositories, so that a rate limit is met once. */
    private final Map<String, GitHubSession> sessions = new HashMap<>();

    private boolean said;

    /** For many repositories. */
    Online(Terminal terminal, Http http) {
        this.terminal = terminal;
        this.http = http;
    }

    /** A checked repository with what GitHub adds; what it does not tell is kept with it. */
    Checked check(Checked offline) {
        RepositoryId repository = offline.inspection().project().repository();
        if (repository == null || repository.provider() != Provider.GITHUB) {
            return offline;
        }
        GitHubSession session =
                sessions.computeIfAbsent(repository.host(), _ -> GitHubSide.session(terminal, http, repository));
        Optional<Instant> before = session.quietUntil();
        if (before.isPresent()) {
            return limited(offline, before.get());
        }
        OnlineInspection online = OnlineInspection.of(offline.inspection(), session);
        Optional<Instant> after = session.quietUntil();
        if (after.isPresent()) {
            if (!said) {
                said = true;
                terminal.complain("GitHub answers no more requests until " + after.get()
                        + ", so nothing more is asked. What it would tell of the rest is unknown: rate limit."
                        + (session.signedIn() ? "" : " Signed in (GH_TOKEN) it answers far more."));
            }
            // What was learnt before the limit stays; the rest of this repository is unknown like that of the others.
            return online.standing() == null ? limited(offline, after.get()) : merged(offline, online);
        }
        online.unseen().forEach(unseen -> unseen(terminal, unseen));
        return merged(offline, online);
    }

    private static Checked limited(Checked offline, Instant until) {
        return new Checked(
                offline.inspection(),
                offline.findings(),
                List.of(new Lookout.Unseen("what GitHub would add", "unknown: rate limit, until " + until, "")));
    }

    /** Asks GitHub and says what it did not tell. */
    static OnlineInspection inspect(Terminal terminal, Http http, Inspection offline) {
        RepositoryId repository = offline.project().repository();
        if (repository == null || repository.provider() != Provider.GITHUB) {
            return new OnlineInspection(offline, null, List.of(), List.of());
        }
        OnlineInspection online = OnlineInspection.of(offline, GitHubSide.session(terminal, http, repository));
        online.unseen().forEach(unseen -> unseen(terminal, unseen));
        return online;
    }

    private static Checked merged(Checked offline, OnlineInspection online) {
        if (online.standing() == null) {
            return new Checked(offline.inspection(), offline.findings(), online.unseen());
        }
        List<Finding> findings = new ArrayList<>(Rules.check(online.inspection()));
        online.findings().stream()
                .filter(added -> findings.stream()
                        .noneMatch(f -> f.rule().equals(added.rule()) && f.severity() == Severity.ERROR))
                .forEach(findings::add);
        findings.sort(Comparator.comparing((Finding f) -> f.place().path())
                .thenComparingInt(f -> f.place().start()));
        return new Checked(online.inspection(), findings, online.unseen());
    }

    static void unseen(Terminal terminal, Lookout.Unseen unseen) {
        terminal.complain("could not see " + unseen.what() + ": " + unseen.sentence()
                + (unseen.nextStep().isEmpty() ? "" : " " + unseen.nextStep()));
    }
}
