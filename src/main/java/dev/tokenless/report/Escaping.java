package dev.tokenless.report;

/** Makes text of strangers harmless for the place where it is shown. Every method answers text of one line. */
public final class Escaping {
    private Escaping() {}

    /**
     * Shows what a reader could not see or what would move the text around it: control characters (ANSI sequences with
     * them), line ends, bidirectional and invisible characters each become a mark such as {@code <U+202E>}.
     */
    public static String visible(String text) {
        StringBuilder shown = null;
        int i = 0;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            int length = Character.charCount(c);
            if (hidden(c)) {
                if (shown == null) {
                    shown = new StringBuilder(text.length() + 16).append(text, 0, i);
                }
                shown.append("<U+").append(String.format("%04X", c)).append('>');
            } else if (shown != null) {
                shown.appendCodePoint(c);
            }
            i += length;
        }
        return shown == null ? text : shown.toString();
    }

    private static boolean hidden(int c) {
        return c < 0x20
                || (c >= 0x7F && c <= 0x9F)
                || c == 0xAD
                || c == 0x34F
                || c == 0x61C
                || (c >= 0x115F && c <= 0x1160)
                || (c >= 0x17B4 && c <= 0x17B5)
                || (c >= 0x180B && c <= 0x180F)
                || (c >= 0x200B && c <= 0x200F)
                || (c >= 0x2028 && c <= 0x202E)
                || (c >= 0x2060 && c <= 0x206F)
                || c == 0x3164
                || (c >= 0xD800 && c <= 0xDFFF)
                || c == 0xFEFF
                || c == 0xFFA0
                || (c >= 0xFFF9 && c <= 0xFFFB)
                || (c >= 0xE0000 && c <= 0xE0FFF);
    }

    /**
     * For a terminal or a CI log: as {@link #visible}, and nothing in it is read as a workflow command. The runner reads
     * {@code ::name::} at a line's start and {@code ##[name]} anywhere (actions/runner, src/Runner.Common/ActionCommand.cs).
     */
    public static String terminal(String text) {
        String shown = visible(text).replace("##[", "# #[");
        return shown.stripLeading().startsWith("::") ? shown.replaceFirst("::", ": :") : shown;
    }

    /** For the text of an HTML element and for a quoted attribute. */
    public static String html(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (char c : visible(text).toCharArray()) {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }

    /** For running text in Markdown, where it may hold no markup, link, mention or HTML. */
    public static String markdown(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (char c : visible(text).toCharArray()) {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '@' -> escaped.append("&#64;");
                case '#' -> escaped.append("&#35;");
                case '\\', '`', '*', '_', '{', '}', '[', ']', '(', ')', '!', '|', '~', '$' ->
                    escaped.append('\\').append(c);
                default -> escaped.append(c);
            }
        }
        return escaped.toString().replace("://", ":&#47;&#47;").replace("www.", "www&#46;");
    }

    /** For code in Markdown: a code span that the text cannot leave; a table cell's bar is escaped. */
    public static String markdownCode(String text) {
        String shown = visible(text);
        if (shown.isEmpty()) {
            return "";
        }
        int longest = 0;
        int run = 0;
        for (int i = 0; i < shown.length(); i++) {
            run = shown.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        String fence = "`".repeat(longest + 1);
        String space = shown.startsWith("`") || shown.endsWith("`") ? " " : "";
        return fence + space + shown.replace("|", "\\|") + space + fence;
    }

    /** For one CSV cell, quoted; a text that a spreadsheet would take for a formula gets an apostrophe before it. */
    public static String csv(String text) {
        String shown = visible(text);
        if (!shown.isEmpty() && "=+-@".indexOf(shown.charAt(0)) >= 0) {
            shown = "'" + shown;
        }
        return '"' + shown.replace("\"", "\"\"") + '"';
    }
}
