package dev.tokenless.cli;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Folds the lines of a text for people at the width of their terminal, between words and under their own indentation. Lines
 * of a patch and what has no blank, such as an address, stay whole: they are copied from there.
 */
final class Folding {
    private static final int NARROWEST = 20;
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");
    private static final Pattern PATCH = Pattern.compile("(?: {4}|\t)(?:[-+@\\\\].*| {1,200}.*)");
    private static final Pattern SIZE = Pattern.compile("\\d{1,4} (\\d{1,4})\\s*");

    private Folding() {}

    /** Where a command prints its text: folded where a person reads it at a terminal whose width is known. */
    static PrintStream out(Terminal terminal, boolean text) {
        OptionalInt width = text ? width(terminal) : OptionalInt.empty();
        return width.isEmpty()
                ? terminal.out()
                : new PrintStream(new Folded(terminal.out(), width.getAsInt()), false, StandardCharsets.UTF_8);
    }

    /** The columns of the terminal; empty where the output goes elsewhere, or nothing tells them. */
    private static OptionalInt width(Terminal terminal) {
        if (!terminal.interactive()) {
            return OptionalInt.empty();
        }
        String columns = terminal.environment().getOrDefault("COLUMNS", "");
        int width = columns.matches("\\d{1,4}") ? Integer.parseInt(columns) : asked();
        return width >= NARROWEST ? OptionalInt.of(width) : OptionalInt.empty();
    }

    /** What the terminal says of itself; 0 where it does not. */
    private static int asked() {
        File tty = new File("/dev/tty");
        if (!tty.canRead()) {
            return 0;
        }
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(tty)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                if (!stty.waitFor(500, TimeUnit.MILLISECONDS)) {
                    return 0;
                }
                var size = SIZE.matcher(new String(stty.getInputStream().readNBytes(64), StandardCharsets.US_ASCII));
                return size.matches() ? Integer.parseInt(size.group(1)) : 0;
            } finally {
                stty.destroyForcibly();
            }
        } catch (IOException _) {
            return 0;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /** Folds one line, which may hold colours. */
    static String line(String line, int width) {
        if (seen(line) <= width || PATCH.matcher(line).matches()) {
            return line;
        }
        int words = 0;
        while (words < line.length() && line.charAt(words) == ' ') {
            words++;
        }
        String indent = " ".repeat(Math.min(words + 2, width / 2));
        StringBuilder folded = new StringBuilder();
        StringBuilder now = new StringBuilder(line.substring(0, words));
        boolean empty = true;
        for (String word : line.substring(words).split(" ", -1)) {
            if (!empty && seen(now) + 1 + seen(word) > width) {
                folded.append(now.toString().stripTrailing()).append('\n');
                now.setLength(0);
                now.append(indent);
                empty = true;
                if (word.isEmpty()) {
                    continue; // the blanks between two columns
                }
            }
            now.append(empty ? "" : " ").append(word);
            empty = false;
        }
        return folded.append(now).toString();
    }

    private static int seen(CharSequence text) {
        String plain = COLOUR.matcher(text).replaceAll("");
        return plain.codePointCount(0, plain.length());
    }

    /** Takes text and hands on its lines, folded. */
    private static final class Folded extends OutputStream {
        private final PrintStream to;
        private final int width;
        private final java.io.ByteArrayOutputStream line = new java.io.ByteArrayOutputStream();

        Folded(PrintStream to, int width) {
            this.to = to;
            this.width = width;
        }

        @Override
        public void write(int b) {
            if (b == '\n') {
                to.print(line(line.toString(StandardCharsets.UTF_8), width) + "\n");
                line.reset();
            } else {
                line.write(b);
            }
        }

        @Override
        public void flush() {
            if (line.size() > 0) {
                to.print(line(line.toString(StandardCharsets.UTF_8), width));
                line.reset();
            }
            to.flush();
        }
    }
}
