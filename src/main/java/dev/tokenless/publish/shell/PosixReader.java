package dev.tokenless.publish.shell;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the shell command language of POSIX (IEEE Std 1003.1, chapter 2) with the additions of bash that scripts of CI
 * systems use, as far as it decides which simple commands there are.
 */
final class PosixReader {
    private static final int DEEPEST = 40;

    private final PosixCursor cursor;
    private final Collector collector;
    private final PosixWords words;
    private final PosixRedirects redirects;
    private final PosixKeywords keywords;
    private int depth;

    PosixReader(String text, Collector collector) {
        this.cursor = new PosixCursor(text);
        this.collector = collector;
        this.words = new PosixWords(text, this);
        this.redirects = new PosixRedirects(cursor, words);
        this.keywords = new PosixKeywords(cursor, words, collector);
    }

    void read() {
        list(0, null, false, false);
    }

    /**
     * Reads commands up to the end, or to the closing parenthesis of a subshell.
     *
     * @return where it stopped: behind the parenthesis or at the end
     */
    private int list(int scope, @Nullable String function, boolean conditional, boolean nested) {
        if (++depth > DEEPEST) {
            depth--;
            cursor.at = cursor.text.length();
            return cursor.at;
        }
        PosixBlocks blocks = new PosixBlocks(function, conditional);
        List<PosixRedirects.Heredoc> heredocs = new ArrayList<>();
        List<PendingCommand> waiting = new ArrayList<>();
        while (cursor.at < cursor.text.length()) {
            char c = cursor.text.charAt(cursor.at);
            if (c == ' ' || c == '\t' || c == '\r') {
                cursor.at++;
            } else if (c == '\\' && cursor.newlineAt(cursor.at + 1) > 0) {
                cursor.at = cursor.newlineAt(cursor.at + 1);
            } else if (c == '\n') {
                cursor.at++;
                blocks.chained = false;
                redirects.bodies(heredocs);
                flush(waiting, scope, blocks);
            } else if (c == '#') {
                cursor.at = cursor.lineEnd(cursor.at);
            } else if (c == ';' || c == '&' || c == '|') {
                separator(blocks);
            } else if (c == ')') {
                cursor.at++;
                if (blocks.open.isEmpty() || !blocks.open.peek().equals("case")) {
                    if (nested) {
                        break;
                    }
                }
            } else if (c == '(') {
                subshell(scope, blocks);
            } else {
                PendingCommand pending = command(scope, blocks, heredocs);
                if (!pending.isEmpty()) {
                    pending.conditional = blocks.conditional();
                    waiting.add(pending);
                    if (heredocs.isEmpty()) {
                        flush(waiting, scope, blocks);
                    }
                }
            }
        }
        flush(waiting, scope, blocks);
        depth--;
        return cursor.at;
    }

    private void separator(PosixBlocks blocks) {
        char c = cursor.text.charAt(cursor.at);
        boolean twice = cursor.at + 1 < cursor.text.length() && cursor.text.charAt(cursor.at + 1) == c;
        if (c == ';') {
            blocks.chained = false;
            if (twice && "case".equals(blocks.open.peek())) {
                cursor.at += 2;
                keywords.casePattern(blocks);
                return;
            }
        } else if (twice) {
            blocks.chained = true;
        } else if (c == '&') {
            blocks.chained = false;
        }
        cursor.at += twice ? 2 : 1;
    }

    private void subshell(int scope, PosixBlocks blocks) {
        if (cursor.text.startsWith("((", cursor.at)) {
            cursor.at = words.arithmetic(cursor.at);
            return;
        }
        cursor.at++;
        cursor.at = list(collector.openScope(scope), blocks.function, blocks.conditional(), true);
    }

    /** Reads commands inside <code>$( )</code>; answers the offset behind the closing parenthesis. */
    int substitution(int from, int scope, @Nullable String function, boolean conditional) {
        cursor.at = from;
        return list(collector.openScope(scope), function, conditional, true);
    }

    /** Reads the text between backticks as a script of its own. */
    void backticks(String script, int offset, int scope, boolean conditional) {
        if (depth < DEEPEST) {
            Collector inner = new Collector();
            PosixReader reader = new PosixReader(script, inner);
            reader.depth = depth + 1;
            reader.list(0, null, conditional, false);
            for (Command c : inner.script().commands()) {
                collector.add(new Command(
                        c.words(),
                        c.assignments(),
                        c.redirects(),
                        scope,
                        c.conditional(),
                        c.function(),
                        offset + c.start(),
                        offset + c.end()));
            }
        }
    }

    /** Reads one simple command, or the keyword that stands in its place. */
    private PendingCommand command(int scope, PosixBlocks blocks, List<PosixRedirects.Heredoc> heredocs) {
        PendingCommand pending = new PendingCommand();
        words.in(scope, blocks.function, blocks.conditional());
        boolean brackets = false;
        while (cursor.at < cursor.text.length()) {
            char c = cursor.text.charAt(cursor.at);
            if (c == ' ' || c == '\t' || c == '\r') {
                cursor.at++;
                continue;
            }
            if (c == '\\' && cursor.newlineAt(cursor.at + 1) > 0) {
                cursor.at = cursor.newlineAt(cursor.at + 1);
                continue;
            }
            if (brackets && c != '\n' && !cursor.text.startsWith("]]", cursor.at)) {
                cursor.at = words.withinBrackets(cursor.at);
                continue;
            }
            if (c == '\n' || c == ';' || c == '|' || c == ')') {
                break;
            }
            if (c == '&' && !cursor.text.startsWith("&>", cursor.at)) {
                break;
            }
            if (c == '#') {
                cursor.at = cursor.lineEnd(cursor.at);
                break;
            }
            if (redirects.redirect(pending, heredocs)) {
                continue;
            }
            if (c == '(') {
                if (keywords.functionNamed(pending, blocks)) {
                    return new PendingCommand();
                }
                break;
            }
            int start = cursor.at;
            Word word = words.word(cursor.at);
            cursor.at = Math.max(words.end(), start + 1);
            if (pending.words.isEmpty() && !brackets) {
                if (assignment(word, pending)) {
                    pending.reaches(start, cursor.at);
                    continue;
                }
                if (pending.assignments.isEmpty() && keywords.keyword(word, blocks, scope)) {
                    return new PendingCommand();
                }
                brackets = word.literal().orElse("").equals("[[");
            }
            pending.words.add(word);
            pending.reaches(start, cursor.at);
            if (cursor.text.startsWith("]]", start)) {
                brackets = false;
            }
        }
        return pending;
    }

    private boolean assignment(Word word, PendingCommand pending) {
        if (word.parts().isEmpty() || !(word.parts().getFirst() instanceof Word.Text(String first))) {
            return false;
        }
        int equals = first.indexOf('=');
        if (equals <= 0
                || !PosixWords.isName(first.substring(0, equals))
                || cursor.text.charAt(word.start()) != first.charAt(0)) {
            return false;
        }
        List<Word.Part> value =
                new ArrayList<>(word.parts().subList(1, word.parts().size()));
        if (equals + 1 < first.length()) {
            value.addFirst(new Word.Text(first.substring(equals + 1)));
        }
        int valueStart = Math.min(word.start() + equals + 1, word.end());
        Word assigned = new Word(value, valueStart, word.end());
        if (value.isEmpty()
                && cursor.at < cursor.text.length()
                && cursor.text.charAt(cursor.at) == '('
                && cursor.at == word.end()) {
            assigned = array(valueStart);
        }
        pending.assignments.add(new Command.Assignment(first.substring(0, equals), assigned));
        return true;
    }

    /** Reads <code>(a b c)</code> behind an assignment: its words with blanks between them. */
    private Word array(int start) {
        List<Word.Part> parts = new ArrayList<>();
        cursor.at++;
        while (cursor.at < cursor.text.length() && cursor.text.charAt(cursor.at) != ')') {
            char c = cursor.text.charAt(cursor.at);
            if (Character.isWhitespace(c) || c == ';' || c == '&' || c == '|' || c == '<' || c == '>' || c == '(') {
                cursor.at++;
            } else if (c == '#') {
                cursor.at = cursor.lineEnd(cursor.at);
            } else if (c == '\\' && cursor.newlineAt(cursor.at + 1) > 0) {
                cursor.at = cursor.newlineAt(cursor.at + 1);
            } else {
                int before = cursor.at;
                Word word = words.word(cursor.at);
                cursor.at = Math.max(words.end(), before + 1);
                if (!parts.isEmpty()) {
                    parts.add(new Word.Text(" "));
                }
                parts.addAll(word.parts());
            }
        }
        cursor.at = Math.min(cursor.at + 1, cursor.text.length());
        return new Word(parts, start, cursor.at);
    }

    private void flush(List<PendingCommand> waiting, int scope, PosixBlocks blocks) {
        for (PendingCommand p : waiting) {
            collector.add(new Command(
                    p.words, p.assignments, p.redirects, scope, p.conditional, blocks.function, p.start, p.end));
        }
        waiting.clear();
    }
}
