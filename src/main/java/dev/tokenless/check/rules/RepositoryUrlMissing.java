package dev.tokenless.check.rules;

import dev.tokenless.check.Finding;
import dev.tokenless.repo.DeclaredPackage;
import java.util.function.Consumer;

/** npm: package.json says no {@code repository.url}, which an upload with provenance demands. */
final class RepositoryUrlMissing extends JobRule {
    RepositoryUrlMissing() {
        super("repository-url-missing", "package.json does not name its repository");
    }

    @Override
    void look(Subject subject, Consumer<Finding> out) {
        for (DeclaredPackage declared : RepositoryUrls.published(subject)) {
            if (RepositoryUrls.url(declared).isEmpty()) {
                out.accept(finding(
                        subject,
                        RepositoryUrls.severity(subject),
                        RepositoryUrls.place(subject, declared),
                        Words.code(declared.manifest()) + " of " + Words.code(declared.name()) + " has no "
                                + Words.code("repository.url") + ": npm refuses the upload of " + subject.where()
                                + " once it comes with provenance.",
                        null));
            }
        }
    }
}
