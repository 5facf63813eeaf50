package dev.tokenless.fix;

import dev.tokenless.check.Finding;
import dev.tokenless.check.Fix;
import dev.tokenless.check.Inspection;
import dev.tokenless.check.Inspector;
import dev.tokenless.check.Unread;
import dev.tokenless.check.rules.Rules;
import dev.tokenless.edit.Editor;
import dev.tokenless.edit.FileEdit;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.repo.Project;
import dev.tokenless.repo.manifest.ProjectReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Applies the fixes of many findings in memory: round after round, because one fix may stand where another one begins
 * and a repaired file is checked again before the next edit is made.
 *
 * @param files what changes in all, one edit a file; empty where nothing is to be repaired
 * @param applied the titles of the applied fixes in order
 * @param left the findings that stay
 * @param unread the CI files of which nothing is known
 */
public record Repair(List<FileEdit> files, List<String> applied, List<Finding> left, Unread unread) {
    /** Each round repairs at least one finding; more rounds than this would mean that two fixes fight. */
    private static final int MOST_ROUNDS = 12;

    public Repair {
        files = List.copyOf(files);
        applied = List.copyOf(applied);
        left = List.copyOf(left);
    }

    /**
     * Prepares the fixes; nothing is written.
     *
     * @param publishers what the registries hold, null where nobody said
     * @param wanted which findings to repair
     * @param review whether fixes that are to be reviewed are applied too
     */
    public static Repair of(
            Project project, @Nullable List<TrustedPublisher> publishers, Predicate<Finding> wanted, boolean review) {
        Map<String, FileEdit> first = new LinkedHashMap<>();
        Map<String, String> texts = new LinkedHashMap<>();
        List<String> applied = new ArrayList<>();
        Inspection inspection = Inspector.inspect(project, publishers);
        List<Finding> findings = Rules.check(inspection);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            List<FileEdit> edits = new ArrayList<>();
            for (Finding finding : findings) {
                Fix fix = finding.fix();
                if (fix != null && wanted.test(finding) && (fix.safe() || review)) {
                    edits.addAll(fix.files());
                    applied.add(fix.title());
                }
            }
            List<FileEdit> composed = Editor.compose(edits).files();
            boolean changed = false;
            for (FileEdit edit : composed) {
                changed |= !edit.before().equals(edit.after());
                first.putIfAbsent(edit.path(), edit);
                texts.put(edit.path(), edit.after());
            }
            if (!changed) {
                break;
            }
            findings = Rules.check(Inspector.inspect(
                    ProjectReader.read(new OverlayTree(project.tree(), texts), project.path(), project.repository()),
                    publishers));
        }
        List<FileEdit> files = new ArrayList<>();
        first.forEach((path, edit) -> {
            String after = texts.getOrDefault(path, edit.after());
            if (edit.newFile()) {
                files.add(Editor.create(path, after));
            } else if (!edit.before().equals(after)) {
                files.add(Editor.between(path, edit.before(), after));
            }
        });
        return new Repair(files, applied.stream().distinct().toList(), findings, inspection.unread());
    }
}
