package dev.tokenless.report;

import dev.tokenless.check.Finding;
import dev.tokenless.check.Fix;
import dev.tokenless.check.Inspection;
import dev.tokenless.check.Severity;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.registry.Verdict;
import dev.tokenless.repo.Problem;
import dev.tokenless.repo.RepositoryId;
import java.io.PrintStream;
import java.util.List;

/** {@code check} for a person at a terminal: what publishes, what would be answered, what to do. */
public final class CheckText implements CheckReport {
    private final PrintStream out;
    private final Style style;
    private int projects;
    private int jobs;
    private int errors;
    private int warnings;
    private int unread;

    /** Writes to the stream, which stays open at the end. */
    public CheckText(PrintStream out, Style style) {
        this.out = out;
        this.style = style;
    }

    @Override
    public void project(Checked checked) {
        Inspection inspection = checked.inspection();
        if (projects++ > 0) {
            out.println();
        }
        RepositoryId repository = inspection.project().repository();
        String path = Escaping.terminal(inspection.project().path());
        out.println(style.bold(repository == null ? path : Escaping.terminal(repository.slug()) + "  (" + path + ")"));
        for (Problem problem : inspection.problems()) {
            unread++;
            out.println("  " + style.yellow("not read") + "  " + place(problem.place()) + "  "
                    + Escaping.terminal(problem.message()));
        }
        checked.unseen()
                .forEach(unseen -> out.println("  " + style.yellow("not seen") + "  "
                        + Escaping.terminal(unseen.what() + ": " + unseen.sentence())));
        boolean none = inspection.jobs().isEmpty();
        if (!inspection.unread().isEmpty()) {
            out.println("  " + Escaping.terminal(inspection.unread().sentence(!none)));
        } else if (none) {
            out.println("  No job in this repository publishes a package.");
        }
        for (Inspection.Examined examined : inspection.jobs()) {
            jobs++;
            job(examined);
        }
        for (Finding finding : checked.findings()) {
            finding(finding);
        }
        if (!none && checked.findings().isEmpty()) {
            out.println("  "
                    + (inspection.unread().isEmpty()
                            ? style.green("nothing to fix")
                            : style.yellow("nothing to fix in what could be read")));
        }
        out.flush();
    }

    private void job(Inspection.Examined examined) {
        PublishJob job = examined.job();
        String what = job.packages().isEmpty() ? "" : String.join(", ", job.packages()) + " ";
        out.println("  " + style.bold(Escaping.terminal(job.job())) + " in " + place(job.place()) + " uploads "
                + Escaping.terminal(what) + "to " + Words.registry(job.registry()) + " with "
                + Escaping.terminal(job.tool()));
        out.println("    " + Escaping.terminal(Words.login(job)) + "; " + Words.idToken(job) + "; "
                + Escaping.terminal(Words.environment(job.environment())) + "; runs on "
                + (job.triggers().isEmpty()
                        ? "no event that can reach it"
                        : Escaping.terminal(String.join(", ", job.triggers()))));
        for (Inspection.Presented presented : examined.presented()) {
            for (Inspection.PackageVerdict verdict : presented.verdicts()) {
                verdict(job, presented.prediction().trigger(), verdict);
            }
        }
    }

    private void verdict(PublishJob job, String trigger, Inspection.PackageVerdict packageVerdict) {
        Verdict verdict = packageVerdict.verdict();
        String on = "on " + Escaping.terminal(trigger);
        String registry = Words.registry(job.registry());
        switch (verdict.outcome()) {
            case MATCH -> out.println("    " + style.green("accepted") + " by " + registry + " " + on);
            case MISMATCH -> {
                out.println("    " + style.red("refused") + " by " + registry + " " + on
                        + (verdict.publisher() < 0 ? ": the publishers that were given hold none for it" : ""));
                differing(verdict.checks(), Verdict.CheckOutcome.MISMATCH);
            }
            case UNDETERMINED -> {
                out.println("    " + style.yellow("not known") + " whether " + registry + " accepts it " + on);
                differing(verdict.checks(), Verdict.CheckOutcome.UNDETERMINED);
            }
        }
    }

    private void differing(List<Verdict.ClaimCheck> checks, Verdict.CheckOutcome outcome) {
        for (Verdict.ClaimCheck check : checks) {
            if (check.outcome() == outcome) {
                String expected = check.expected();
                out.println("      " + check.claim() + ": the job presents "
                        + Escaping.terminal(Words.claim(check.presented())) + ", the publisher says "
                        + Escaping.terminal(expected == null ? "(none)" : expected));
            }
        }
    }

    private void finding(Finding finding) {
        String severity = switch (finding.severity()) {
            case ERROR -> style.red("error");
            case WARNING -> style.yellow("warning");
            case NOTE -> "note";
        };
        errors += finding.severity() == Severity.ERROR ? 1 : 0;
        warnings += finding.severity() == Severity.WARNING ? 1 : 0;
        out.println("  " + severity + "  " + place(finding.place()) + "  " + style.dim("[" + finding.rule() + "]"));
        out.println("    " + Escaping.terminal(finding.message()));
        Fix fix = finding.fix();
        if (fix != null) {
            out.println("    " + (fix.safe() ? "fix: " : "fix, to be reviewed: ") + Escaping.terminal(fix.title()));
        }
    }

    private static String place(dev.tokenless.repo.Place place) {
        return Escaping.terminal(place.path()) + ":" + place.line() + ":" + place.column();
    }

    @Override
    public void close() {
        out.println();
        String read = unread == 0 ? "" : "; " + Words.count(unread, "thing") + " could not be read";
        out.println(Words.count(errors, "error") + ", " + Words.count(warnings, "warning") + " in "
                + Words.count(jobs, "publish job") + " of "
                + (projects == 1 ? "1 repository" : projects + " repositories") + read + ".");
        if (errors + warnings > 0) {
            out.println(
                    "tokenless explain ID tells more of a finding; tokenless fix PATH --diff shows the safe fixes.");
        }
        out.flush();
    }
}
