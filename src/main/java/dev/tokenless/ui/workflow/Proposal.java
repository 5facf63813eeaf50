package dev.tokenless.ui.workflow;

import dev.tokenless.check.Inspection;
import dev.tokenless.check.Inspection.Examined;
import dev.tokenless.edit.FileEdit;
import dev.tokenless.fix.Migration;
import dev.tokenless.fix.NewWorkflow;
import dev.tokenless.fix.WorkflowMigration;
import dev.tokenless.fix.WorkflowOptions;
import dev.tokenless.ui.session.FileNames;
import dev.tokenless.ui.session.Reading;
import dev.tokenless.ui.session.Upload;
import dev.tokenless.ui.sheet.DiffSheet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the program would write.
 *
 * @param migration null where nothing was proposed
 * @param fileName of a new workflow, empty where the present one is migrated
 * @param refusal why no new workflow can be made with these choices, and what to do; empty where one can
 * @param fault a fault of the program; empty where there was none
 */
record Proposal(
        @Nullable Migration migration,
        List<FileEdit> edits,
        DiffSheet diff,
        List<WorkflowView.Manual> manual,
        boolean review,
        String fileName,
        String refusal,
        String fault) {
    static final Proposal NONE = new Proposal(null, List.of(), DiffSheet.NONE, List.of(), false, "", "", "");

    Proposal {
        edits = List.copyOf(edits);
        manual = List.copyOf(manual);
    }

    static Proposal fault(String words) {
        return new Proposal(null, List.of(), DiffSheet.NONE, List.of(), false, "", "", words);
    }

    static Proposal of(Reading open, Upload upload, Choices choices) {
        Inspection inspection = open.inspection();
        WorkflowOptions options = choices.options(upload);
        if (choices.fresh() || upload.examined() == null) {
            return made(inspection, choices, options);
        }
        Migration migration = WorkflowMigration.migrate(
                inspection.project(),
                inspection.workflows(),
                inspection.jobs().stream().map(Examined::job).toList(),
                options);
        return of(migration);
    }

    /** A new workflow: where no job publishes the package, or where the user wants one. */
    private static Proposal made(Inspection inspection, Choices choices, WorkflowOptions options) {
        String name = choices.fileName().isBlank()
                ? free(inspection)
                : choices.fileName().strip();
        if (taken(inspection, name)) {
            return refused(name, "There is a workflow " + name + " already. Choose another file name.");
        }
        return switch (NewWorkflow.generate(inspection.project(), options.withFileName(name))) {
            case NewWorkflow.Ready ready ->
                new Proposal(
                        new Migration.Migrated(List.of(ready.file()), List.of(), ready.manual(), List.of(), true),
                        List.of(ready.file()),
                        DiffSheet.of(List.of(ready.file())),
                        manual(ready.manual()),
                        true,
                        name,
                        "",
                        "");
            case NewWorkflow.Refused refused -> refused(name, refused.reason() + " " + refused.manual());
        };
    }

    private static Proposal refused(String name, String refusal) {
        return new Proposal(
                new Migration.Refused(List.of()), List.of(), DiffSheet.NONE, List.of(), false, name, refusal, "");
    }

    /** A file name that no workflow has yet. */
    static String free(Inspection inspection) {
        for (String name : List.of("release.yml", "publish.yml", "trusted-release.yml")) {
            if (!taken(inspection, name)) {
                return name;
            }
        }
        return "trusted-release-2.yml";
    }

    /** A file that could not be read has its name all the same. */
    private static boolean taken(Inspection inspection, String name) {
        return inspection.workflows().stream().anyMatch(w -> w.fileName().equalsIgnoreCase(name))
                || inspection.unread().paths().stream()
                        .anyMatch(path -> FileNames.name(path).equalsIgnoreCase(name));
    }

    private static Proposal of(Migration migration) {
        return switch (migration) {
            case Migration.Migrated migrated ->
                new Proposal(
                        migration,
                        migrated.files(),
                        DiffSheet.of(migrated.files()),
                        manual(migrated.manual()),
                        migrated.review(),
                        "",
                        "",
                        "");
            case Migration.NothingToDo _ ->
                new Proposal(migration, List.of(), DiffSheet.NONE, List.of(), false, "", "", "");
            case Migration.Refused refused ->
                new Proposal(migration, List.of(), DiffSheet.NONE, manual(refused.manual()), false, "", "", "");
        };
    }

    private static List<WorkflowView.Manual> manual(List<Migration.ManualStep> steps) {
        return steps.stream()
                .map(s -> new WorkflowView.Manual(FileNames.line(s.place()), s.reason(), s.instruction()))
                .toList();
    }
}
