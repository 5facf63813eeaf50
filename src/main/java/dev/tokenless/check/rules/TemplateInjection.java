package dev.tokenless.check.rules;

import dev.tokenless.check.Finding;
import dev.tokenless.check.Severity;
import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Step;
import dev.tokenless.ci.github.Workflow;
import dev.tokenless.ci.yaml.YamlNode;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A value that others write is pasted into a script of the publishing job: it is replaced before the shell reads the
 * line, so quotes do not help (github/docs, security-hardening: understanding the risk of script injections).
 */
final class TemplateInjection extends ReleaseRule {
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\{(.{0,2000}?)}}", Pattern.DOTALL);

    /** What anybody can write who opens an issue or a pull request, and what whoever starts the run types. */
    private static final Pattern OTHERS =
            Pattern.compile("github\\.event\\.(issue|pull_request|discussion)\\.(title|body)"
                    + "|github\\.event\\.(comment|review|review_comment)\\.body"
                    + "|github\\.event\\.pages\\.[^ ]*page_name"
                    + "|github\\.event\\.(head_commit|commits[^ ]*)\\.(message|author\\.(email|name))"
                    + "|github\\.event\\.workflow_run\\.(head_branch|head_commit\\.message|head_repository\\.description)"
                    + "|github\\.event\\.pull_request\\.head\\.(ref|label|repo\\.default_branch)"
                    + "|github\\.event\\.release\\.(name|body)"
                    + "|github\\.head_ref"
                    + "|github\\.event\\.client_payload\\.[\\w.-]+");

    /** What only people with write access choose, such as the name of a tag. */
    private static final Pattern WRITERS = Pattern.compile(
            "github\\.ref_name|github\\.event\\.release\\.tag_name|github\\.event\\.ref|github\\.ref\\b(?!_)");

    private static final Pattern INPUT = Pattern.compile("(?:github\\.event\\.)?inputs\\.([\\w-]+)");

    TemplateInjection() {
        super("template-injection", "A value of others is pasted into a script");
    }

    @Override
    void look(Subject subject, Workflow workflow, Job job, Consumer<Finding> out) {
        for (Step step : job.steps()) {
            if (step.run() != null) {
                report(subject, workflow, step.run(), out);
            }
            if (step.action() != null && step.action().toLowerCase(Locale.ROOT).equals("actions/github-script")) {
                step.node()
                        .mapping("with")
                        .flatMap(w -> w.scalar("script"))
                        .ifPresent(script -> report(subject, workflow, script, out));
            }
        }
    }

    private void report(Subject subject, Workflow workflow, YamlNode.Scalar script, Consumer<Finding> out) {
        Matcher expressions = EXPRESSION.matcher(script.text());
        while (expressions.find()) {
            String body = expressions.group(1).strip();
            Severity severity = severity(workflow, body);
            if (severity != null) {
                out.accept(finding(
                        subject,
                        severity,
                        script.place(),
                        Words.code("${{ " + body + " }}") + " is pasted into a script of " + subject.where()
                                + " before the shell reads it: hand it over in " + Words.code("env")
                                + " and use the variable.",
                        null));
            }
        }
    }

    private static @org.jspecify.annotations.Nullable Severity severity(Workflow workflow, String body) {
        if (!body.matches("[\\w.\\[\\]*'\"-]+")) {
            return OTHERS.matcher(body).find()
                            && !body.contains("==")
                            && !body.contains("!=")
                            && !body.startsWith("contains")
                            && !body.startsWith("startsWith")
                    ? Severity.WARNING
                    : null;
        }
        if (OTHERS.matcher(body).find()) {
            return Severity.WARNING;
        }
        Matcher input = INPUT.matcher(body);
        if (input.matches() && freeText(workflow, input.group(1))) {
            return Severity.WARNING;
        }
        return WRITERS.matcher(body).matches() ? Severity.NOTE : null;
    }

    /** Whether the input is a free text; a choice, a number, a boolean can hold nothing dangerous. */
    private static boolean freeText(Workflow workflow, String name) {
        return workflow.triggers().stream()
                .flatMap(t -> t.inputs().values().stream())
                .filter(i -> i.name().equals(name))
                .allMatch(i -> i.type().equals("string"));
    }
}
