package dev.tokenless.ui.shell;

import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.VirtualThreads;
import dev.tokenless.ui.session.Opening;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.collections.ObservableList;
import javafx.stage.WindowEvent;

/**
 * The window stays where it would be closed on something that is on its way: once, and it says on what. Whoever closes it
 * again means it.
 */
final class Leaving {
    private final ObservableList<VirtualThreads.Task> running;
    private final Opening opening;
    private final Texts texts;
    private final Set<VirtualThreads.Task> told = new HashSet<>();

    Leaving(ObservableList<VirtualThreads.Task> running, Opening opening, Texts texts) {
        this.running = running;
        this.opening = opening;
        this.texts = texts;
    }

    /** The window is to be closed. */
    void asked(WindowEvent close) {
        List<VirtualThreads.Task> onTheWay = running.stream()
                .filter(VirtualThreads.Task::sending)
                .filter(task -> !told.contains(task))
                .toList();
        if (onTheWay.isEmpty()) {
            return;
        }
        told.addAll(onTheWay);
        opening.refuse(texts.rich(
                "leave.sending",
                Rich.bold(onTheWay.stream().map(task -> task.words().get()).collect(Collectors.joining(", ")))));
        close.consume();
    }
}
