package dev.tokenless.ui.shell;

import dev.tokenless.check.Finding;
import dev.tokenless.check.Inspection;
import dev.tokenless.ci.github.WorkflowReader;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.repo.Project;
import dev.tokenless.repo.manifest.ProjectReader;
import dev.tokenless.repo.sample.SampleProject;
import dev.tokenless.ui.session.Core;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rooms below, as they are. */
final class LiveCore implements Core {
    @Override
    public Inspection inspect(Path folder, @Nullable List<TrustedPublisher> publishers) {
        Project project = ProjectReader.read(folder);
        var workflows = WorkflowReader.read(project.tree());
        return new Inspection(project, workflows.workflows(), List.of(), publishers, workflows.problems());
    }

    @Override
    public List<TrustedPublisher> ownPublishers(Inspection inspection) {
        return List.of();
    }

    @Override
    public List<Finding> check(Inspection inspection) {
        return List.of();
    }

    @Override
    public Path layOutSample(Path emptyFolder) {
        return SampleProject.layOut(emptyFolder);
    }
}
