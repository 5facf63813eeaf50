package dev.tokenless.publish;

import dev.tokenless.ci.github.ActionReader;
import dev.tokenless.publish.catalogue.Catalogue;
import dev.tokenless.publish.shell.Dialect;
import dev.tokenless.publish.shell.Script;
import dev.tokenless.publish.tasks.RepositoryFiles;
import dev.tokenless.publish.tasks.Tasks;
import dev.tokenless.repo.Project;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the reading of one job works with and gathers. */
final class JobContext {
    /** Commands that are looked at for one job, through all tasks and files; more is no job of a person. */
    private static final int MOST_COMMANDS = 40_000;

    final Project project;
    final Catalogue catalogue;
    final RepositoryFiles files;
    final Tasks tasks;
    final Trail trail = new Trail();
    final List<Upload> uploads = new ArrayList<>();
    final PackageSearch packages;
    final UploadReader reader;
    private int commands;
    /** The position in the job of the step that is read now. */
    int step;
    /** Whether the step that is read now has a condition. */
    boolean mayBeSkipped;

    private final Shared shared;

    /** @param handed what other jobs hand over to this one, see {@link HandedOver} */
    JobContext(Project project, Catalogue catalogue, Shared shared, List<String> handed) {
        this.project = project;
        this.catalogue = catalogue;
        this.shared = shared;
        this.files = shared.files;
        this.tasks = new Tasks(files);
        this.packages = new PackageSearch(project, files, handed);
        this.reader = new UploadReader(this);
    }

    /** An action of the repository, read once. */
    ActionReader.Reading action(String folder) {
        return shared.actions.computeIfAbsent(folder, f -> ActionReader.read(project.tree(), f));
    }

    /** A script as commands, read once however many jobs, callers and matrix values come to it. */
    Script script(String text, Dialect dialect) {
        return shared.scripts.computeIfAbsent(new ScriptKey(text, dialect), k -> Script.read(k.text(), k.dialect()));
    }

    private record ScriptKey(String text, Dialect dialect) {}

    /** What all jobs of a repository have in common. */
    static final class Shared {
        final RepositoryFiles files;
        private final Map<String, ActionReader.Reading> actions = new HashMap<>();
        private final Map<ScriptKey, Script> scripts = new HashMap<>();

        Shared(RepositoryFiles files) {
            this.files = files;
        }
    }

    boolean exhausted() {
        return ++commands > MOST_COMMANDS;
    }

    boolean spent() {
        return commands > MOST_COMMANDS;
    }
}
