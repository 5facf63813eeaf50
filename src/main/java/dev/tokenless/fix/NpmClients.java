package dev.tokenless.fix;

import dev.tokenless.ci.github.Step;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.publish.shell.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Clients of npm that exchange no identity, which npm itself takes the place of. */
final class NpmClients {
    private final JobDraft job;
    private final PublishJob publish;

    NpmClients(JobDraft job, PublishJob publish) {
        this.job = job;
        this.publish = publish;
    }

    /** Writes {@code npm publish} wherever such a client uploads. */
    void replace() {
        for (Step step : job.steps()) {
            Optional<ScriptText> script = job.script(step);
            if (script.isEmpty()) {
                continue;
            }
            ScriptText now = script.get();
            for (String client : List.of("yarn publish", "bun publish")) {
                for (int round = 0; round < 20; round++) {
                    Optional<Command> found = now.find(UploadCommand.named(client));
                    if (found.isEmpty()) {
                        break;
                    }
                    now = now.replacing(found.get(), npm(ScriptText.words(found.get()), client, step));
                }
            }
            if (!now.equals(script.get())) {
                job.draft()
                        .change(
                                "npm publish uploads instead of " + publish.tool()
                                        + ", which has no trusted publishing.",
                                step.node().place());
                job.script(step, now);
            }
        }
    }

    /** The call of npm that does the same; a flag that npm does not have stops the migration. */
    private String npm(List<String> words, String client, Step step) {
        List<String> kept = new ArrayList<>(List.of("npm", "publish"));
        int publish = words.indexOf("publish");
        for (int i = publish + 1; i < words.size(); i++) {
            String word = words.get(i);
            String flag = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
            boolean valued = !word.contains("=") && i + 1 < words.size();
            switch (flag) {
                case "--tag", "--access", "--registry", "--otp" -> {
                    kept.add(word);
                    if (valued) {
                        kept.add(words.get(++i));
                    }
                }
                case "--non-interactive",
                        "--no-git-tag-version",
                        "--no-commit-hooks",
                        "--silent",
                        "--verbose",
                        "-s" -> {}
                case "--new-version", "--patch", "--minor", "--major", "--cwd" ->
                    throw new Draft.Stop(
                            client + " of job " + job.job().id() + " is called with " + flag
                                    + ", which npm publish does not have.",
                            "Set the version with npm version first, then publish with npm publish.",
                            step.node().place());
                default -> kept.add(word);
            }
        }
        return String.join(" ", kept);
    }
}
