package dev.tokenless.cli;

import dev.tokenless.repo.Project;
import dev.tokenless.repo.RegistryId;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Makes new release workflows. */
final class NewWorkflows {
    private NewWorkflows() {}

    static int make(WorkflowCommand call, Terminal terminal, Path folder, Project project, @Nullable RegistryId only) {
        throw new Bug.Refusal(ExitStatus.UNUSABLE, "this version cannot make a new workflow yet; --migrate can.");
    }
}
