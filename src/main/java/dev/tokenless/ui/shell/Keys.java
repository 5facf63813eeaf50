package dev.tokenless.ui.shell;

import dev.tokenless.ui.part.ActionBar;
import dev.tokenless.ui.session.Place;
import dev.tokenless.ui.session.Session;
import dev.tokenless.ui.session.StepId;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.TraversalDirection;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** The keys of the window. */
final class Keys {
    private final Session session;
    private final Runnable reread;
    private final BooleanSupplier cancel;
    private final List<Node> areas;
    private final ActionBar bar;
    private final Runnable choose;
    private final Runnable help;
    private boolean held;

    Keys(
            Session session,
            Runnable reread,
            BooleanSupplier cancel,
            List<Node> areas,
            ActionBar bar,
            Runnable choose,
            Runnable help) {
        this.session = session;
        this.reread = reread;
        this.cancel = cancel;
        this.areas = List.copyOf(areas);
        this.bar = bar;
        this.choose = choose;
        this.help = help;
    }

    void attach(Scene scene) {
        scene.addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (pressed(scene, key)) {
                key.consume();
            }
        });
        scene.addEventFilter(KeyEvent.KEY_RELEASED, key -> held = held && key.getCode() != KeyCode.ENTER);
    }

    private boolean pressed(Scene scene, KeyEvent key) {
        KeyCode code = key.getCode();
        if (code == KeyCode.TAB && !key.isShortcutDown() && scene.getFocusOwner() instanceof TextArea text) {
            // a text that takes several lines would keep the key to itself, and whoever has no mouse with it
            text.requestFocusTraversal(key.isShiftDown() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
            return true;
        }
        if (code == KeyCode.F1) {
            help.run();
            return true;
        }
        if (code == KeyCode.F5) {
            reread.run();
            return true;
        }
        if (code == KeyCode.F6) {
            nextArea(scene, !key.isShiftDown());
            return true;
        }
        if (code == KeyCode.ESCAPE) {
            return cancel.getAsBoolean() || bar.pressLeave();
        }
        if (code == KeyCode.LEFT && key.isAltDown()) {
            bar.pressBack();
            return true;
        }
        if (!key.isShortcutDown() || key.isAltDown()) { // AltGr types a letter of its own, a brace on some keyboards
            return false;
        }
        if (code == KeyCode.O) {
            choose.run();
            return true;
        }
        if (code == KeyCode.ENTER) {
            if (!held) { // a key that is held down would press one main action after the other
                held = true;
                bar.pressPrimary();
            }
            return true;
        }
        return number(code).map(n -> go(n, key.isShiftDown())).orElse(false);
    }

    private static Optional<Integer> number(KeyCode code) {
        String name = code.getName();
        String last = name.substring(name.length() - 1);
        boolean digit = code.isDigitKey() || code.isKeypadKey();
        return digit && Character.isDigit(last.charAt(0)) ? Optional.of(Integer.parseInt(last)) : Optional.empty();
    }

    private boolean go(int number, boolean place) {
        boolean open = session.now().reading() != null;
        if (place && number >= 1 && number <= 3) {
            Place to = switch (number) {
                case 1 -> open ? Place.MIGRATION : Place.WELCOME;
                case 2 -> Place.DIAGNOSE;
                default -> Place.PORTFOLIO;
            };
            session.change(s -> s.at(to));
            return true;
        }
        if (!place && open && number >= 1 && number <= StepId.values().length) {
            session.change(s -> s.at(StepId.values()[number - 1]));
            return true;
        }
        return false;
    }

    /** Moves the focus to the first stop of the next area that has one. */
    private void nextArea(Scene scene, boolean forward) {
        int now = -1;
        Node owner = scene.getFocusOwner();
        for (int i = 0; i < areas.size(); i++) {
            for (Node at = owner; at != null; at = at.getParent()) {
                if (at == areas.get(i)) {
                    now = i;
                }
            }
        }
        for (int step = 1; step <= areas.size(); step++) {
            int next = Math.floorMod(now + (forward ? step : -step), areas.size());
            Optional<Node> stop = firstStop(areas.get(next));
            if (stop.isPresent()) {
                stop.get().requestFocus();
                return;
            }
        }
    }

    private static Optional<Node> firstStop(Node node) {
        if (!node.isVisible() || node.isDisabled()) {
            return Optional.empty();
        }
        if (node.isFocusTraversable()) {
            return Optional.of(node);
        }
        if (node instanceof Parent parent) {
            return parent.getChildrenUnmodifiable().stream()
                    .map(Keys::firstStop)
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        return Optional.empty();
    }
}
