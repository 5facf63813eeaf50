package dev.tokenless.ui.session;

import dev.tokenless.check.Finding;
import dev.tokenless.check.Inspection;
import dev.tokenless.check.KnownPublishers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What the window asks of the rooms below to read a repository. Blocking. */
public interface Core {

    /** Reads everything of a folder, with what the registries answered and what the folder's own file says of the rest. */
    Inspection inspect(Path folder, KnownPublishers known);

    /** All findings, in the order of their places. */
    List<Finding> check(Inspection inspection);

    /** Lays the sample out in an empty folder. */
    Path layOutSample(Path emptyFolder) throws IOException;
}
