package dev.tokenless.diagnose;

import dev.tokenless.check.Fix;
import dev.tokenless.edit.Editor;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.registry.PublisherIdentity;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.repo.Project;
import dev.tokenless.repo.SourceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The workflow's side of a publisher that names another file: the file takes the registered name. It is offered only where
 * nothing else goes by the present name, neither another workflow that calls it nor another publisher.
 */
final class WorkflowRename {
    private static final Set<String> CURES =
            Set.of("workflow-filename-mismatch", "workflow-extension-mismatch", "pending-publisher-wrong-workflow");

    private static final String FOLDER = ".github/workflows";
    private static final Pattern FILE = Pattern.compile("[\\w.-]{1,200}\\.ya?ml");

    private WorkflowRename() {}

    /** The cause with the renaming among its fixes, or as it was. */
    static Cause offered(Cause cause, @Nullable Project project, @Nullable List<TrustedPublisher> publishers) {
        PublishJob job = cause.job();
        String wanted = Advice.expected(cause);
        if (!CURES.contains(cause.id())
                || project == null
                || job == null
                || wanted == null
                || !job.path().startsWith(FOLDER + "/")
                || cause.fixes().stream().anyMatch(f -> f.fix() != null)) {
            return cause;
        }
        String name = wanted.contains("/" + FOLDER + "/") ? Advice.file(wanted) : wanted;
        if (!free(project, job.path(), name) || registeredElsewhere(job.path(), publishers)) {
            return cause;
        }
        if (!(project.tree().read(job.path()) instanceof SourceTree.Text(var source))) {
            return cause;
        }
        String title = "Rename the workflow file to " + name;
        List<Remedy> fixes = new ArrayList<>(cause.fixes());
        fixes.add(new Remedy(
                Remedy.Side.WORKFLOW,
                title,
                new Fix(title, false, List.of(Editor.move(job.path(), FOLDER + "/" + name, source.text()))),
                null,
                List.of()));
        return new Cause(cause.id(), cause.certainty(), cause.message(), cause.evidence(), fixes, job);
    }

    /** Whether the name can be taken, and nobody relies on the present one. */
    private static boolean free(Project project, String path, String wanted) {
        SourceTree tree = project.tree();
        if (!FILE.matcher(wanted).matches() || !(tree.read(FOLDER + "/" + wanted) instanceof SourceTree.Absent)) {
            return false;
        }
        String named = path.substring(path.lastIndexOf('/'));
        for (String file : tree.list(FOLDER).files()) {
            String other = FOLDER + "/" + file;
            if (!other.equals(path)
                    && tree.read(other) instanceof SourceTree.Text(var source)
                    && source.text().contains(named)) {
                return false;
            }
        }
        return true;
    }

    private static boolean registeredElsewhere(String path, @Nullable List<TrustedPublisher> publishers) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return publishers != null
                && publishers.stream()
                        .anyMatch(p -> p.identity() instanceof PublisherIdentity.GitHub g
                                && g.workflow().equals(name));
    }
}
