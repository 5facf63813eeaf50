package dev.tokenless.check.rules;

import dev.tokenless.check.Finding;
import dev.tokenless.check.Severity;
import dev.tokenless.repo.DeclaredPackage;
import dev.tokenless.repo.RepositoryId;
import java.util.function.Consumer;

/** npm: {@code repository.url} of package.json names another repository than the one that publishes. */
final class RepositoryUrlMismatch extends JobRule {
    RepositoryUrlMismatch() {
        super("repository-url-mismatch", "package.json names another repository");
    }

    @Override
    void look(Subject subject, Consumer<Finding> out) {
        RepositoryId repository = subject.inspection().project().repository();
        if (repository == null) {
            return;
        }
        for (DeclaredPackage declared : RepositoryUrls.published(subject)) {
            String url = RepositoryUrls.url(declared);
            if (!url.isEmpty() && !RepositoryUrls.names(url, repository)) {
                out.accept(finding(
                        subject,
                        RepositoryUrls.sameBySsh(url, repository) ? Severity.WARNING : RepositoryUrls.severity(subject),
                        RepositoryUrls.place(subject, declared),
                        Words.code(declared.manifest()) + " of " + Words.code(declared.name()) + " says repository "
                                + Words.code(url) + ", the upload comes from "
                                + Words.code(RepositoryUrls.address(repository))
                                + (RepositoryUrls.sameBySsh(url, repository)
                                        ? ": npm may refuse another form than https."
                                        : ": npm refuses it."),
                        null));
            }
        }
    }
}
