package dev.tokenless.migration;

import dev.tokenless.check.Inspection;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RepositoryId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who runs a package's jobs: what is a pull request and a secret at one is called otherwise at the other. */
public enum CiHost {
    GITHUB("GitHub", "pull request"),
    GITLAB("GitLab", "merge request");

    private final String words;
    private final String change;

    CiHost(String words, String change) {
        this.words = words;
        this.change = change;
    }

    /** How people know it. */
    public String words() {
        return words;
    }

    /** What brings a change to the default branch. */
    public String change() {
        return change;
    }

    /** The same at the beginning of a sentence, with its article. */
    public String theChange() {
        return "The " + change;
    }

    /** The host of these jobs; where they run at both, or at none, that of the repository. */
    static CiHost of(Inspection inspection, List<Inspection.Examined> jobs) {
        boolean lab = jobs.stream().anyMatch(job -> job.job().ci() instanceof PublishJob.GitLabJob);
        boolean hub = jobs.stream().anyMatch(job -> job.job().ci() instanceof PublishJob.GitHubJob);
        return lab == hub ? of(inspection.project().repository()) : lab ? GITLAB : GITHUB;
    }

    /** The host of a repository; GitHub where nothing tells it. */
    public static CiHost of(@Nullable RepositoryId repository) {
        return repository != null && repository.provider() == Provider.GITLAB ? GITLAB : GITHUB;
    }
}
