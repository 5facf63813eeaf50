package dev.tokenless.ui.sheet;

/** A few characters of a line in one role. */
public record Token(String text, Role role) {

    /** What the characters are. */
    public enum Role {
        PLAIN(""),
        KEY("syntax-key"),
        COMMENT("syntax-comment"),
        EXPRESSION("syntax-expression"),
        STRONG("text-bold"),
        /** Characters that differ from the other side. */
        DIFFERS("syntax-differs");

        private final String styleClass;

        Role(String styleClass) {
            this.styleClass = styleClass;
        }

        /** The style class, empty for plain text. */
        public String styleClass() {
            return styleClass;
        }
    }
}
