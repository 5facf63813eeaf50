package dev.tokenless.ui.session;

import dev.tokenless.ci.github.Trigger;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.ui.Texts;
import java.util.List;

/** How runs begin, in words. */
public final class TriggerWords {
    private final Texts texts;

    public TriggerWords(Texts texts) {
        this.texts = texts;
    }

    /** The ways in which the runs of a publish job begin, in the file's order. */
    public List<String> of(PublishJob job) {
        return job.triggers().stream().map(event -> of(job, event)).distinct().toList();
    }

    private String of(PublishJob job, String event) {
        Trigger trigger = job.ci() instanceof PublishJob.GitHubJob github
                ? github.workflow().trigger(event).orElse(null)
                : null;
        List<String> tags = trigger == null ? List.of() : trigger.filters().getOrDefault("tags", List.of());
        List<String> branches = trigger == null ? List.of() : trigger.filters().getOrDefault("branches", List.of());
        return switch (event) {
            case "push" ->
                tags.isEmpty()
                        ? branches.isEmpty()
                                ? texts.text("trigger.push")
                                : texts.text("trigger.push.branch", texts.list(branches))
                        : texts.text("trigger.push.tag", texts.list(tags));
            case "workflow_dispatch" -> texts.text("trigger.hand");
            case "release" -> texts.text("trigger.release");
            case "schedule" -> texts.text("trigger.schedule");
            case "workflow_call" -> texts.text("trigger.call");
            case "workflow_run" -> texts.text("trigger.run");
            case "push tag" -> texts.text("trigger.lab.tag");
            case "push branch" -> texts.text("trigger.lab.branch");
            case "web" -> texts.text("trigger.lab.web");
            default -> event;
        };
    }

    /** The short name of a predicted way, for a switch. */
    public String segment(String prediction) {
        String bare = bare(prediction);
        String word = switch (bare) {
            case "push tag" -> texts.text("trigger.segment.tag");
            case "push branch" -> texts.text("trigger.segment.branch");
            case "release" -> texts.text("trigger.segment.release");
            case "workflow_dispatch" -> texts.text("trigger.segment.hand");
            case "schedule" -> texts.text("trigger.segment.schedule");
            default -> bare;
        };
        return word + prediction.substring(bare.length());
    }

    /** How a release comes about by a predicted way, to stand behind "a release by". */
    public String way(String prediction) {
        String bare = bare(prediction);
        String word = switch (bare) {
            case "push tag" -> texts.text("trigger.way.tag");
            case "push branch" -> texts.text("trigger.way.branch");
            case "release" -> texts.text("trigger.way.release");
            case "workflow_dispatch" -> texts.text("trigger.way.hand");
            case "schedule" -> texts.text("trigger.way.schedule");
            default -> bare;
        };
        return word + prediction.substring(bare.length());
    }

    /** A prediction without the entry that it names in brackets. */
    private static String bare(String prediction) {
        int bracket = prediction.indexOf(" (");
        return bracket < 0 ? prediction : prediction.substring(0, bracket);
    }
}
