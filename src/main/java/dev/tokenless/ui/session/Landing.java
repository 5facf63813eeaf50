package dev.tokenless.ui.session;

import dev.tokenless.check.Inspection;
import dev.tokenless.migration.MigrationPlan;
import dev.tokenless.migration.Observed;
import dev.tokenless.migration.Remembered;
import dev.tokenless.migration.Stage;
import dev.tokenless.publish.Authentication;
import java.util.List;

/** Where a project that was worked on before is opened: at the first package that is not finished, and at its step. */
final class Landing {
    private Landing() {}

    /** The state after opening; nothing is changed where nothing was kept. */
    static SessionState of(SessionState opened) {
        Reading open = opened.reading();
        if (open == null) {
            return opened;
        }
        for (int i = 0; i < open.uploads().size(); i++) {
            Upload upload = open.uploads().get(i);
            String key = MigrationPlan.key(upload.registry(), upload.name());
            if (opened.kept().remembered().marks(key).isEmpty() && !written(opened, upload)) {
                continue;
            }
            MigrationPlan plan = MigrationPlan.of(
                    open.inspection(),
                    upload.registry(),
                    upload.name(),
                    opened.kept().remembered(),
                    Observed.NOTHING);
            if (!plan.finished()) {
                return opened.choosing(i).at(step(plan.current()));
            }
        }
        return opened;
    }

    /** Whether this program wrote the workflow that publishes the package now: with that its migration has begun. */
    private static boolean written(SessionState opened, Upload upload) {
        Inspection.Examined examined = upload.examined();
        Reading open = opened.reading();
        List<Remembered.Written> written =
                open == null ? List.of() : opened.kept().remembered().writtenIn(open.folder());
        return examined != null
                && examined.job().authentication() instanceof Authentication.Trusted
                && written.stream()
                        .flatMap(one -> one.log().entries().stream())
                        .anyMatch(entry -> entry.path().equals(examined.job().path()));
    }

    private static StepId step(Stage stage) {
        return switch (stage) {
            case PUBLISHER_REGISTERED -> StepId.PUBLISHER;
            case TOKEN_KEPT_AS_FALLBACK -> StepId.WORKFLOW;
            case TEST_RELEASE, PRODUCTION_SWITCHED, FIRST_TRUSTED_RELEASE -> StepId.RELEASE;
            case TOKENS_FORBIDDEN, SECRETS_DELETED, TOKEN_REVOKED -> StepId.RETIRE;
        };
    }
}
