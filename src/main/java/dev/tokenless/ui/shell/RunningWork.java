package dev.tokenless.ui.shell;

import dev.tokenless.ui.VirtualThreads;
import javafx.collections.ObservableList;

/** What runs beside the window. */
record RunningWork(ObservableList<VirtualThreads.Task> all) {

    /** Cancels the work that was started last; answers whether there was any. */
    boolean cancelLast() {
        if (all.isEmpty()) {
            return false;
        }
        all.getLast().cancel();
        return true;
    }
}
