package dev.tokenless.cli;

import dev.tokenless.fix.Migration;
import dev.tokenless.fix.NewWorkflow;
import dev.tokenless.fix.ReleaseTrigger;
import dev.tokenless.fix.WorkflowOptions;
import dev.tokenless.repo.Project;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.report.Escaping;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes new release workflows. */
final class NewWorkflows {
    private NewWorkflows() {}

    static int make(WorkflowCommand call, Terminal terminal, Path folder, Project project, @Nullable RegistryId only) {
        String name = call.packageName();
        WorkflowOptions options = WorkflowOptions.usual()
                .withRegistries(only == null ? Set.of() : Set.of(only))
                .withPackages(name == null ? Set.of() : Set.of(name))
                .withFileName(call.fileName())
                .withTrigger(trigger(call.trigger()))
                .withTool(call.tool())
                .withEnvironments(call.environments())
                .withTestFirst(call.testFirst())
                .withAttestations(call.attestations())
                .withPreflight(call.preflight())
                .withPinned(call.pinned());
        NewWorkflow.Generated first = NewWorkflow.generate(project, options);
        NewWorkflow.Generated fresh = first instanceof NewWorkflow.Ready made
                ? call.freshPins(project, List.of(made.file()))
                        .map(table -> NewWorkflow.generate(project, options.withPins(table)))
                        .orElse(first)
                : first;
        return switch (fresh) {
            case NewWorkflow.Ready ready -> {
                for (Migration.ManualStep step : ready.manual()) {
                    terminal.err().println(Escaping.terminal(step.reason()));
                    step.instruction()
                            .lines()
                            .forEach(line -> terminal.err().println("    " + Escaping.terminal(line)));
                }
                yield call.deliver(
                        folder,
                        project,
                        new Migration.Migrated(List.of(ready.file()), List.of(), ready.manual(), List.of(), false));
            }
            case NewWorkflow.Refused(String reason, String manual) -> {
                terminal.complain(reason + " " + manual);
                yield ExitStatus.UNUSABLE;
            }
        };
    }

    private static ReleaseTrigger trigger(@Nullable String id) {
        List<String> known = new ArrayList<>();
        for (ReleaseTrigger trigger : ReleaseTrigger.values()) {
            if (id == null && trigger == ReleaseTrigger.TAG || trigger.id().equals(id)) {
                return trigger;
            }
            known.add(trigger.id());
        }
        throw new Bug.Refusal(
                ExitStatus.UNUSABLE, "there is no trigger " + id + ". Known are: " + String.join(", ", known) + ".");
    }
}
