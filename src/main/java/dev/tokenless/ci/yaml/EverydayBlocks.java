package dev.tokenless.ci.yaml;

import dev.tokenless.ci.yaml.YamlNode.Scalar;
import dev.tokenless.ci.yaml.YamlNode.Style;
import dev.tokenless.repo.Place;

/** Literal and folded blocks. */
final class EverydayBlocks {
    private final EverydayLines lines;

    EverydayBlocks(EverydayLines lines) {
        this.lines = lines;
    }

    Scalar scalar(int from, int parent) {
        boolean folded = lines.text.charAt(from) == '>';
        int header = from + 1;
        char chomp = header < lines.lineEnd ? lines.text.charAt(header) : ' ';
        if (chomp == '+' || chomp == '-') {
            header++;
        } else {
            chomp = ' ';
        }
        if (!lines.blankUntil(header, lines.lineEnd) || lines.lineEnd == lines.text.length()) {
            throw EverydayLines.giveUp();
        }
        int startLine = lines.line;
        int startOfLine = lines.lineStart;
        int indent = blockIndent(parent);
        StringBuilder value = new StringBuilder();
        int blank = 0;
        int next = lines.lineEnd + 1;
        int last = lines.lineEnd;
        boolean first = true;
        boolean flush = false;
        while (next < lines.text.length()) {
            int stop = lines.text.indexOf('\n', next);
            boolean ended = stop < 0;
            stop = ended ? lines.text.length() : stop;
            int spaces = next;
            while (spaces < stop && spaces - next < indent && lines.text.charAt(spaces) == ' ') {
                spaces++;
            }
            if (spaces == stop) {
                // Less than a whole line of blanks at the end of the file is no line.
                if (ended) {
                    throw EverydayLines.giveUp();
                }
                blank++;
            } else if (spaces - next < indent) {
                break;
            } else {
                char begins = lines.text.charAt(spaces);
                boolean isFlush = begins != ' ' && begins != '\t';
                if (!first) {
                    if (!folded || !flush || !isFlush) {
                        value.append('\n');
                    } else if (blank == 0) {
                        value.append(' ');
                    }
                }
                value.repeat('\n', blank);
                blank = 0;
                value.append(lines.text, spaces, stop);
                first = false;
                flush = isFlush;
            }
            lines.line++;
            last = stop;
            next = stop + 1;
        }
        if (chomp != '-') {
            value.append('\n');
        }
        if (chomp == '+') {
            value.repeat('\n', blank);
        }
        int stop = Math.min(next, lines.text.length());
        while (stop > from && Character.isWhitespace(lines.text.charAt(stop - 1))) {
            stop--;
        }
        lines.lineEnd = last;
        lines.advance();
        lines.count();
        Place whole = lines.source.place(from, stop);
        assert whole.line() == startLine && whole.column() == from - startOfLine + 1;
        return new Scalar(value.toString(), folded ? Style.FOLDED : Style.LITERAL, whole, false);
    }

    /** How deep the first line with text in it stands; blank lines before it must not stand deeper. */
    private int blockIndent(int parent) {
        int most = 0;
        for (int start = lines.lineEnd + 1; start < lines.text.length(); ) {
            int stop = lines.text.indexOf('\n', start);
            stop = stop < 0 ? lines.text.length() : stop;
            int first = start;
            while (first < stop && lines.text.charAt(first) == ' ') {
                first++;
            }
            if (first < stop) {
                if (lines.text.charAt(first) == '\t' || first - start <= parent || first - start < most) {
                    throw EverydayLines.giveUp();
                }
                return first - start;
            }
            most = Math.max(most, first - start);
            start = stop + 1;
        }
        throw EverydayLines.giveUp();
    }
}
