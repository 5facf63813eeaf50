package dev.tokenless.report;

import dev.tokenless.check.Finding;
import dev.tokenless.check.Inspection;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.registry.Verdict;
import dev.tokenless.repo.Problem;
import dev.tokenless.repo.RepositoryId;
import java.io.PrintStream;
import java.util.stream.Collectors;

/** {@code check --format markdown}: for a pull request's comment or a job summary. */
public final class CheckMarkdown implements CheckReport {
    private final PrintStream out;

    /** Writes to the stream, which stays open at the end. */
    public CheckMarkdown(PrintStream out) {
        this.out = out;
    }

    @Override
    public void project(Checked checked) {
        Inspection inspection = checked.inspection();
        RepositoryId repository = inspection.project().repository();
        out.println("## "
                + Escaping.markdown(repository == null ? inspection.project().path() : repository.slug()));
        out.println();
        boolean none = inspection.jobs().isEmpty();
        if (!inspection.unread().isEmpty()) {
            out.println(Escaping.markdown(inspection.unread().sentence(!none)));
        } else if (none) {
            out.println("No job in this repository publishes a package.");
        }
        if (!none) {
            out.println();
            out.println("| publish job | registry | packages | login | id-token | environment | verdict |");
            out.println("| --- | --- | --- | --- | --- | --- | --- |");
            inspection.jobs().forEach(this::job);
        }
        out.println();
        if (!checked.findings().isEmpty()) {
            out.println("| severity | place | finding | rule |");
            out.println("| --- | --- | --- | --- |");
            for (Finding finding : checked.findings()) {
                out.println("| " + finding.severity().id() + " | "
                        + Escaping.markdownCode(
                                finding.place().path() + ":" + finding.place().line()) + " | "
                        + Escaping.markdown(finding.message()) + " | " + Escaping.markdownCode(finding.rule()) + " |");
            }
            out.println();
        }
        for (Problem problem : inspection.problems()) {
            out.println("- not read: "
                    + Escaping.markdownCode(
                            problem.place().path() + ":" + problem.place().line()) + " "
                    + Escaping.markdown(problem.message()));
        }
        checked.unseen()
                .forEach(unseen ->
                        out.println("- not seen: " + Escaping.markdown(unseen.what() + ": " + unseen.sentence())));
        out.flush();
    }

    private void job(Inspection.Examined examined) {
        PublishJob job = examined.job();
        out.println("| " + Escaping.markdownCode(job.job()) + " in "
                + Escaping.markdownCode(job.path() + ":" + job.place().line()) + " | "
                + Escaping.markdown(Words.registry(job.registry())) + " | "
                + job.packages().stream().map(Escaping::markdownCode).collect(Collectors.joining(", ")) + " | "
                + Escaping.markdown(Words.login(job)) + " | " + Words.idToken(job) + " | "
                + Escaping.markdown(Words.environment(job.environment())) + " | " + verdicts(examined) + " |");
    }

    private static String verdicts(Inspection.Examined examined) {
        return examined.presented().stream()
                .flatMap(p -> p.verdicts().stream()
                        .map(v -> Escaping.markdown(p.prediction().trigger()) + ": "
                                + outcome(v.verdict().outcome())))
                .distinct()
                .collect(Collectors.joining("; "));
    }

    private static String outcome(Verdict.Outcome outcome) {
        return switch (outcome) {
            case MATCH -> "accepted";
            case MISMATCH -> "**refused**";
            case UNDETERMINED -> "not known";
        };
    }

    @Override
    public void close() {
        out.flush();
    }
}
