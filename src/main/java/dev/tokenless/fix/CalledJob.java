package dev.tokenless.fix;

import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Workflow;
import dev.tokenless.ci.yaml.YamlNode;
import dev.tokenless.edit.TextEdit;
import dev.tokenless.edit.YamlEdits;
import dev.tokenless.edit.YamlPath;
import dev.tokenless.edit.YamlValue;
import dev.tokenless.publish.Caller;
import dev.tokenless.publish.PublishJob;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A job in a called workflow. PyPI accepts no upload from there (pypa/gh-action-pypi-publish, README: reusable workflows),
 * so that the upload moves to the caller; what the caller passed on for it goes with it.
 */
final class CalledJob {
    private final Draft draft;
    private final JobDraft job;
    private final List<Caller> callers;

    CalledJob(Draft draft, PublishJob publish, JobDraft job) {
        this.draft = draft;
        this.job = job;
        this.callers = publish.called();
    }

    /** The places to which the upload moves; stops where it cannot be moved safely. */
    List<UploadHome> homes() {
        Workflow called = job.workflow();
        if (called.triggers().stream().anyMatch(t -> !t.event().equals("workflow_call"))) {
            throw stop("the workflow also starts by itself, where the job would be missed");
        }
        if (job.job().matrix() != null) {
            throw stop("the job runs in a matrix");
        }
        List<UploadHome> homes = new ArrayList<>();
        for (Caller caller : callers) {
            Job calling = caller.job();
            if (!calls(calling, called)) {
                throw stop("it is called through another workflow");
            }
            if (calling.matrix() != null) {
                throw stop("job " + calling.id() + " calls it once for every value of a matrix");
            }
            UploadHome home = new UploadHome(caller.workflow(), calling);
            if (!homes.contains(home)) {
                homes.add(home);
            }
        }
        return homes;
    }

    private static boolean calls(Job calling, Workflow called) {
        return calling.uses() != null
                && calling.uses().text().replaceFirst("^\\./", "").equals(called.path());
    }

    private Draft.Stop stop(String why) {
        String names = callers.stream().map(c -> c.workflow().path()).distinct().collect(Collectors.joining(" and "));
        return new Draft.Stop(
                "Job " + job.job().id() + " of " + job.workflow().path() + " is called by " + names
                        + "; PyPI's publishing action does not work in a called workflow, and its attestations would"
                        + " name the caller. It is not moved by the program, because " + why + ".",
                "Move the publishing job into " + names
                        + ": let it need the calling job, download the built distributions there and upload them, with"
                        + " permissions id-token: write.",
                job.place());
    }

    /** The trigger itself stays, also where nothing else is declared below it. */
    private static YamlEdits withoutDeclaration(YamlEdits edits, YamlPath declared, String name) {
        if (edits.node(declared).orElse(null) instanceof YamlNode.Mapping secrets
                && secrets.entries().size() == 1
                && edits.node(declared.parent()).orElse(null) instanceof YamlNode.Mapping call
                && call.entries().size() == 1
                && edits.node(declared.parent().parent()).orElse(null) instanceof YamlNode.Mapping on) {
            YamlNode.Entry trigger = on.entry("workflow_call").orElseThrow();
            String text = edits.text().text();
            int from = text.indexOf(':', trigger.key().place().end()) + 1;
            int to = text.substring(0, trigger.value().place().end())
                    .stripTrailing()
                    .length();
            return edits.splice(
                    List.of(new TextEdit(from, to, "")),
                    tree -> tree.with(declared.parent(), YamlValue.plain("")),
                    "Remove " + declared + " by hand.");
        }
        return edits.remove(declared.key(name));
    }

    /** Secrets that the called workflow no longer reads are neither declared nor passed on any more. */
    void withoutPassedSecrets() {
        Workflow called = job.workflow();
        YamlPath declared = YamlPath.keys("on", "workflow_call", "secrets");
        String before = called.source().text();
        String now = draft.yaml(called.source()).text().text();
        for (Caller caller : callers) {
            Job calling = caller.job();
            YamlPath passed = YamlPath.job(calling.id()).key("secrets");
            boolean inherits =
                    draft.yaml(caller.workflow().source()).node(passed).orElse(null) instanceof YamlNode.Scalar s
                            && s.text().equals("inherit");
            if (inherits && before.contains("secrets") && !now.contains("secrets") && !now.contains("inherit")) {
                draft.edit(caller.workflow().source(), calling.key().place(), e -> e.remove(passed));
                draft.change(
                        "Job " + calling.id() + " of " + caller.workflow().path()
                                + " no longer passes secrets on: the called workflow reads none.",
                        calling.key().place());
            }
        }
        List<String> names = new ArrayList<>();
        callers.forEach(c -> names.addAll(c.job().secrets().keySet()));
        for (String name : names.stream().distinct().toList()) {
            Pattern read = Pattern.compile(
                    "secrets\\s*(\\.\\s*|\\[\\s*['\"])" + Pattern.quote(name) + "\\b", Pattern.CASE_INSENSITIVE);
            if (!read.matcher(before).find() || read.matcher(now).find()) {
                continue;
            }
            if (draft.yaml(called.source()).node(declared.key(name)).isPresent()) {
                draft.edit(called.source(), job.place(), e -> withoutDeclaration(e, declared, name));
            }
            for (Caller caller : callers) {
                Job calling = caller.job();
                YamlPath passed = YamlPath.job(calling.id()).key("secrets").key(name);
                if (draft.yaml(caller.workflow().source()).node(passed).isPresent()) {
                    draft.edit(caller.workflow().source(), calling.key().place(), e -> e.remove(passed));
                    draft.change(
                            "Job " + calling.id() + " of " + caller.workflow().path() + " no longer passes " + name
                                    + " on, which nobody reads there.",
                            calling.key().place());
                }
            }
        }
    }
}
