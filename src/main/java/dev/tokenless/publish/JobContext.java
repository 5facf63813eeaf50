package dev.tokenless.publish;

import dev.tokenless.publish.catalogue.Catalogue;
import dev.tokenless.publish.tasks.RepositoryFiles;
import dev.tokenless.publish.tasks.Tasks;
import dev.tokenless.repo.Project;
import java.util.ArrayList;
import java.util.List;

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

    JobContext(Project project, Catalogue catalogue, RepositoryFiles files) {
        this.project = project;
        this.catalogue = catalogue;
        this.files = files;
        this.tasks = new Tasks(files);
        this.packages = new PackageSearch(project);
        this.reader = new UploadReader(this);
    }

    boolean exhausted() {
        return ++commands > MOST_COMMANDS;
    }

    boolean spent() {
        return commands > MOST_COMMANDS;
    }
}
