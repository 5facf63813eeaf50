package dev.tokenless.fix;

import dev.tokenless.ci.github.Step;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.publish.shell.Command;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What PyPI's tools need besides the token's removal. */
final class PythonMigration {
    private final JobDraft job;
    private final PublishJob publish;

    PythonMigration(JobDraft job, PublishJob publish) {
        this.job = job;
        this.publish = publish;
    }

    /** @param divided whether the upload goes to a job of its own, so that the commands here go anyway */
    void migrate(boolean divided) {
        releasio();
        if (divided) {
            return;
        }
        if (publish.tool().equals("twine upload") && !freshTwine()) {
            job.draft()
                    .review(
                            "twine exchanges identities from 6.1 on: see that job "
                                    + job.job().id() + " installs such a" + " version.",
                            publish.place());
        }
        for (Step step : job.steps()) {
            Optional<ScriptText> script = job.script(step);
            if (script.isEmpty()) {
                continue;
            }
            ScriptText text = script.get();
            for (Command command : text.read().commands()) {
                if (UploadCommand.named("uv publish").test(command)
                        && ScriptText.words(command).stream().noneMatch(w -> w.startsWith("--trusted-publishing"))) {
                    // Otherwise a failed exchange goes unnoticed (astral-sh/uv, crates/uv-publish).
                    job.script(step, alwaysTrusted(text));
                    job.draft()
                            .change(
                                    "uv publish is told to use the job's identity always, so that a failed exchange is"
                                            + " seen.",
                                    step.node().place());
                    break;
                }
            }
        }
    }

    /** Whether the job takes the newest twine: installed without a version, or run by uvx or pipx. */
    private boolean freshTwine() {
        return job.job().steps().stream()
                .anyMatch(s -> s.run() != null
                        && s.run()
                                .text()
                                .matches("(?s).*((pip3?|pipx|uv tool) install\\b[^\\n"
                                        + "]*\\btwine(?![=<~!@\\[\\w-])|(uvx|pipx run|uv run --with)"
                                        + " twine(?![=<~!@])).*"));
    }

    static ScriptText alwaysTrusted(ScriptText script) {
        ScriptText now = script;
        for (int i = 0; i < now.read().commands().size(); i++) {
            Command command = now.read().commands().get(i);
            List<String> words = ScriptText.words(command);
            int publish = words.indexOf("publish");
            if (UploadCommand.named("uv publish").test(command)
                    && publish > 0
                    && words.stream().noneMatch(w -> w.startsWith("--trusted-publishing"))) {
                int at = command.words().get(publish).end();
                now = new ScriptText(
                        now.text().substring(0, at) + " --trusted-publishing always"
                                + now.text().substring(at),
                        now.dialect());
            }
        }
        return now;
    }

    /** releasio reads its configuration itself, in the folder that it is started in. */
    private void releasio() {
        if (!publish.tool().contains("releasio")) {
            return;
        }
        String folder = job.job().steps().stream()
                .filter(s -> Integer.valueOf(s.index()).equals(publish.step()))
                .map(s -> s.uses() != null
                        ? s.with().getOrDefault("working-directory", "")
                        : s.workingDirectory() == null ? "" : s.workingDirectory())
                .findFirst()
                .orElse("")
                .replaceAll("^(\\./)+|^\\.$|/+$", "");
        ReleasioConfig.migrate(job.draft(), publish, folder.isEmpty() ? "" : folder + "/");
    }

    static final Set<String> WITHOUT_IDENTITY =
            Set.of("hatch publish", "poetry publish", "flit publish", "setup.py upload", "rye publish");
}
