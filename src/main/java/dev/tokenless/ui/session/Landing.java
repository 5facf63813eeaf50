package dev.tokenless.ui.session;

import dev.tokenless.migration.MigrationPlan;
import dev.tokenless.migration.Observed;
import dev.tokenless.migration.Stage;

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
            if (opened.kept().remembered().marks(key).isEmpty()) {
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

    private static StepId step(Stage stage) {
        return switch (stage) {
            case PUBLISHER_REGISTERED -> StepId.PUBLISHER;
            case TOKEN_KEPT_AS_FALLBACK -> StepId.WORKFLOW;
            case TEST_RELEASE, PRODUCTION_SWITCHED, FIRST_TRUSTED_RELEASE -> StepId.RELEASE;
            case TOKENS_FORBIDDEN, SECRETS_DELETED, TOKEN_REVOKED -> StepId.RETIRE;
        };
    }
}
