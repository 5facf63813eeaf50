package dev.tokenless.ui.session;

import dev.tokenless.check.Finding;
import dev.tokenless.check.Inspection;
import dev.tokenless.registry.TrustedPublisher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the window asks of the rooms below to read a repository. Blocking. */
public interface Core {

    /** Reads everything of a folder, with what the registries hold where that is known; null takes the folder's own file. */
    Inspection inspect(Path folder, @Nullable List<TrustedPublisher> publishers);

    /** All findings, in the order of their places. */
    List<Finding> check(Inspection inspection);

    /** Lays the sample out in an empty folder. */
    Path layOutSample(Path emptyFolder) throws IOException;
}
