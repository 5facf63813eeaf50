package dev.tokenless.ui.shell;

import dev.tokenless.check.Finding;
import dev.tokenless.check.Inspection;
import dev.tokenless.check.Inspector;
import dev.tokenless.check.rules.Rules;
import dev.tokenless.registry.TrustedPublisher;
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
        return Inspector.inspect(ProjectReader.read(folder), publishers);
    }

    @Override
    public List<Finding> check(Inspection inspection) {
        return Rules.check(inspection);
    }

    @Override
    public Path layOutSample(Path emptyFolder) {
        return SampleProject.layOut(emptyFolder);
    }
}
