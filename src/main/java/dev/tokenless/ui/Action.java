package dev.tokenless.ui;

import org.kordamp.ikonli.feather.Feather;

/**
 * Something that one press does.
 *
 * @param reason why it cannot be pressed now, empty when it can; a disabled action is never without its reason
 */
public record Action(String text, Feather icon, Kind kind, String reason, Runnable run) {

    /** An action that can be pressed. */
    public static Action of(String text, Feather icon, Runnable run) {
        return new Action(text, icon, Kind.PLAIN, "", run);
    }

    /** The screen's one highlighted action. */
    public static Action primary(String text, Feather icon, Runnable run) {
        return new Action(text, icon, Kind.PRIMARY, "", run);
    }

    /** The same, which cannot be pressed for a reason. */
    public Action unless(String reason) {
        return new Action(text, icon, kind, reason, run);
    }

    /** The same, which deletes for good. */
    public Action destroying() {
        return new Action(text, icon, Kind.DANGER, reason, run);
    }

    /** Whether it can be pressed. */
    public boolean ready() {
        return reason.isEmpty();
    }

    /** How the action stands out. */
    public enum Kind {
        PRIMARY,
        PLAIN,
        DANGER
    }
}
