package dev.tokenless.ui.sheet;

import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Sign;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Some text by lines, ready to be shown.
 *
 * @param title what is shown, for example the file's path
 * @param focus the index of the line that is brought into view, -1 for none
 */
public record Sheet(String title, List<Line> lines, int focus) {
    public static final Sheet NONE = new Sheet("", List.of(), -1);

    public Sheet {
        lines = List.copyOf(lines);
    }

    /**
     * A source file with lit lines.
     *
     * @param line the line to bring into view, from 1; 0 for none
     */
    public static Sheet source(String path, String text, List<Lit> lits, int line) {
        List<String> raw = Lines.of(text);
        boolean yaml = path.endsWith(".yml") || path.endsWith(".yaml");
        List<List<Token>> tokens =
                yaml ? Lines.yaml(raw) : raw.stream().map(Lines::plain).toList();
        Map<Integer, Lit> byLine = new LinkedHashMap<>();
        for (Lit lit : lits) {
            byLine.merge(lit.line(), lit, Lit::and);
        }
        List<Line> lines = new ArrayList<>(raw.size());
        for (int i = 0; i < raw.size(); i++) {
            Line plain = Line.of(i + 1, tokens.get(i));
            Lit lit = byLine.get(i + 1);
            lines.add(lit == null ? plain : plain.lit(lit.sign(), lit.note()));
        }
        return new Sheet(path, lines, line < 1 ? -1 : Math.min(line, lines.size()) - 1);
    }

    /** A request, a token or an answer. */
    public static Sheet named(String title, String text) {
        return new Sheet(
                title,
                Lines.of(text).stream().map(l -> Line.of(0, Lines.named(l))).toList(),
                -1);
    }

    /** All text, as it is copied. */
    public String text() {
        StringBuilder all = new StringBuilder();
        lines.forEach(l -> all.append(l.text()).append('\n'));
        return all.toString();
    }

    /** A line to be lit, from 1, with its annotation. */
    public record Lit(int line, Sign sign, Rich note) {
        private Lit and(Lit other) {
            Sign worse = other.sign.tone().ordinal() == Sign.Tone.DANGER.ordinal()
                            || (other.sign.tone() == Sign.Tone.WARNING && sign.tone() == Sign.Tone.ACCENT)
                    ? other.sign
                    : sign;
            return new Lit(line, worse, note.words().contains(other.note.words()) ? note : note.then(other.note));
        }
    }
}
