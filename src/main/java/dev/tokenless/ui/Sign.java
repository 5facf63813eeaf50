package dev.tokenless.ui;

import org.kordamp.ikonli.feather.Feather;

/** A state with its own icon shape and its colour role; its word is given beside it, so that colour is never alone. */
public enum Sign {
    DONE(Feather.CHECK_CIRCLE, Tone.SUCCESS),
    MATCH(Feather.CHECK, Tone.SUCCESS),
    TRUSTED(Feather.SHIELD, Tone.SUCCESS),
    DIFFERS(Feather.X, Tone.DANGER),
    REFUSED(Feather.X_CIRCLE, Tone.DANGER),
    ERROR(Feather.ALERT_CIRCLE, Tone.DANGER),
    WARNING(Feather.ALERT_TRIANGLE, Tone.WARNING),
    TOKEN(Feather.KEY, Tone.WARNING),
    UNKNOWN(Feather.HELP_CIRCLE, Tone.WARNING),
    NOTE(Feather.INFO, Tone.ACCENT),
    CURRENT(Feather.ARROW_RIGHT_CIRCLE, Tone.ACCENT),
    RUNNING(Feather.PLAY_CIRCLE, Tone.ACCENT),
    EDIT(Feather.EDIT_2, Tone.ACCENT),
    LIT(Feather.ARROW_RIGHT, Tone.ACCENT),
    OVERVIEW(Feather.GRID, Tone.ACCENT),
    DIAGNOSE(Feather.ACTIVITY, Tone.ACCENT),
    WAITING(Feather.CIRCLE, Tone.MUTED),
    NOT_REACHED(Feather.MINUS_CIRCLE, Tone.MUTED),
    NONE(Feather.MINUS, Tone.MUTED),
    NOT_READ(Feather.CLOCK, Tone.MUTED);

    private final Feather icon;
    private final Tone tone;

    Sign(Feather icon, Tone tone) {
        this.icon = icon;
        this.tone = tone;
    }

    /** The shape. */
    public Feather icon() {
        return icon;
    }

    /** The colour role. */
    public Tone tone() {
        return tone;
    }

    /** The colour roles of the theme that a state may have. */
    public enum Tone {
        SUCCESS("success"),
        DANGER("danger"),
        WARNING("warning"),
        ACCENT("accent"),
        MUTED("muted");

        private final String styleClass;

        Tone(String styleClass) {
            this.styleClass = styleClass;
        }

        /** The style class that carries the role. */
        public String styleClass() {
            return styleClass;
        }
    }
}
