package dev.tokenless.ui.shell;

import dev.tokenless.check.Finding;
import dev.tokenless.check.Inspection;
import dev.tokenless.check.Inspector;
import dev.tokenless.check.KnownPublishers;
import dev.tokenless.check.rules.Rules;
import dev.tokenless.oidc.KnownIdentity;
import dev.tokenless.repo.manifest.ProjectReader;
import dev.tokenless.repo.sample.SampleProject;
import dev.tokenless.ui.session.Core;
import java.nio.file.Path;
import java.util.List;

/** The rooms below, as they are. */
final class LiveCore implements Core {
    @Override
    public Inspection inspect(Path folder, KnownPublishers known) {
        return Inspector.inspect(ProjectReader.read(folder), known, KnownIdentity.NOTHING);
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
