package dev.tokenless.cli;

import dev.tokenless.check.Finding;
import dev.tokenless.check.Inspection;
import dev.tokenless.check.Severity;
import dev.tokenless.check.rules.Rules;
import dev.tokenless.migration.Lookout;
import dev.tokenless.migration.OnlineInspection;
import dev.tokenless.net.Http;
import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.report.Checked;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What GitHub adds to an inspection, where the user lets it be asked. */
final class Online {
    private Online() {}

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

    /** A checked repository with what GitHub adds. */
    static Checked check(Terminal terminal, Http http, Checked offline) {
        OnlineInspection online = inspect(terminal, http, offline.inspection());
        if (online.standing() == null) {
            return offline;
        }
        List<Finding> findings = new ArrayList<>(Rules.check(online.inspection()));
        online.findings().stream()
                .filter(added -> findings.stream()
                        .noneMatch(f -> f.rule().equals(added.rule()) && f.severity() == Severity.ERROR))
                .forEach(findings::add);
        findings.sort(Comparator.comparing((Finding f) -> f.place().path())
                .thenComparingInt(f -> f.place().start()));
        return new Checked(online.inspection(), findings);
    }

    static void unseen(Terminal terminal, Lookout.Unseen unseen) {
        terminal.complain("could not see " + unseen.what() + ": " + unseen.sentence()
                + (unseen.nextStep().isEmpty() ? "" : " " + unseen.nextStep()));
    }
}
