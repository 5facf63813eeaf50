package dev.tokenless.edit;

import dev.tokenless.ci.yaml.YamlNode.Style;
import dev.tokenless.edit.YamlValue.Field;
import dev.tokenless.edit.YamlValue.Fields;
import dev.tokenless.edit.YamlValue.Items;
import dev.tokenless.edit.YamlValue.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Writes new values in the style of the text they go into.
 *
 * @param unit blanks of one level
 * @param indentedSequences whether items stand deeper than their key
 */
record YamlText(int unit, boolean indentedSequences) {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./$^*()][^\\r\\n\\t]*");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029\\uFEFF]");

    /** An entry as lines without line ends, the first not indented, the others relative to it. */
    List<String> entry(Field field) {
        List<String> lines = new ArrayList<>(field.above());
        String key = scalar(new Scalar(field.key(), Style.PLAIN, ""), false);
        switch (field.value()) {
            case Scalar s -> {
                List<String> written = scalarLines(s);
                lines.add((key + ": " + written.getFirst()).stripTrailing());
                lines.addAll(indent(written.subList(1, written.size()), unit));
            }
            case Items i -> {
                if (i.flow() || i.items().isEmpty()) {
                    lines.add(key + ": " + flow(i));
                } else {
                    lines.add(key + ":");
                    lines.addAll(indent(block(i), indentedSequences ? unit : 0));
                }
            }
            case Fields f -> {
                if (f.flow() || f.fields().isEmpty()) {
                    lines.add(key + ": " + flow(f));
                } else {
                    lines.add(key + ":");
                    lines.addAll(indent(block(f), unit));
                }
            }
        }
        return lines;
    }

    /** A value as block lines at the left. */
    List<String> block(YamlValue value) {
        List<String> lines = new ArrayList<>();
        switch (value) {
            case Scalar s -> {
                List<String> written = scalarLines(s);
                lines.add(written.getFirst());
                lines.addAll(indent(written.subList(1, written.size()), unit));
            }
            case Items i -> {
                if (i.flow() || i.items().isEmpty()) {
                    lines.add(flow(i));
                } else {
                    i.items().forEach(item -> lines.addAll(item(item)));
                }
            }
            case Fields f -> {
                if (f.flow() || f.fields().isEmpty()) {
                    lines.add(flow(f));
                } else {
                    f.fields().forEach(field -> lines.addAll(entry(field)));
                }
            }
        }
        return lines;
    }

    /** An item with its dash. */
    List<String> item(YamlValue value) {
        List<String> lines = new ArrayList<>();
        // The lines of a scalar stand below its beginning, not deeper.
        List<String> inner = value instanceof Scalar s ? scalarLines(s) : block(value);
        // Comments above the first key of an item go above its dash.
        int comments = 0;
        while (value instanceof Fields && inner.get(comments).startsWith("#")) {
            lines.add(inner.get(comments++));
        }
        lines.add("- " + inner.get(comments));
        lines.addAll(indent(inner.subList(comments + 1, inner.size()), 2));
        return lines;
    }

    /** A value in flow style on one line. */
    String flow(YamlValue value) {
        return switch (value) {
            case Scalar s -> scalar(s, true);
            case Items i -> {
                List<String> parts = i.items().stream().map(this::flow).toList();
                yield "[" + String.join(", ", parts) + "]";
            }
            case Fields f -> {
                List<String> parts = f.fields().stream()
                        .map(x -> scalar(new Scalar(x.key(), Style.PLAIN, ""), true) + ": " + flow(x.value()))
                        .toList();
                yield "{" + String.join(", ", parts) + "}";
            }
        };
    }

    private List<String> scalarLines(Scalar s) {
        List<String> lines = new ArrayList<>();
        boolean multiline = s.text().indexOf('\n') >= 0;
        if (multiline && literalCan(s.text())) {
            String body = s.text();
            String chomp = "-";
            if (body.endsWith("\n")) {
                body = body.substring(0, body.length() - 1);
                chomp = "";
            }
            lines.add("|" + chomp);
            lines.addAll(List.of(body.split("\n", -1)));
            return lines;
        }
        String comment = s.comment().isEmpty() ? "" : " " + s.comment();
        lines.add(scalar(s, false) + comment);
        return lines;
    }

    /** Whether a literal block at the indentation unit holds this text: no leading blank, one line break at the end at most. */
    private static boolean literalCan(String text) {
        return !text.startsWith(" ")
                && !text.startsWith("\n")
                && !text.endsWith("\n\n")
                && text.indexOf('\t') != 0
                && text.indexOf('\r') < 0
                && !CONTROL.matcher(text.replace("\n", "").replace("\t", "")).find();
    }

    /** A scalar on one line, in the style it wishes or, where that cannot be, quoted. */
    String scalar(Scalar s, boolean inFlow) {
        boolean control = CONTROL.matcher(s.text()).find();
        if (s.style() == Style.PLAIN && !control && (plainCan(s.text(), inFlow) || !s.isString())) {
            return s.text();
        }
        if (s.style() == Style.SINGLE_QUOTED && !control) {
            return "'" + s.text().replace("'", "''") + "'";
        }
        if (s.style() != Style.DOUBLE_QUOTED && !control && s.text().indexOf('\'') < 0) {
            return "'" + s.text() + "'";
        }
        return doubleQuoted(s.text());
    }

    static boolean plainCan(String text, boolean inFlow) {
        return PLAIN.matcher(text).matches()
                && !text.startsWith("*")
                && !text.startsWith("---")
                && !text.startsWith("...")
                && !text.endsWith(" ")
                && !text.endsWith(":")
                && !text.contains(": ")
                && !text.contains(" #")
                && !(inFlow && text.chars().anyMatch(c -> "[]{},".indexOf(c) >= 0))
                && !(inFlow && text.contains(":"))
                && new Scalar(text, Style.PLAIN, "").isString();
    }

    private static String doubleQuoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                case '\r' -> out.append("\\r");
                default -> {
                    if (CONTROL.matcher(String.valueOf(c)).matches()) {
                        out.append(String.format(java.util.Locale.ROOT, "\\u%04X", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.append('"').toString();
    }

    /** Lines put deeper; blank lines stay empty. */
    static List<String> indent(List<String> lines, int columns) {
        String blanks = " ".repeat(columns);
        return lines.stream().map(l -> l.isEmpty() ? l : blanks + l).toList();
    }
}
