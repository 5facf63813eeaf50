package dev.tokenless.fix;

import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Workflow;
import dev.tokenless.edit.YamlEdits;
import dev.tokenless.edit.YamlPath;
import dev.tokenless.edit.YamlValue;
import dev.tokenless.repo.RegistryId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where the jobs that upload are put.
 *
 * @param behind the job that they need: the dividing one, or the one that calls its workflow
 */
record UploadHome(Workflow workflow, Job behind) {

    /** A name for the job that uploads to an index, which no job of the workflow has by now. */
    String freeName(Draft draft, RegistryId registry) {
        String wanted = "publish-to-" + registry.id();
        Set<String> taken = new TreeSet<>();
        draft.now(workflow).jobs().forEach(j -> taken.add(j.id()));
        String name = wanted;
        for (int i = 2; taken.contains(name); i++) {
            name = wanted + "-" + i;
        }
        return name;
    }

    /** Puts a job there. */
    void put(Draft draft, String name, IndexJob job, String text, YamlEdits.Where position) {
        YamlValue.Field field = new YamlValue.Field(name, YamlValue.snippet(text), job.comments());
        draft.edit(
                workflow.source(),
                job.upload().step().node().place(),
                e -> e.set(YamlPath.keys("jobs"), field, position, spaced()));
    }

    /** Whether the file puts blank lines between its jobs, by most of them. */
    private boolean spaced() {
        String source = workflow.source().text();
        List<Job> all = workflow.jobs();
        int apart = 0;
        for (int i = 1; i < all.size(); i++) {
            String above = source.substring(0, all.get(i).key().place().start());
            List<String> lines =
                    above.substring(0, above.lastIndexOf('\n') + 1).lines().toList();
            int at = lines.size() - 1;
            while (at > 0 && lines.get(at).strip().startsWith("#")) {
                at--;
            }
            apart += at >= 0 && lines.get(at).isBlank() ? 1 : 0;
        }
        return all.size() < 2 || 2 * apart >= all.size() - 1;
    }
}
