package dev.tokenless.fix;

import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Workflow;
import dev.tokenless.ci.yaml.YamlNode;
import dev.tokenless.edit.YamlEdits;
import dev.tokenless.edit.YamlPath;
import dev.tokenless.edit.YamlValue;
import java.util.ArrayList;
import java.util.List;

/** The jobs and steps that came after an upload, when the upload goes to jobs of its own. */
final class Followers {
    private final JobDraft job;

    Followers(JobDraft job) {
        this.job = job;
    }

    /** Jobs that waited for the upload wait for it still, where that cannot keep them from running. */
    void waiting(UploadHome home, List<String> names, boolean conditional) {
        for (Job other : home.workflow().jobs()) {
            if (!other.needs().contains(home.behind().id())) {
                continue;
            }
            if (conditional) {
                job.draft()
                        .review(
                                "Job " + other.id() + " needs " + home.behind().id()
                                        + ", which no longer uploads itself: let it need " + String.join(", ", names)
                                        + " too if it must run after the upload.",
                                other.key().place());
                continue;
            }
            needs(home.workflow(), other, names);
        }
    }

    /** Jobs of a called workflow whose upload went to its callers. */
    void leftBehind() {
        for (Job other : job.workflow().jobs()) {
            if (other.needs().contains(job.job().id())) {
                job.draft()
                        .review(
                                "Job " + other.id() + " of " + job.workflow().path()
                                        + " ran after the upload and runs before it now.",
                                other.key().place());
            }
        }
    }

    /** Lets a job need these too. */
    void needs(Workflow workflow, Job other, List<String> names) {
        YamlPath needs = YamlPath.job(other.id()).key("needs");
        if (other.node().get("needs").orElse(null) instanceof YamlNode.Sequence s) {
            int count = s.items().size();
            for (int i = 0; i < names.size(); i++) {
                YamlValue name = like(s, names.get(i));
                int at = count + i;
                job.draft().edit(workflow.source(), other.key().place(), e -> e.insert(needs, at, name));
            }
            return;
        }
        List<String> all = new ArrayList<>(other.needs());
        all.addAll(names);
        job.draft()
                .edit(
                        workflow.source(),
                        other.key().place(),
                        e -> e.set(
                                YamlPath.job(other.id()),
                                "needs",
                                YamlValue.flowItems(all.toArray(new String[0])),
                                new YamlEdits.After("name")));
    }

    /** A name in the quotes that its neighbours have. */
    private static YamlValue like(YamlNode.Sequence neighbours, String name) {
        return !neighbours.items().isEmpty()
                        && neighbours.items().getLast() instanceof YamlNode.Scalar last
                        && (last.style() == YamlNode.Style.SINGLE_QUOTED
                                || last.style() == YamlNode.Style.DOUBLE_QUOTED)
                ? YamlValue.snippet(last.style() == YamlNode.Style.SINGLE_QUOTED ? "'" + name + "'" : '"' + name + '"')
                : YamlValue.text(name);
    }

    /** What stood behind the last upload of the job runs before it now. */
    void steps(List<PythonUpload> uploads) {
        int last = uploads.stream().mapToInt(u -> u.step().index()).max().orElse(0);
        List<String> behind = job.steps().stream()
                .filter(s -> s.index() > last)
                .map(s -> s.name() != null
                        ? s.name()
                        : s.uses() != null ? s.uses().text() : "step " + (s.index() + 1))
                .toList();
        if (!behind.isEmpty()) {
            job.draft()
                    .review(
                            "These steps of job " + job.job().id() + " stood behind the upload and run before it now: "
                                    + String.join(", ", behind) + ".",
                            job.place());
        }
    }
}
