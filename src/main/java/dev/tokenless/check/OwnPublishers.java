package dev.tokenless.check;

import dev.tokenless.registry.PublishersFile;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.repo.Problem;
import dev.tokenless.repo.Project;
import dev.tokenless.repo.SourceText;
import dev.tokenless.repo.SourceTree;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the repository itself says is registered: publishers as code.
 *
 * @param publishers null where the repository keeps no such file, or keeps one that cannot be read as a whole
 */
record OwnPublishers(@Nullable List<TrustedPublisher> publishers, List<Problem> problems) {

    static OwnPublishers read(Project project) {
        return switch (project.tree().read(PublishersFile.PATH)) {
            case SourceTree.Text(SourceText source) -> contents(PublishersFile.read(source));
            case SourceTree.Unread(Problem problem) -> new OwnPublishers(null, List.of(problem));
            case SourceTree.Absent _ -> new OwnPublishers(null, List.of());
        };
    }

    /** A file with a fault and nothing readable says nothing; to take it for "none registered" would be a guess. */
    private static OwnPublishers contents(PublishersFile.Contents contents) {
        boolean nothing =
                contents.publishers().isEmpty() && !contents.problems().isEmpty();
        List<Problem> all = new ArrayList<>(contents.problems());
        all.addAll(contents.warnings());
        return new OwnPublishers(nothing ? null : contents.publishers(), all);
    }
}
