package dev.tokenless.fix;

import dev.tokenless.ci.EnvironmentRef;
import dev.tokenless.ci.github.Step;
import dev.tokenless.ci.yaml.YamlNode;
import dev.tokenless.edit.YamlEdits;
import dev.tokenless.edit.YamlPath;
import dev.tokenless.edit.YamlValue;
import dev.tokenless.publish.catalogue.Tool;
import dev.tokenless.publish.shell.Command;
import dev.tokenless.repo.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What stays of a job whose uploads go to jobs of their own: it builds, and hands over what it has built. */
final class BuildingJob {
    private final JobDraft job;

    BuildingJob(JobDraft job) {
        this.job = job;
    }

    /** A step that goes as a whole leaves its introduction to the job that takes over. */
    List<String> commentsAbove(PythonUpload upload) {
        boolean goes = upload.command() == null
                || job.script(upload.step())
                        .flatMap(s -> s.without(UploadCommand.of("pypi")))
                        .filter(ScriptText::doesNothing)
                        .isPresent();
        if (!goes) {
            return List.of();
        }
        String source = job.workflow().source().text();
        List<String> lines =
                new ArrayList<>(source.substring(0, upload.step().node().place().start())
                        .lines()
                        .toList());
        List<String> found = new ArrayList<>();
        for (int i = lines.size() - 2; i >= 0 && lines.get(i).strip().startsWith("#"); i--) {
            found.addFirst(lines.get(i).strip());
        }
        return found;
    }

    /**
     * Takes the uploads out; at the place of the first one the distributions are handed over.
     *
     * @param built null where the job has not built them itself
     */
    void take(List<PythonUpload> uploads, @Nullable Distributions built) {
        boolean handed = false;
        for (PythonUpload upload : uploads) {
            Step step = upload.step();
            if (job.position(step.index()) < 0) {
                continue;
            }
            if (!handed && built != null) {
                job.insertBehind(step, built.handOver(upload));
                handed = true;
            }
            ScriptText script =
                    upload.command() == null ? null : job.script(step).orElse(null);
            if (script == null) {
                job.remove(step);
                continue;
            }
            Optional<ScriptText> cut = building(script).without(UploadCommand.of("pypi"));
            job.script(
                    step,
                    cut.orElseThrow(() -> new Draft.Stop(
                            "The upload of job " + job.job().id()
                                    + " is wound into other commands and cannot be taken out safely.",
                            "Take the upload out of the script by hand and divide the job.",
                            step.node().place())));
        }
    }

    /** Tools that build while they publish build only. */
    private static ScriptText building(ScriptText script) {
        ScriptText now = script;
        for (int i = 0; i < now.read().commands().size(); i++) {
            Command command = now.read().commands().get(i);
            Tool tool = UploadCommand.tool(command).orElse(null);
            List<String> words = ScriptText.words(command);
            if (tool == null) {
                continue;
            }
            String build = switch (tool.name()) {
                case "poetry publish" -> words.contains("--build") ? prefix(words, "publish") + "build" : null;
                case "flit publish", "pdm publish" ->
                    words.contains("--no-build") ? null : prefix(words, "publish") + "build";
                case "setup.py upload" ->
                    String.join(
                            " ", words.stream().filter(w -> !w.equals("upload")).toList());
                default -> null;
            };
            if (build != null) {
                now = now.replacing(command, build);
            }
        }
        return now;
    }

    private static String prefix(List<String> words, String until) {
        return String.join(" ", words.subList(0, words.indexOf(until))) + " ";
    }

    /** Hands values of its steps over to the jobs that need it. */
    void output(Map<String, String> outputs) {
        outputs.forEach((name, value) -> job.edit(job.place(), e -> output(e, name, value)));
    }

    private YamlEdits output(YamlEdits edits, String name, String value) {
        YamlPath path = job.path();
        return edits.node(path.key("outputs")).isPresent()
                ? edits.set(path.key("outputs"), name, YamlValue.text(value))
                : edits.set(path, "outputs", YamlValue.fields(Map.of(name, value)), new YamlEdits.Before("steps"));
    }

    /** Takes out the installation of an uploader that nobody calls any more. */
    void uninstall() {
        boolean used = job.now().steps().stream()
                .anyMatch(s ->
                        s.run() != null && s.run().text().matches("(?s).*\\btwine\\s+(check|upload|register)\\b.*"));
        if (used) {
            return;
        }
        for (Step step : job.steps()) {
            job.script(step)
                    .flatMap(s -> s.without(BuildingJob::installsTwineOnly))
                    .ifPresent(s -> job.script(step, s));
        }
    }

    private static boolean installsTwineOnly(Command command) {
        String line = String.join(" ", ScriptText.words(command));
        return line.matches("((python3?|py) -m )?(uv )?pip3? install( -U| --upgrade| -q| --user| --system)*"
                        + " twine([=<>~!].*)?")
                || line.matches("(pipx|uv tool) install twine([=<>~!@].*)?");
    }

    /** Takes the environment out, which guards the upload and not the build; null where there was none. */
    @Nullable
    String takeEnvironment() {
        YamlNode node = job.now().node().get("environment").orElse(null);
        String written = switch (job.job().environment()) {
            case EnvironmentRef.None _ -> null;
            case EnvironmentRef.Named named -> named.name();
            case EnvironmentRef.Computed computed -> computed.expression();
        };
        if (node != null) {
            job.edit(job.place(), e -> e.remove(job.path().key("environment")));
        }
        return written;
    }

    /** A called job that only downloaded and uploaded has nothing left to do. */
    void remove() {
        Place place = job.place();
        boolean needed = job.workflow().jobs().stream()
                .anyMatch(j -> j.needs().contains(job.job().id()));
        if (needed || job.workflow().jobs().size() < 2) {
            throw new Draft.Stop(
                    "Job " + job.job().id() + " of " + job.workflow().path()
                            + (needed ? " is needed by other jobs there." : " is all that the called workflow does."),
                    "Move the job into the calling workflow by hand.",
                    place);
        }
        job.edit(place, e -> e.remove(job.path()));
    }
}
