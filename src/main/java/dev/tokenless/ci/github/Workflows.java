package dev.tokenless.ci.github;

import dev.tokenless.repo.Problem;
import java.util.List;
import java.util.Optional;

/**
 * The workflow files of a repository.
 *
 * @param workflows those that could be read, in the order of their names
 * @param problems with the files and in them; a workflow with a problem inside is read as far as it goes
 * @param unread those of the problems for which a whole file, or the folder, is not among the workflows
 */
public record Workflows(List<Workflow> workflows, List<Problem> problems, List<Problem> unread) {
    public Workflows {
        workflows = List.copyOf(workflows);
        problems = List.copyOf(problems);
        unread = List.copyOf(unread);
    }

    /** The workflow in the file with this path from the repository's root. */
    public Optional<Workflow> at(String path) {
        return workflows.stream().filter(w -> w.path().equals(path)).findFirst();
    }
}
