package dev.tokenless.ui.shell;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.css.Selector;
import javafx.scene.Node;
import javafx.scene.Parent;

/** Looks for a node that a part of the themes would style which the build left out of them. */
final class LeftOut {
    private static final List<Selector> SELECTORS = Stream.of(new PrimerLight(), new PrimerDark())
            .flatMap(theme -> {
                try {
                    return LeanSheets.lean(LeanSheets.theme(theme)).dropped().stream();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            })
            // Whatever state it is in: what has the pointer or the focus in a picture is chance.
            .map(selector -> selector.replaceAll(":[\\w-]+(\\([^)]*\\))?", ""))
            .distinct()
            .map(Selector::createSelector)
            .toList();

    private LeftOut() {}

    /** What would be styled by what was left out, in words; nothing where all is well. */
    static List<String> found(Node root) {
        return Screen.on(() -> {
            List<String> found = new ArrayList<>();
            look(root, found);
            return found;
        });
    }

    private static void look(Node node, List<String> found) {
        for (Selector selector : SELECTORS) {
            if (selector.applies(node)) {
                found.add(selector + " was left out of the themes and styles " + node);
            }
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> look(child, found));
        }
    }
}
