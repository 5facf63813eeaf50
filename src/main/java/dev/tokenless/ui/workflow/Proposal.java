package dev.tokenless.ui.workflow;

import dev.tokenless.check.Inspection;
import dev.tokenless.check.Inspection.Examined;
import dev.tokenless.edit.FileEdit;
import dev.tokenless.fix.EnvironmentNames;
import dev.tokenless.fix.Migration;
import dev.tokenless.fix.NewWorkflow;
import dev.tokenless.fix.WorkflowMigration;
import dev.tokenless.fix.WorkflowOptions;
import dev.tokenless.ui.session.FileNames;
import dev.tokenless.ui.session.Reading;
import dev.tokenless.ui.session.Upload;
import dev.tokenless.ui.sheet.DiffSheet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the program would write.
 *
 * @param migration null where nothing was proposed
 * @param fault a fault of the program; empty where there was none
 */
record Proposal(
        @Nullable Migration migration,
        List<FileEdit> edits,
        DiffSheet diff,
        List<WorkflowView.Manual> manual,
        boolean review,
        String fault) {
    static final Proposal NONE = new Proposal(null, List.of(), DiffSheet.NONE, List.of(), false, "");

    Proposal {
        edits = List.copyOf(edits);
        manual = List.copyOf(manual);
    }

    static Proposal fault(String words) {
        return new Proposal(null, List.of(), DiffSheet.NONE, List.of(), false, words);
    }

    static Proposal of(Reading open, Upload upload, Choices choices) {
        Inspection inspection = open.inspection();
        EnvironmentNames names = choices.environment().isBlank()
                ? new EnvironmentNames.None()
                : choices.everything()
                        ? new EnvironmentNames.EachRegistry()
                        : new EnvironmentNames.One(choices.environment().strip());
        WorkflowOptions options = options(upload, choices, names);
        if (upload.examined() == null) {
            return made(inspection, options);
        }
        Migration migration = WorkflowMigration.migrate(
                inspection.project(),
                inspection.workflows(),
                inspection.jobs().stream().map(Examined::job).toList(),
                options);
        return of(migration);
    }

    private static WorkflowOptions options(Upload upload, Choices choices, EnvironmentNames names) {
        String packageName = choices.everything() ? null : upload.packageName();
        return WorkflowOptions.usual()
                .withRegistries(choices.everything() ? Set.of() : Set.of(upload.registry()))
                .withPackages(packageName == null ? Set.of() : Set.of(packageName))
                .withEnvironments(names)
                .withPinned(choices.pin())
                .withSeparateBuild(choices.separateBuild());
    }

    /** A new workflow, where no job publishes the package. */
    private static Proposal made(Inspection inspection, WorkflowOptions options) {
        return switch (NewWorkflow.generate(inspection.project(), options.withFileName(free(inspection)))) {
            case NewWorkflow.Ready ready ->
                new Proposal(
                        new Migration.Migrated(List.of(ready.file()), List.of(), ready.manual(), List.of(), true),
                        List.of(ready.file()),
                        DiffSheet.of(List.of(ready.file())),
                        manual(ready.manual()),
                        true,
                        "");
            case NewWorkflow.Refused refused ->
                new Proposal(
                        new Migration.NothingToDo(refused.reason() + " " + refused.manual()),
                        List.of(),
                        DiffSheet.NONE,
                        List.of(),
                        false,
                        "");
        };
    }

    /** A file name that no workflow has yet. */
    private static String free(Inspection inspection) {
        for (String name : List.of("release.yml", "publish.yml", "trusted-release.yml")) {
            if (inspection.workflows().stream().noneMatch(w -> w.fileName().equalsIgnoreCase(name))) {
                return name;
            }
        }
        return "trusted-release-2.yml";
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
                        "");
            case Migration.NothingToDo _ -> new Proposal(migration, List.of(), DiffSheet.NONE, List.of(), false, "");
            case Migration.Refused refused ->
                new Proposal(migration, List.of(), DiffSheet.NONE, manual(refused.manual()), false, "");
        };
    }

    private static List<WorkflowView.Manual> manual(List<Migration.ManualStep> steps) {
        return steps.stream()
                .map(s -> new WorkflowView.Manual(FileNames.line(s.place()), s.reason(), s.instruction()))
                .toList();
    }
}
