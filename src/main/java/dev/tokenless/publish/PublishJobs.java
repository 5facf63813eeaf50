package dev.tokenless.publish;

import dev.tokenless.repo.Problem;
import java.util.List;

/**
 * The publish jobs of a repository.
 *
 * @param jobs in the order of the files and of the jobs in them
 * @param problems with files that had to be read to follow a publish
 * @param unread those of the problems for which a whole CI file was not read, so that its jobs are not known
 */
public record PublishJobs(List<PublishJob> jobs, List<Problem> problems, List<Problem> unread) {
    public PublishJobs {
        jobs = List.copyOf(jobs);
        problems = List.copyOf(problems);
        unread = List.copyOf(unread);
    }
}
