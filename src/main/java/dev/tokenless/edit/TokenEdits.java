package dev.tokenless.edit;

import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Workflow;
import dev.tokenless.ci.yaml.YamlNode;
import dev.tokenless.repo.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Takes stored tokens out of workflows: inputs, variables, secrets that are passed on. */
public final class TokenEdits {
    /** What a comment above a token's line speaks of when it is about the token. */
    private static final Set<String> WORDS =
            Set.of("token", "password", "credential", "api key", "api_key", "api-key", "secret", "__token__");

    private TokenEdits() {}

    /** {@link #removeInput(YamlEdits, String, int, String)} as the only edit. */
    public static EditResult removeInput(Workflow workflow, Job job, int step, String input) {
        return removeInput(YamlEdits.of(workflow), job.id(), step, input).result();
    }

    /** Removes an input of a step; {@code with:} goes when it is left empty. */
    public static YamlEdits removeInput(YamlEdits edits, String job, int step, String input) {
        return remove(edits, YamlPath.step(job, step).key("with").key(input));
    }

    /** Removes a variable of a step; {@code env:} goes when it is left empty. */
    public static YamlEdits removeStepVariable(YamlEdits edits, String job, int step, String name) {
        return remove(edits, YamlPath.step(job, step).key("env").key(name));
    }

    /** Removes a variable of a job. */
    public static YamlEdits removeJobVariable(YamlEdits edits, String job, String name) {
        return remove(edits, YamlPath.job(job).key("env").key(name));
    }

    /** Removes a variable of the whole workflow. */
    public static YamlEdits removeWorkflowVariable(YamlEdits edits, String name) {
        return remove(edits, YamlPath.keys("env", name));
    }

    /** Removes a secret that a calling job passes on; {@code secrets:} goes when it is left empty. */
    public static YamlEdits removePassedSecret(YamlEdits edits, String job, String name) {
        return remove(edits, YamlPath.job(job).key("secrets").key(name));
    }

    /**
     * Removes the entry that stands at one place of the file, for a token use that is known by its place. Where aliases
     * replay the entry, that is done only when every replay is meant.
     *
     * @param place the entry, its key or its value
     * @param jobs the ids of the jobs in which the entry is to go; a replay anywhere else refuses the edit
     */
    public static YamlEdits removeAt(YamlEdits edits, Place place, Set<String> jobs) {
        if (edits.isRefused() || edits.root() == null) {
            return edits;
        }
        String manual = "Remove the token at line " + place.line() + " by hand.";
        List<YamlPath> paths = new ArrayList<>();
        collect(edits.root(), YamlPath.ROOT, place, paths);
        if (paths.isEmpty()) {
            return edits.refuse(edits.text().path() + " has no entry at line " + place.line() + ".", manual);
        }
        if (paths.size() > 1) {
            for (YamlPath path : paths) {
                if (!jobs.contains(jobOf(path))) {
                    return edits.refuse(
                            "Line " + place.line() + " of " + edits.text().path() + " is used by job " + jobOf(path)
                                    + " too, which is not meant.",
                            manual);
                }
            }
        }
        return edits.removeShared(paths, words(edits, paths.getFirst()));
    }

    private static String jobOf(YamlPath path) {
        return path.segments().size() > 1
                        && path.segments().get(0) instanceof YamlPath.Key(String top)
                        && top.equals("jobs")
                        && path.segments().get(1) instanceof YamlPath.Key(String job)
                ? job
                : "";
    }

    private static void collect(YamlNode node, YamlPath path, Place place, List<YamlPath> found) {
        switch (node) {
            case YamlNode.Scalar _ -> {}
            case YamlNode.Sequence s -> {
                for (int i = 0; i < s.items().size(); i++) {
                    collect(s.items().get(i), path.index(i), place, found);
                }
            }
            case YamlNode.Mapping m -> {
                for (YamlNode.Entry entry : m.entries()) {
                    YamlPath here = path.key(entry.key().text());
                    boolean starts = entry.key().place().start() == place.start()
                            || (entry.value() instanceof YamlNode.Scalar v
                                    && v.place().equals(place));
                    if (starts) {
                        found.add(here);
                    } else {
                        collect(entry.value(), here, place, found);
                    }
                }
            }
        }
    }

    /** Removes an entry with the comment above it that speaks of the token. */
    public static YamlEdits remove(YamlEdits edits, YamlPath path) {
        return edits.remove(path, words(edits, path));
    }

    private static Set<String> words(YamlEdits edits, YamlPath path) {
        Set<String> words = new TreeSet<>(WORDS);
        if (path.last() instanceof YamlPath.Key(String name)) {
            words.add(name);
        }
        edits.node(path)
                .filter(YamlNode.Scalar.class::isInstance)
                .map(n -> ((YamlNode.Scalar) n).text())
                .map(t -> t.replaceAll("^\\$\\{\\{\\s*secrets\\.|\\s*\\}\\}$", ""))
                .filter(t -> t.length() > 3)
                .ifPresent(words::add);
        return words;
    }
}
