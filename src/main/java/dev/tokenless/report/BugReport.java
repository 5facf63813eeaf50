package dev.tokenless.report;

import dev.tokenless.check.Finding;
import dev.tokenless.check.Inspection;
import dev.tokenless.net.Redaction;
import dev.tokenless.publish.PublishJob;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a developer of this program needs to see a fault, to be copied into an issue that everyone can read. It names no
 * file of the user's machine, no repository, no package, no environment and no secret: jobs are described by what the
 * program made of them alone. Everything that has the shape of a token is masked besides.
 */
public final class BugReport {
    private BugReport() {}

    /**
     * The report as Markdown.
     *
     * @param version of this program
     * @param inspection the open repository, null where none is open
     * @param fault what was thrown, null where the program did not break
     */
    public static String markdown(
            String version, @Nullable Inspection inspection, List<Finding> findings, @Nullable Throwable fault) {
        StringBuilder text = new StringBuilder("### What I did\n\n(please describe)\n\n### What happened, and what I"
                + " expected\n\n(please describe)\n\n### The program\n\n");
        line(text, "Tokenless", version);
        line(text, "Java", System.getProperty("java.vendor", "?") + " " + System.getProperty("java.version", "?"));
        line(
                text,
                "System",
                System.getProperty("os.name", "?") + " " + System.getProperty("os.version", "?") + " "
                        + System.getProperty("os.arch", "?"));
        if (fault != null) {
            text.append("\n### The fault\n\n```\n");
            fault(text, fault);
            text.append("```\n");
        }
        if (inspection != null) {
            repository(text, inspection, findings);
        }
        return Redaction.mask(text.toString());
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append("- ")
                .append(name)
                .append(": ")
                .append(Escaping.markdownCode(value))
                .append('\n');
    }

    /** Messages of exceptions may hold paths and texts of the repository, so that only classes and lines are given. */
    private static void fault(StringBuilder text, Throwable fault) {
        Throwable cause = fault;
        for (int depth = 0; cause != null && depth < 5; depth++, cause = cause.getCause()) {
            text.append(depth == 0 ? "" : "caused by ")
                    .append(cause.getClass().getName())
                    .append('\n');
            StackTraceElement[] trace = cause.getStackTrace();
            for (int i = 0; i < Math.min(trace.length, 12); i++) {
                text.append("    at ")
                        .append(trace[i].getClassName())
                        .append('.')
                        .append(trace[i].getMethodName())
                        .append(':')
                        .append(trace[i].getLineNumber())
                        .append('\n');
            }
        }
    }

    private static void repository(StringBuilder text, Inspection inspection, List<Finding> findings) {
        text.append("\n### The repository, without names\n\n");
        var repository = inspection.project().repository();
        line(
                text,
                "Host",
                repository == null ? "no remote" : repository.provider().toString());
        line(text, "Workflows", Integer.toString(inspection.workflows().size()));
        line(text, "Packages", Integer.toString(inspection.project().packages().size()));
        line(
                text,
                "Publishers",
                inspection.publishers() == null
                        ? "not known"
                        : Integer.toString(inspection.publishers().size()));
        for (Inspection.Examined examined : inspection.jobs()) {
            PublishJob job = examined.job();
            line(
                    text,
                    "Job",
                    job.registry().id() + ", " + (job.calls() == null ? job.tool() : "a called workflow") + ", "
                            + job.authentication().getClass().getSimpleName() + ", "
                            + Words.idToken(job) + ", "
                            + job.environment().getClass().getSimpleName() + ", on "
                            + String.join("/", job.triggers()));
        }
        Map<String, Integer> rules = new TreeMap<>();
        findings.forEach(f -> rules.merge(f.rule(), 1, Integer::sum));
        rules.forEach((rule, count) -> line(text, "Finding " + rule, Integer.toString(count)));
        if (!inspection.problems().isEmpty()) {
            line(text, "Not read", Words.count(inspection.problems().size(), "place"));
        }
    }
}
