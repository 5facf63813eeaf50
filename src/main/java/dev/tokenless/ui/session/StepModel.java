package dev.tokenless.ui.session;

import dev.tokenless.ui.ScreenModel;
import javafx.beans.value.ObservableValue;

/** What the frame needs of a step of the migration. */
public interface StepModel extends ScreenModel {

    StepId id();

    /** The step's state, also while its screen was never shown. */
    ObservableValue<RailLine> rail();
}
