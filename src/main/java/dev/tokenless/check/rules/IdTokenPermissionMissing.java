package dev.tokenless.check.rules;

import dev.tokenless.check.Finding;
import dev.tokenless.publish.IdToken;
import dev.tokenless.publish.PublishJob;
import java.util.function.Consumer;

/** The job's effective permission is not {@code id-token: write} and nothing declares it. */
final class IdTokenPermissionMissing extends JobRule {
    IdTokenPermissionMissing() {
        super("id-token-permission-missing", "The job may not ask for an identity token");
    }

    @Override
    void look(Subject subject, Consumer<Finding> out) {
        if (!subject.meantTrusted()) {
            return;
        }
        if (subject.job().ci() instanceof PublishJob.GitLabJob gitLab) {
            if (subject.job().idToken() == IdToken.NONE && gitLab.idTokens().isEmpty()) {
                out.accept(finding(
                        subject,
                        subject.job().place(),
                        subject.where() + " gets no identity token: it has no " + Words.code("id_tokens")
                                + " with audience "
                                + Words.code(subject.registry().orElseThrow().audience()) + "."));
            }
            return;
        }
        for (IdTokenRoutes.Route route : IdTokenRoutes.of(subject)) {
            if (route.refusal() == IdTokenRoutes.Refusal.MISSING) {
                out.accept(finding(
                        subject,
                        route.place(),
                        subject.where() + " cannot ask for an identity token: "
                                + (route.caller()
                                        ? "neither it nor " + route.where() + ", which calls it, grants "
                                        : "neither the job nor the workflow grants ")
                                + Words.code("id-token: write") + ".",
                        IdTokenRoutes.fix(subject, route)));
            }
        }
    }
}
