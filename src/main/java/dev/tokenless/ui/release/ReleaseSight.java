package dev.tokenless.ui.release;

import dev.tokenless.check.Inspection.Examined;
import dev.tokenless.migration.MigrationPlan;
import dev.tokenless.migration.Stage;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.ui.checklist.Staged;
import dev.tokenless.ui.session.Reading;
import dev.tokenless.ui.session.SessionState;
import dev.tokenless.ui.session.Upload;
import org.jspecify.annotations.Nullable;

/**
 * What is known for one showing of the step Release.
 *
 * @param held why the pull request must wait; empty where it need not
 */
record ReleaseSight(SessionState state, Reading open, Upload upload, MigrationPlan plan, String held) {

    /** Whether the registry is known to have the job's publisher, by what was seen or said. */
    boolean known() {
        return Staged.passed(plan, Stage.PUBLISHER_REGISTERED);
    }

    boolean switched() {
        return Staged.passed(plan, Stage.PRODUCTION_SWITCHED);
    }

    boolean proved() {
        return Staged.done(plan, Stage.FIRST_TRUSTED_RELEASE);
    }

    @Nullable
    PublishJob job() {
        Examined examined = upload.examined();
        return examined == null ? null : examined.job();
    }
}
