package dev.tokenless.publish.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads batch commands of Windows' cmd.exe: carets, double quotes, percent variables, {@code &} and {@code &&}. */
final class CmdReader {
    private final String text;
    private final Collector collector;
    private int at;

    CmdReader(String text, Collector collector) {
        this.text = text;
        this.collector = collector;
    }

    void read() {
        List<Word> words = new ArrayList<>();
        boolean conditional = false;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ' ' || c == '\t' || c == '\r' || (c == '@' && words.isEmpty())) {
                at++;
            } else if (c == '^' && (text.startsWith("\n", at + 1) || text.startsWith("\r\n", at + 1))) {
                at = text.indexOf('\n', at) + 1;
            } else if (c == '\n' || c == '&' || c == '|' || c == '(' || c == ')') {
                finish(words, conditional);
                conditional = c != '\n' && (conditional || text.startsWith("&&", at) || text.startsWith("||", at));
                at++;
            } else {
                int before = at;
                Word word = word();
                at = Math.max(at, before + 1);
                words.add(word);
                if (words.size() == 1) {
                    String first = word.literal().orElse("").toLowerCase(Locale.ROOT);
                    if (first.equals("rem") || first.startsWith("::")) {
                        int end = text.indexOf('\n', at);
                        at = end < 0 ? text.length() : end;
                        words.clear();
                    } else if (first.equals("call") || first.equals("else")) {
                        words.clear();
                    }
                }
            }
        }
        finish(words, conditional);
    }

    private void finish(List<Word> words, boolean conditional) {
        if (!words.isEmpty()) {
            int start = words.getFirst().start();
            int end = words.getLast().end();
            String first = words.getFirst().literal().orElse("").toLowerCase(Locale.ROOT);
            if (first.equals("set") && words.size() >= 2) {
                assignment(words, conditional, start, end);
            } else {
                collector.add(new Command(words, List.of(), List.of(), 0, conditional, null, start, end));
            }
        }
        words.clear();
    }

    private void assignment(List<Word> words, boolean conditional, int start, int end) {
        Word second = words.get(1);
        if (second.parts().isEmpty() || !(second.parts().getFirst() instanceof Word.Text(String head))) {
            return;
        }
        int equals = head.indexOf('=');
        if (equals <= 0) {
            return;
        }
        List<Word.Part> value = new ArrayList<>();
        if (equals + 1 < head.length()) {
            value.add(new Word.Text(head.substring(equals + 1)));
        }
        value.addAll(second.parts().subList(1, second.parts().size()));
        Word assigned = new Word(value, second.start(), second.end());
        collector.add(new Command(
                List.of(),
                List.of(new Command.Assignment(head.substring(0, equals), assigned)),
                List.of(),
                0,
                conditional,
                null,
                start,
                end));
    }

    private Word word() {
        WordBuilder word = new WordBuilder(at);
        boolean quoted = false;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n' || c == '\r' || (!quoted && " \t&|()".indexOf(c) >= 0)) {
                break;
            }
            if (c == '"') {
                quoted = !quoted;
                word.quoted();
                at++;
            } else if (c == '^' && !quoted) {
                if (at + 1 < text.length() && text.charAt(at + 1) != '\n' && text.charAt(at + 1) != '\r') {
                    word.text(text.charAt(at + 1));
                    at += 2;
                } else {
                    break;
                }
            } else if (Expressions.at(text, at)) {
                int end = Expressions.end(text, at);
                word.part(Expressions.of(text, at, end));
                at = end;
            } else if (c == '%') {
                variable(word);
            } else {
                word.text(c);
                at++;
            }
        }
        return word.build(Math.min(at, text.length()));
    }

    private void variable(WordBuilder word) {
        int end = at + 1;
        while (end < text.length()
                && end - at < 100
                && (text.charAt(end) == '_' || Character.isLetterOrDigit(text.charAt(end)))) {
            end++;
        }
        if (end > at + 1 && end < text.length() && text.charAt(end) == '%') {
            word.part(new Word.Variable(text.substring(at + 1, end), ""));
            at = end + 1;
        } else {
            word.text('%');
            at++;
        }
    }
}
