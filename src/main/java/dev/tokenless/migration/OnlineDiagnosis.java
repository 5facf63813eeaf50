package dev.tokenless.migration;

import dev.tokenless.check.Finding;
import dev.tokenless.check.Inspector;
import dev.tokenless.check.Severity;
import dev.tokenless.diagnose.Cause;
import dev.tokenless.diagnose.Certainty;
import dev.tokenless.diagnose.Diagnosis;
import dev.tokenless.diagnose.Evidence;
import dev.tokenless.diagnose.Given;
import dev.tokenless.diagnose.NotKnown;
import dev.tokenless.diagnose.Remedy;
import dev.tokenless.github.Environments;
import dev.tokenless.github.GitHubSession;
import dev.tokenless.github.Repositories;
import dev.tokenless.oidc.KnownIdentity;
import dev.tokenless.repo.Project;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A diagnosis with what GitHub adds: the repository's present name, and the gates of its environments.
 *
 * @param unseen what GitHub did not tell
 */
public record OnlineDiagnosis(Diagnosis diagnosis, List<Lookout.Unseen> unseen) {
    public OnlineDiagnosis {
        unseen = List.copyOf(unseen);
    }

    /** Diagnoses what was given, and asks GitHub about the repository, where one was given. Blocking. */
    public static OnlineDiagnosis of(Given given, GitHubSession session) {
        Project project = given.project();
        if (project == null) {
            return new OnlineDiagnosis(Diagnosis.of(given), List.of());
        }
        OnlineInspection online =
                OnlineInspection.of(Inspector.inspect(project, given.known(), KnownIdentity.NOTHING), session);
        Diagnosis plain = Diagnosis.of(given.with(online.inspection().project()));
        List<Cause> certain = new ArrayList<>();
        List<Cause> rest = new ArrayList<>();
        plain.causes().forEach(c -> (c.certainty() == Certainty.CERTAIN ? certain : rest).add(c));
        List<String> notes = new ArrayList<>(plain.notes());
        for (Finding finding : online.findings()) {
            boolean known = plain.causes().stream().anyMatch(c -> c.id().equals(finding.rule()));
            if (finding.severity() != Severity.ERROR) {
                notes.add(finding.message());
            } else if (!known) {
                certain.add(cause(finding, online.standing(), session));
            }
        }
        certain.addAll(rest);
        List<String> checked = new ArrayList<>(plain.checked());
        if (plain.lookedAtSomething() && online.standing() instanceof Repositories.Present(Repositories.Facts facts)) {
            checked.add("GitHub knows the repository by the name " + facts.slug() + ".");
        }
        List<NotKnown> open = new ArrayList<>(plain.notKnown());
        online.unseen()
                .forEach(u -> open.add(new NotKnown(
                        capital(u.what()),
                        u.sentence(),
                        u.nextStep().isEmpty()
                                ? "Look again when GitHub answers."
                                : u.nextStep().isEmpty() ? "Look again when GitHub answers." : u.nextStep())));
        return new OnlineDiagnosis(
                new Diagnosis(
                        plain.registry(), certain, checked, open, notes, plain.unread(), plain.log(), plain.claims()),
                online.unseen());
    }

    private static String capital(String words) {
        return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static Cause cause(Finding finding, Repositories.@Nullable Standing standing, GitHubSession session) {
        String page = standing == null
                ? null
                : new Environments(
                                session,
                                standing.facts().owner(),
                                standing.facts().name())
                        .page();
        return new Cause(
                finding.rule(),
                Certainty.CERTAIN,
                finding.message(),
                List.of(new Evidence.Line(
                        finding.place().path(),
                        finding.place().line(),
                        finding.job() == null ? "" : "job " + finding.job().job())),
                page == null
                        ? List.of()
                        : List.of(new Remedy(
                                Remedy.Side.GITHUB,
                                "Add a rule to the environment that lets the release through",
                                null,
                                page,
                                List.of())),
                finding.job());
    }
}
