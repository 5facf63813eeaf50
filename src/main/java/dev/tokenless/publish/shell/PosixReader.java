package dev.tokenless.publish.shell;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the shell command language of POSIX (IEEE Std 1003.1, chapter 2) with the additions of bash that scripts of CI
 * systems use, as far as it decides which simple commands there are.
 */
final class PosixReader {
    private static final int DEEPEST = 40;

    private final String text;
    private final Collector collector;
    private final PosixWords words;
    private int at;
    private int depth;

    PosixReader(String text, Collector collector) {
        this.text = text;
        this.collector = collector;
        this.words = new PosixWords(text, this);
    }

    void read() {
        list(0, null, false, false);
    }

    /** A here-document whose body the reader still has to pass, with the command that it belongs to. */
    private record Heredoc(String delimiter, boolean literal, boolean tabs, Pending pending, int redirect) {}

    /** A command that is being read; it is handed on when its here-documents are known. */
    private static final class Pending {
        final List<Word> words = new ArrayList<>();
        final List<Command.Assignment> assignments = new ArrayList<>();
        final List<Command.Redirect> redirects = new ArrayList<>();
        boolean conditional;
        int start = -1;
        int end;

        boolean isEmpty() {
            return words.isEmpty() && assignments.isEmpty() && redirects.isEmpty();
        }
    }

    /** The blocks that are open in one list. */
    private static final class Blocks {
        final Deque<String> open = new ArrayDeque<>();

        @Nullable
        String function;

        boolean chained;
        final boolean conditional;

        Blocks(@Nullable String function, boolean conditional) {
            this.function = function;
            this.conditional = conditional;
        }

        int branches;

        boolean conditional() {
            return conditional || chained || branches > 0;
        }

        void open(String block) {
            open.push(block);
            branches += branch(block) ? 1 : 0;
        }

        boolean close(String block) {
            if (!block.equals(open.peek())) {
                return false;
            }
            open.pop();
            branches -= branch(block) ? 1 : 0;
            return true;
        }

        private static boolean branch(String block) {
            return block.equals("then") || block.equals("while") || block.equals("case");
        }
    }

    /**
     * Reads commands up to the end, or to the closing parenthesis of a subshell.
     *
     * @return where it stopped: behind the parenthesis or at the end
     */
    private int list(int scope, @Nullable String function, boolean conditional, boolean nested) {
        if (++depth > DEEPEST) {
            depth--;
            at = text.length();
            return at;
        }
        Blocks blocks = new Blocks(function, conditional);
        List<Heredoc> heredocs = new ArrayList<>();
        List<Pending> waiting = new ArrayList<>();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ' ' || c == '\t' || c == '\r') {
                at++;
            } else if (c == '\\' && newlineAt(at + 1) > 0) {
                at = newlineAt(at + 1);
            } else if (c == '\n') {
                at++;
                blocks.chained = false;
                bodies(heredocs);
                flush(waiting, scope, blocks);
            } else if (c == '#') {
                at = lineEnd(at);
            } else if (c == ';' || c == '&' || c == '|') {
                separator(blocks);
            } else if (c == ')') {
                at++;
                if (blocks.open.isEmpty() || !blocks.open.peek().equals("case")) {
                    if (nested) {
                        break;
                    }
                }
            } else if (c == '(') {
                subshell(scope, blocks);
            } else {
                Pending pending = command(scope, blocks, heredocs);
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
        return at;
    }

    private void separator(Blocks blocks) {
        char c = text.charAt(at);
        boolean twice = at + 1 < text.length() && text.charAt(at + 1) == c;
        if (c == ';') {
            blocks.chained = false;
            if (twice && "case".equals(blocks.open.peek())) {
                at += 2;
                casePattern(blocks);
                return;
            }
        } else if (twice) {
            blocks.chained = true;
        } else if (c == '&') {
            blocks.chained = false;
        }
        at += twice ? 2 : 1;
    }

    private void subshell(int scope, Blocks blocks) {
        if (text.startsWith("((", at)) {
            at = words.arithmetic(at);
            return;
        }
        at++;
        at = list(collector.openScope(scope), blocks.function, blocks.conditional(), true);
    }

    /** Reads commands inside <code>$( )</code>; answers the offset behind the closing parenthesis. */
    int substitution(int from, int scope, @Nullable String function, boolean conditional) {
        at = from;
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
    private Pending command(int scope, Blocks blocks, List<Heredoc> heredocs) {
        Pending pending = new Pending();
        words.in(scope, blocks.function, blocks.conditional());
        boolean brackets = false;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ' ' || c == '\t' || c == '\r') {
                at++;
                continue;
            }
            if (c == '\\' && newlineAt(at + 1) > 0) {
                at = newlineAt(at + 1);
                continue;
            }
            if (brackets && c != '\n' && !text.startsWith("]]", at)) {
                at = words.withinBrackets(at);
                continue;
            }
            if (c == '\n' || c == ';' || c == '|' || c == ')') {
                break;
            }
            if (c == '&' && !text.startsWith("&>", at)) {
                break;
            }
            if (c == '#') {
                at = lineEnd(at);
                break;
            }
            if (redirect(pending, heredocs)) {
                continue;
            }
            if (c == '(') {
                if (functionNamed(pending, blocks)) {
                    return new Pending();
                }
                break;
            }
            int start = at;
            Word word = words.word(at);
            at = Math.max(words.end(), start + 1);
            if (pending.words.isEmpty() && !brackets) {
                if (assignment(word, pending)) {
                    mark(pending, start);
                    continue;
                }
                if (pending.assignments.isEmpty() && keyword(word, blocks, scope)) {
                    return new Pending();
                }
                brackets = word.literal().orElse("").equals("[[");
            }
            pending.words.add(word);
            mark(pending, start);
            if (text.startsWith("]]", start)) {
                brackets = false;
            }
        }
        return pending;
    }

    private void mark(Pending pending, int start) {
        if (pending.start < 0) {
            pending.start = start;
        }
        pending.end = at;
    }

    private boolean assignment(Word word, Pending pending) {
        if (word.parts().isEmpty() || !(word.parts().getFirst() instanceof Word.Text(String first))) {
            return false;
        }
        int equals = first.indexOf('=');
        if (equals <= 0
                || !PosixWords.isName(first.substring(0, equals))
                || text.charAt(word.start()) != first.charAt(0)) {
            return false;
        }
        List<Word.Part> value =
                new ArrayList<>(word.parts().subList(1, word.parts().size()));
        if (equals + 1 < first.length()) {
            value.addFirst(new Word.Text(first.substring(equals + 1)));
        }
        int valueStart = Math.min(word.start() + equals + 1, word.end());
        Word assigned = new Word(value, valueStart, word.end());
        if (value.isEmpty() && at < text.length() && text.charAt(at) == '(' && at == word.end()) {
            assigned = array(valueStart);
        }
        pending.assignments.add(new Command.Assignment(first.substring(0, equals), assigned));
        return true;
    }

    /** Reads <code>(a b c)</code> behind an assignment: its words with blanks between them. */
    private Word array(int start) {
        List<Word.Part> parts = new ArrayList<>();
        at++;
        while (at < text.length() && text.charAt(at) != ')') {
            char c = text.charAt(at);
            if (Character.isWhitespace(c) || c == ';' || c == '&' || c == '|' || c == '<' || c == '>' || c == '(') {
                at++;
            } else if (c == '#') {
                at = lineEnd(at);
            } else if (c == '\\' && newlineAt(at + 1) > 0) {
                at = newlineAt(at + 1);
            } else {
                int before = at;
                Word word = words.word(at);
                at = Math.max(words.end(), before + 1);
                if (!parts.isEmpty()) {
                    parts.add(new Word.Text(" "));
                }
                parts.addAll(word.parts());
            }
        }
        at = Math.min(at + 1, text.length());
        return new Word(parts, start, at);
    }

    private boolean keyword(Word word, Blocks blocks, int scope) {
        String text = word.literal().orElse("");
        if (word.end() - word.start() != text.length()) {
            return false;
        }
        switch (text) {
            case "if", "elif", "time", "!", "coproc" -> {}
            case "then" -> {
                if (!"then".equals(blocks.open.peek())) {
                    blocks.open("then");
                }
            }
            case "else" -> {}
            case "do" -> {}
            case "while", "until" -> blocks.open("while");
            case "for", "select" -> {
                blocks.open("for");
                forWords(scope, blocks);
            }
            case "case" -> {
                blocks.open("case");
                skipWordsTo("in");
                casePattern(blocks);
            }
            case "fi" -> blocks.close("then");
            case "done" -> {
                if (!blocks.close("while")) {
                    blocks.close("for");
                }
            }
            case "esac" -> blocks.close("case");
            case "{" -> blocks.open("{");
            case "}" -> closeBrace(blocks);
            case "function" -> {
                skipBlanks();
                Word name = words.word(at);
                at = Math.max(words.end(), at);
                skipBlanks();
                if (this.text.startsWith("()", at)) {
                    at += 2;
                }
                openFunction(name.literal().orElse(""), blocks);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void closeBrace(Blocks blocks) {
        String block = blocks.open.peek();
        if (block != null && blocks.close(block) && block.startsWith("function")) {
            blocks.function = block.length() == 8 ? null : block.substring(9);
        }
    }

    private boolean functionNamed(Pending pending, Blocks blocks) {
        int close = at + 1;
        while (close < text.length() && (text.charAt(close) == ' ' || text.charAt(close) == '\t')) {
            close++;
        }
        if (pending.words.size() != 1 || close >= text.length() || text.charAt(close) != ')') {
            at = pending.words.isEmpty() ? at : at + 1;
            return false;
        }
        at = close + 1;
        openFunction(pending.words.getFirst().literal().orElse(""), blocks);
        return true;
    }

    private void openFunction(String name, Blocks blocks) {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '{') {
            at++;
            blocks.open(blocks.function == null ? "function" : "function " + blocks.function);
            blocks.function = name;
        }
    }

    /** {@code for NAME in WORDS}: a command of that form, so that the reader of commands knows the values. */
    private void forWords(int scope, Blocks blocks) {
        int start = at;
        skipBlanks();
        if (text.startsWith("((", at)) {
            at = words.arithmetic(at);
            return;
        }
        List<Word> all = new ArrayList<>(List.of(Word.of("for", start, start)));
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n' || c == ';' || c == '&' || c == '|' || c == ')' || c == '#') {
                break;
            }
            if (c == ' ' || c == '\t' || c == '\r' || c == '<' || c == '>' || c == '(') {
                at++;
            } else if (c == '\\' && newlineAt(at + 1) > 0) {
                at = newlineAt(at + 1);
            } else {
                int before = at;
                all.add(words.word(at));
                at = Math.max(words.end(), before + 1);
            }
        }
        collector.add(new Command(all, List.of(), List.of(), scope, blocks.conditional(), blocks.function, start, at));
    }

    private void skipWordsTo(String last) {
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != ';') {
            skipBlanks();
            if (at >= text.length() || text.charAt(at) == '\n') {
                return;
            }
            int before = at;
            Word word = words.word(at);
            at = Math.max(words.end(), before + 1);
            if (word.literal().orElse("").equals(last)) {
                return;
            }
        }
    }

    /** Passes the patterns of a case branch up to behind their parenthesis; stops before {@code esac}. */
    private void casePattern(Blocks blocks) {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c) || c == '(' || c == '|' || c == ';' || c == '&') {
                at++;
            } else if (c == '#') {
                at = lineEnd(at);
            } else if (c == ')') {
                at++;
                return;
            } else {
                int before = at;
                Word word = words.word(at);
                at = Math.max(words.end(), before + 1);
                if (word.literal().orElse("").equals("esac")) {
                    blocks.close("case");
                    return;
                }
            }
        }
    }

    private boolean redirect(Pending pending, List<Heredoc> heredocs) {
        int operator = at;
        while (operator < text.length() && Character.isDigit(text.charAt(operator)) && operator - at < 2) {
            operator++;
        }
        if (operator < text.length() && text.startsWith("&>", operator)) {
            operator++;
        } else if (operator >= text.length() || (text.charAt(operator) != '<' && text.charAt(operator) != '>')) {
            return false;
        }
        char c = text.charAt(operator);
        int end = operator + 1;
        if (text.startsWith("<<<", operator)) {
            end = operator + 3;
        } else if (text.startsWith("<<-", operator)) {
            end = operator + 3;
        } else if (end < text.length()
                && (text.charAt(end) == c || text.charAt(end) == '&' || text.charAt(end) == '|')) {
            end++;
        } else if (end < text.length() && text.charAt(end) == '(') {
            int start = at;
            at = words.processSubstitution(end);
            pending.words.add(Word.of("/dev/fd", start, at));
            mark(pending, start);
            return true;
        }
        String sign = text.substring(at, end);
        int start = at;
        at = end;
        skipBlanks();
        Word target = words.word(at);
        String written = text.substring(at, Math.max(at, words.end()));
        at = Math.max(at, words.end());
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
        mark(pending, start);
        return true;
    }

    /** Passes the bodies of the here-documents that begin behind this line end. */
    private void bodies(List<Heredoc> heredocs) {
        for (Heredoc heredoc : heredocs) {
            int start = at;
            int end = text.length();
            while (at < text.length()) {
                int lineEnd = lineEnd(at);
                String line = text.substring(at, lineEnd);
                String compared = heredoc.tabs() ? line.replaceFirst("^\t+", "") : line;
                int next = Math.min(lineEnd + 1, text.length());
                if (compared.stripTrailing().equals(heredoc.delimiter())) {
                    end = at;
                    at = next;
                    break;
                }
                at = next;
            }
            end = Math.min(end, text.length());
            Word body = heredoc.literal() ? Word.of(text.substring(start, end), start, end) : words.heredoc(start, end);
            Command.Redirect redirect = heredoc.pending().redirects.get(heredoc.redirect());
            heredoc.pending()
                    .redirects
                    .set(heredoc.redirect(), new Command.Redirect(redirect.operator(), redirect.target(), body));
        }
        heredocs.clear();
    }

    private void flush(List<Pending> waiting, int scope, Blocks blocks) {
        for (Pending p : waiting) {
            collector.add(new Command(
                    p.words, p.assignments, p.redirects, scope, p.conditional, blocks.function, p.start, p.end));
        }
        waiting.clear();
    }

    private void skipBlanks() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t' || text.charAt(at) == '\r')) {
            at++;
        }
    }

    private int lineEnd(int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    /** The offset behind a line end that begins here, or 0. */
    private int newlineAt(int from) {
        if (text.startsWith("\r\n", from)) {
            return from + 2;
        }
        return from < text.length() && text.charAt(from) == '\n' ? from + 1 : 0;
    }
}
