package dev.tokenless.publish.shell;

import java.util.List;

/** Reads where a command's input comes from and its output goes to, here-documents included. */
final class PosixRedirects {
    private final PosixCursor cursor;
    private final PosixWords words;

    PosixRedirects(PosixCursor cursor, PosixWords words) {
        this.cursor = cursor;
        this.words = words;
    }

    /** A here-document whose body the reader still has to pass, with the command that it belongs to. */
    record Heredoc(String delimiter, boolean literal, boolean tabs, PendingCommand pending, int redirect) {}

    boolean redirect(PendingCommand pending, List<Heredoc> heredocs) {
        int operator = cursor.at;
        while (operator < cursor.text.length()
                && Character.isDigit(cursor.text.charAt(operator))
                && operator - cursor.at < 2) {
            operator++;
        }
        if (operator < cursor.text.length() && cursor.text.startsWith("&>", operator)) {
            operator++;
        } else if (operator >= cursor.text.length()
                || (cursor.text.charAt(operator) != '<' && cursor.text.charAt(operator) != '>')) {
            return false;
        }
        char c = cursor.text.charAt(operator);
        int end = operator + 1;
        if (cursor.text.startsWith("<<<", operator)) {
            end = operator + 3;
        } else if (cursor.text.startsWith("<<-", operator)) {
            end = operator + 3;
        } else if (end < cursor.text.length()
                && (cursor.text.charAt(end) == c || cursor.text.charAt(end) == '&' || cursor.text.charAt(end) == '|')) {
            end++;
        } else if (end < cursor.text.length() && cursor.text.charAt(end) == '(') {
            int start = cursor.at;
            cursor.at = words.processSubstitution(end);
            pending.words.add(Word.of("/dev/fd", start, cursor.at));
            pending.reaches(start, cursor.at);
            return true;
        }
        String sign = cursor.text.substring(cursor.at, end);
        int start = cursor.at;
        cursor.at = end;
        cursor.skipBlanks();
        Word target = words.word(cursor.at);
        String written = cursor.text.substring(cursor.at, Math.max(cursor.at, words.end()));
        cursor.at = Math.max(cursor.at, words.end());
        if (sign.endsWith("<<<")) {
            pending.redirects.add(new Command.Redirect(sign, Word.of("", start, start), target));
        } else {
            pending.redirects.add(new Command.Redirect(sign, target, null));
            if (sign.endsWith("<<") || sign.endsWith("<<-")) {
                boolean literal = written.indexOf('\'') >= 0 || written.indexOf('"') >= 0 || written.indexOf('\\') >= 0;
                heredocs.add(new Heredoc(
                        target.literal().orElse(written),
                        literal,
                        sign.endsWith("-"),
                        pending,
                        pending.redirects.size() - 1));
            }
        }
        pending.reaches(start, cursor.at);
        return true;
    }

    /** Passes the bodies of the here-documents that begin behind this line end. */
    void bodies(List<Heredoc> heredocs) {
        for (Heredoc heredoc : heredocs) {
            int start = cursor.at;
            int end = cursor.text.length();
            while (cursor.at < cursor.text.length()) {
                int lineEnd = cursor.lineEnd(cursor.at);
                String line = cursor.text.substring(cursor.at, lineEnd);
                String compared = heredoc.tabs() ? line.replaceFirst("^\t+", "") : line;
                int next = Math.min(lineEnd + 1, cursor.text.length());
                if (compared.stripTrailing().equals(heredoc.delimiter())) {
                    end = cursor.at;
                    cursor.at = next;
                    break;
                }
                cursor.at = next;
            }
            end = Math.min(end, cursor.text.length());
            Word body = heredoc.literal()
                    ? Word.of(cursor.text.substring(start, end), start, end)
                    : words.heredoc(start, end);
            Command.Redirect redirect = heredoc.pending().redirects.get(heredoc.redirect());
            heredoc.pending()
                    .redirects
                    .set(heredoc.redirect(), new Command.Redirect(redirect.operator(), redirect.target(), body));
        }
        heredocs.clear();
    }
}
