package dev.tokenless.check.rules;

import dev.tokenless.check.Finding;
import java.util.function.Consumer;

/** The called job asks for {@code id-token: write} and the calling job withholds it: the run fails at its start. */
final class IdTokenPermissionCappedByCaller extends JobRule {
    IdTokenPermissionCappedByCaller() {
        super("id-token-permission-capped-by-caller", "The calling job withholds the identity token");
    }

    @Override
    void look(Subject subject, Consumer<Finding> out) {
        if (!subject.meantTrusted()) {
            return;
        }
        for (IdTokenRoutes.Route route : IdTokenRoutes.of(subject)) {
            if (route.refusal() == IdTokenRoutes.Refusal.CAPPED) {
                out.accept(finding(
                        subject,
                        route.place(),
                        subject.where() + " asks for " + Words.code("id-token: write") + ", and its caller "
                                + route.where() + " does not grant it: GitHub refuses to start the run.",
                        IdTokenRoutes.fix(subject, route)));
            }
        }
    }
}
