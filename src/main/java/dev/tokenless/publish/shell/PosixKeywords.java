package dev.tokenless.publish.shell;

import java.util.ArrayList;
import java.util.List;

/** Reads the words that open and close blocks, and the functions that a script defines. */
final class PosixKeywords {
    private final PosixCursor cursor;
    private final PosixWords words;
    private final Collector collector;

    PosixKeywords(PosixCursor cursor, PosixWords words, Collector collector) {
        this.cursor = cursor;
        this.words = words;
        this.collector = collector;
    }

    boolean keyword(Word word, PosixBlocks blocks, int scope) {
        String name = word.literal().orElse("");
        if (word.end() - word.start() != name.length()) {
            return false;
        }
        switch (name) {
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
                cursor.skipBlanks();
                Word named = words.word(cursor.at);
                cursor.at = Math.max(words.end(), cursor.at);
                cursor.skipBlanks();
                if (cursor.text.startsWith("()", cursor.at)) {
                    cursor.at += 2;
                }
                openFunction(named.literal().orElse(""), blocks);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void closeBrace(PosixBlocks blocks) {
        String block = blocks.open.peek();
        if (block != null && blocks.close(block) && block.startsWith("function")) {
            blocks.function = block.length() == 8 ? null : block.substring(9);
        }
    }

    boolean functionNamed(PendingCommand pending, PosixBlocks blocks) {
        int close = cursor.at + 1;
        while (close < cursor.text.length()
                && (cursor.text.charAt(close) == ' ' || cursor.text.charAt(close) == '\t')) {
            close++;
        }
        if (pending.words.size() != 1 || close >= cursor.text.length() || cursor.text.charAt(close) != ')') {
            cursor.at = pending.words.isEmpty() ? cursor.at : cursor.at + 1;
            return false;
        }
        cursor.at = close + 1;
        openFunction(pending.words.getFirst().literal().orElse(""), blocks);
        return true;
    }

    private void openFunction(String name, PosixBlocks blocks) {
        while (cursor.at < cursor.text.length() && Character.isWhitespace(cursor.text.charAt(cursor.at))) {
            cursor.at++;
        }
        if (cursor.at < cursor.text.length() && cursor.text.charAt(cursor.at) == '{') {
            cursor.at++;
            blocks.open(blocks.function == null ? "function" : "function " + blocks.function);
            blocks.function = name;
        }
    }

    /** {@code for NAME in WORDS}: a command of that form, so that the reader of commands knows the values. */
    private void forWords(int scope, PosixBlocks blocks) {
        int start = cursor.at;
        cursor.skipBlanks();
        if (cursor.text.startsWith("((", cursor.at)) {
            cursor.at = words.arithmetic(cursor.at);
            return;
        }
        List<Word> all = new ArrayList<>(List.of(Word.of("for", start, start)));
        while (cursor.at < cursor.text.length()) {
            char c = cursor.text.charAt(cursor.at);
            if (c == '\n' || c == ';' || c == '&' || c == '|' || c == ')' || c == '#') {
                break;
            }
            if (c == ' ' || c == '\t' || c == '\r' || c == '<' || c == '>' || c == '(') {
                cursor.at++;
            } else if (c == '\\' && cursor.newlineAt(cursor.at + 1) > 0) {
                cursor.at = cursor.newlineAt(cursor.at + 1);
            } else {
                int before = cursor.at;
                all.add(words.word(cursor.at));
                cursor.at = Math.max(words.end(), before + 1);
            }
        }
        collector.add(
                new Command(all, List.of(), List.of(), scope, blocks.conditional(), blocks.function, start, cursor.at));
    }

    private void skipWordsTo(String last) {
        while (cursor.at < cursor.text.length()
                && cursor.text.charAt(cursor.at) != '\n'
                && cursor.text.charAt(cursor.at) != ';') {
            cursor.skipBlanks();
            if (cursor.at >= cursor.text.length() || cursor.text.charAt(cursor.at) == '\n') {
                return;
            }
            int before = cursor.at;
            Word word = words.word(cursor.at);
            cursor.at = Math.max(words.end(), before + 1);
            if (word.literal().orElse("").equals(last)) {
                return;
            }
        }
    }

    /** Passes the patterns of a case branch up to behind their parenthesis; stops before {@code esac}. */
    void casePattern(PosixBlocks blocks) {
        while (cursor.at < cursor.text.length()) {
            char c = cursor.text.charAt(cursor.at);
            if (Character.isWhitespace(c) || c == '(' || c == '|' || c == ';' || c == '&') {
                cursor.at++;
            } else if (c == '#') {
                cursor.at = cursor.lineEnd(cursor.at);
            } else if (c == ')') {
                cursor.at++;
                return;
            } else {
                int before = cursor.at;
                Word word = words.word(cursor.at);
                cursor.at = Math.max(words.end(), before + 1);
                if (word.literal().orElse("").equals("esac")) {
                    blocks.close("case");
                    return;
                }
            }
        }
    }
}
