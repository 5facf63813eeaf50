package dev.tokenless.ui.shell;

import java.util.Optional;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/**
 * The keys for the size of the text: Ctrl, or Cmd on macOS, with plus, minus and zero. Plus stands in another place of each
 * keyboard: on a key of its own, above the equals sign, and on the numeric pad; the sign that is typed counts where the
 * system tells it.
 */
enum Zoom {
    LARGER,
    SMALLER,
    USUAL;

    /** What a pressed key asks for; empty where it asks for something else. */
    static Optional<Zoom> of(KeyEvent key) {
        // AltGr is told as Ctrl and Alt: what it types is meant for the text.
        if (!key.isShortcutDown() || key.isAltDown()) {
            return Optional.empty();
        }
        KeyCode code = key.getCode();
        String typed = key.getText();
        if (typed.equals("+") || code == KeyCode.PLUS || code == KeyCode.ADD || code == KeyCode.EQUALS) {
            return Optional.of(LARGER);
        }
        if (typed.equals("-") || code == KeyCode.MINUS || code == KeyCode.SUBTRACT) {
            return Optional.of(SMALLER);
        }
        return typed.equals("0") || code == KeyCode.DIGIT0 || code == KeyCode.NUMPAD0
                ? Optional.of(USUAL)
                : Optional.empty();
    }

    /** Takes the keys of a window. */
    static void attach(Scene scene, Themes themes) {
        scene.addEventFilter(
                KeyEvent.KEY_PRESSED,
                key -> of(key).ifPresent(zoom -> {
                    themes.zoom(zoom);
                    key.consume();
                }));
    }
}
