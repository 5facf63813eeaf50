package dev.tokenless.fix;

import dev.tokenless.ci.github.Workflow;
import dev.tokenless.ci.github.WorkflowReader;
import dev.tokenless.ci.yaml.YamlDialect;
import dev.tokenless.edit.EditResult;
import dev.tokenless.edit.Editor;
import dev.tokenless.edit.FileEdit;
import dev.tokenless.edit.YamlEdits;
import dev.tokenless.fix.Migration.Change;
import dev.tokenless.fix.Migration.ManualStep;
import dev.tokenless.repo.Place;
import dev.tokenless.repo.Project;
import dev.tokenless.repo.SourceText;
import dev.tokenless.repo.SourceTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A migration while it is put together: the edits of all files so far. A job is migrated wholly or not at all: where one
 * of its edits is refused, everything that was done for that job is taken back.
 */
final class Draft {
    private final Project project;
    private final WorkflowOptions options;
    private Map<String, YamlEdits> yaml = new TreeMap<>();
    private Map<String, Text> texts = new TreeMap<>();
    private Map<String, JobDraft.Positions> positions = new LinkedHashMap<>();
    private List<Change> changes = new ArrayList<>();
    private final Set<ManualStep> manual = new LinkedHashSet<>();

    Draft(Project project, WorkflowOptions options) {
        this.project = project;
        this.options = options;
    }

    /** A file that is no YAML, as it was and as it is. */
    private record Text(String before, String now) {}

    /** An edit that cannot be made; caught where the job's migration began. */
    static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient ManualStep step;

        Stop(String reason, String instruction, Place place) {
            super(reason, null, false, false);
            this.step = new ManualStep(reason, instruction, place);
        }
    }

    Project project() {
        return project;
    }

    WorkflowOptions options() {
        return options;
    }

    /** Does something wholly or, where it stops, not at all. */
    boolean wholly(Runnable work) {
        Map<String, YamlEdits> yamlBefore = new TreeMap<>(yaml);
        Map<String, Text> textsBefore = new TreeMap<>(texts);
        Map<String, JobDraft.Positions> positionsBefore = new LinkedHashMap<>(positions);
        List<Change> changesBefore = new ArrayList<>(changes);
        try {
            work.run();
            return true;
        } catch (Stop stop) {
            yaml = yamlBefore;
            texts = textsBefore;
            positions = positionsBefore;
            changes = changesBefore;
            manual.add(stop.step);
            return false;
        }
    }

    /** The edits of a YAML file so far. */
    YamlEdits yaml(SourceText source) {
        return yaml.computeIfAbsent(source.path(), p -> YamlEdits.of(source));
    }

    /** The edits so far of a YAML file that another CI system reads. */
    YamlEdits yaml(SourceText source, YamlDialect dialect) {
        return yaml.computeIfAbsent(source.path(), p -> YamlEdits.of(source, dialect));
    }

    /** The workflow as it is now. */
    Workflow now(Workflow workflow) {
        return WorkflowReader.readOne(yaml(workflow.source()).text()).workflows().stream()
                .findFirst()
                .orElse(workflow);
    }

    /** Adds to the edits of a YAML file, or stops. */
    void edit(SourceText source, Place place, UnaryOperator<YamlEdits> operation) {
        YamlEdits before = yaml(source);
        YamlEdits after = operation.apply(before);
        if (after.result() instanceof EditResult.Refused(String reason, String instruction)) {
            throw new Stop(reason, instruction, place);
        }
        yaml.put(source.path(), after);
    }

    void put(YamlEdits edits) {
        yaml.put(edits.text().path(), edits);
    }

    /** A file of the repository as it is now; empty where it is not there or not readable. */
    Optional<String> text(String path) {
        Text known = texts.get(path);
        if (known != null) {
            return Optional.of(known.now());
        }
        return project.tree().read(path) instanceof SourceTree.Text(SourceText source)
                ? Optional.of(source.text())
                : Optional.empty();
    }

    /** Replaces the text of a file that is there. */
    void text(String path, String now) {
        String before =
                texts.containsKey(path) ? texts.get(path).before() : text(path).orElse("");
        texts.put(path, new Text(before, now));
    }

    JobDraft.Positions positions(String job) {
        return positions.computeIfAbsent(job, j -> new JobDraft.Positions(Map.of()));
    }

    void positions(String job, JobDraft.Positions now) {
        positions.put(job, now);
    }

    void change(String sentence, Place place) {
        add(new Change(sentence, place, false));
    }

    void review(String sentence, Place place) {
        add(new Change(sentence, place, true));
    }

    private void add(Change change) {
        if (changes.stream()
                .noneMatch(
                        c -> c.sentence().equals(change.sentence()) && c.place().equals(change.place()))) {
            changes.add(change);
        }
    }

    void manual(String reason, String instruction, Place place) {
        manual.add(new ManualStep(reason, instruction, place));
    }

    /** What stands in a file after the edits; the text as it is where it has none. */
    List<FileEdit> files() {
        List<FileEdit> files = new ArrayList<>();
        for (YamlEdits edits : yaml.values()) {
            if (edits.result() instanceof EditResult.Edited edited) {
                files.add(edited.edit());
            }
        }
        texts.forEach((path, text) -> {
            if (!text.before().equals(text.now())) {
                files.add(Editor.between(path, text.before(), text.now()));
            }
        });
        return files;
    }

    List<Change> changes() {
        return changes;
    }

    List<ManualStep> manual() {
        return List.copyOf(manual);
    }

    /** Whether an edit or a note of the YAML files asks to be looked at. */
    boolean toReview() {
        return changes.stream().anyMatch(Change::review)
                || yaml.values().stream().anyMatch(e -> e.result() instanceof EditResult.Edited x && x.review());
    }

    /** The notes of the YAML edits as changes at the beginning of their files. */
    List<Change> notes() {
        List<Change> notes = new ArrayList<>();
        yaml.forEach((path, edits) -> {
            if (edits.result() instanceof EditResult.Edited edited) {
                edited.notes().forEach(n -> notes.add(new Change(n, Place.startOf(path), true)));
            }
        });
        return notes;
    }
}
