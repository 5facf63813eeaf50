package dev.tokenless.ci.expression;

/** Whether a condition holds, as far as the files tell. */
public enum Truth {
    TRUE,
    FALSE,
    UNKNOWN;

    /** Both. */
    public Truth and(Truth other) {
        if (this == FALSE || other == FALSE) {
            return FALSE;
        }
        return this == TRUE && other == TRUE ? TRUE : UNKNOWN;
    }

    static Truth of(boolean value) {
        return value ? TRUE : FALSE;
    }
}
