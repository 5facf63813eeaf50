package dev.tokenless.check.rules;

import dev.tokenless.check.Finding;
import java.util.function.Consumer;

/** The workflow declares {@code id-token: write} and a job block replaces the workflow's block as a whole. */
final class IdTokenPermissionShadowed extends JobRule {
    IdTokenPermissionShadowed() {
        super("id-token-permission-shadowed", "The job's permissions replace those of the workflow");
    }

    @Override
    void look(Subject subject, Consumer<Finding> out) {
        if (!subject.meantTrusted()) {
            return;
        }
        for (IdTokenRoutes.Route route : IdTokenRoutes.of(subject)) {
            if (route.refusal() == IdTokenRoutes.Refusal.SHADOWED) {
                out.accept(finding(
                        subject,
                        route.place(),
                        subject.where() + " cannot ask for an identity token: "
                                + (route.caller() ? "the calling workflow grants " : "the workflow grants ")
                                + Words.code("id-token: write") + ", but the " + Words.code("permissions") + " of "
                                + (route.caller() ? "the calling job " + route.where() : "the job")
                                + " replace that block and do not.",
                        IdTokenRoutes.fix(subject, route)));
            }
        }
    }
}
