package dev.tokenless.check.rules;

import dev.tokenless.check.BestCase;
import dev.tokenless.check.Finding;
import dev.tokenless.oidc.Prediction;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.RepositoryId;
import java.util.function.Consumer;

/** The CI provider or its instance is not one that the registry accepts. */
final class UnsupportedIssuer extends JobRule {
    UnsupportedIssuer() {
        super("unsupported-issuer", "The registry does not accept this CI provider");
    }

    @Override
    void look(Subject subject, Consumer<Finding> out) {
        if (!subject.meantTrusted()) {
            return;
        }
        RepositoryId repository = subject.inspection().project().repository();
        boolean gitLab = subject.job().ci() instanceof PublishJob.GitLabJob;
        String who = null;
        if (gitLab && subject.job().registry().equals(RegistryId.RUBYGEMS)) {
            who = "GitLab CI";
        } else if (repository != null
                && gitLab
                && !repository.host().equals("gitlab.com")
                && repository.provider() == Provider.GITLAB) {
            who = "GitLab at " + Words.code(repository.host());
        } else if (repository != null
                && !gitLab
                && !repository.host().equals("github.com")
                && repository.provider() == Provider.GITHUB) {
            who = "GitHub at " + Words.code(repository.host());
        } else if (repository == null && Routes.predictions(subject).stream().anyMatch(p -> refused(subject, p))) {
            who = gitLab ? "this GitLab instance" : "this CI provider";
        }
        if (who != null) {
            out.accept(finding(
                    subject,
                    subject.job().place(),
                    subject.registryName() + " accepts no identity from " + who + ", so " + subject.where()
                            + " cannot publish with one."));
        }
    }

    private static boolean refused(Subject subject, Prediction prediction) {
        return subject.registry()
                .filter(r -> BestCase.refuses(r, prediction.claims(), "iss"))
                .isPresent();
    }
}
