package dev.tokenless.ui.shell;

import dev.tokenless.ui.session.Place;
import dev.tokenless.ui.session.SessionState;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;

/** What stands around every screen, and what is kept of each. */
record Furniture(HeaderBar header, MigrationRail migration, WayRail way, StatusLine status, Remembering remembering) {
    /** Folds with the window. */
    void foldWith(ObservableValue<Boolean> narrow) {
        migration.folded().bind(narrow);
        way.folded().bind(narrow);
        header.folded().bind(narrow);
    }

    void show(SessionState state) {
        status.show(state);
        header.show(state);
        migration.show(state);
    }

    /** The rail of a place that has none of its own. */
    Node rail(Place place) {
        return place == Place.MIGRATION ? migration : way;
    }
}
