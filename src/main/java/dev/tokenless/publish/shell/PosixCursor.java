package dev.tokenless.publish.shell;

/** Where in a script its readers stand. */
final class PosixCursor {
    final String text;
    int at;

    PosixCursor(String text) {
        this.text = text;
    }

    void skipBlanks() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t' || text.charAt(at) == '\r')) {
            at++;
        }
    }

    int lineEnd(int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    /** The offset behind a line end that begins here, or 0. */
    int newlineAt(int from) {
        if (text.startsWith("\r\n", from)) {
            return from + 2;
        }
        return from < text.length() && text.charAt(from) == '\n' ? from + 1 : 0;
    }
}
