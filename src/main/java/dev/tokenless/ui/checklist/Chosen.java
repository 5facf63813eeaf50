package dev.tokenless.ui.checklist;

import dev.tokenless.migration.MigrationPlan;
import dev.tokenless.migration.PlannedPackages;
import dev.tokenless.ui.session.Place;
import dev.tokenless.ui.session.Reading;
import dev.tokenless.ui.session.Session;
import dev.tokenless.ui.session.SessionState;
import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.session.Upload;
import java.nio.file.Path;
import java.util.Optional;

/** The package that is chosen in the open project: what the steps of a migration are about. */
public record Chosen(SessionState state, Reading open, Upload upload) {

    /** What tells one such package from another, whatever is known of it. */
    public record About(Path folder, Upload.Key upload) {}

    /** What is chosen now; empty without a project, or without a package in it. */
    public static Optional<Chosen> of(Session session) {
        SessionState state = session.now();
        Reading open = state.reading();
        return open == null ? Optional.empty() : state.upload().map(upload -> new Chosen(state, open, upload));
    }

    /** Which package it is. */
    public About about() {
        return new About(open.folder(), upload.key());
    }

    /** The package as its migration is kept. */
    public PlannedPackages.Key key() {
        return new PlannedPackages.Key(upload.registry(), upload.name());
    }

    /** Whether something of its migration is remembered. */
    public boolean begun() {
        return !state.kept()
                .remembered()
                .marks(MigrationPlan.key(upload.registry(), upload.name()))
                .isEmpty();
    }

    /** Whether the window shows this step of its migration. */
    public boolean at(StepId step) {
        return state.place() == Place.MIGRATION && state.step() == step;
    }
}
