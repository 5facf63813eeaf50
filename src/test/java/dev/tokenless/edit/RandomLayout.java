package dev.tokenless.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** YAML texts laid out by chance: indentation, comments, blank lines, quotes, flow style, blocks, line ends. */
final class RandomLayout {
    private final Random random;
    private final int unit;
    private final boolean flush;
    private final List<String> lines = new ArrayList<>();

    RandomLayout(Random random) {
        this.random = random;
        this.unit = 2 + random.nextInt(3);
        this.flush = random.nextBoolean();
    }

    String text() {
        mapping(0, 0);
        String eol = random.nextInt(3) == 0 ? "\r\n" : "\n";
        String text = String.join(eol, lines);
        if (random.nextInt(4) > 0) {
            text += eol.repeat(1 + random.nextInt(2));
        }
        return (random.nextInt(4) == 0 ? "\uFEFF" : "") + text;
    }

    private void noise(int indent) {
        switch (random.nextInt(6)) {
            case 0 -> lines.add("");
            case 1 -> lines.add(" ".repeat(indent) + "# a remark: [" + random.nextInt(9) + "]");
            case 2 -> {
                lines.add("");
                lines.add(" ".repeat(random.nextInt(4)) + "# elsewhere");
            }
            default -> {}
        }
    }

    private void mapping(int indent, int depth) {
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            noise(indent);
            entry(" ".repeat(indent), indent, "k" + i, depth);
        }
    }

    private void entry(String lead, int indent, String key, int depth) {
        String written = random.nextInt(5) == 0 ? "\"" + key + "\"" : key;
        int kind = depth > 3 ? random.nextInt(4) : random.nextInt(8);
        String comment = random.nextInt(4) == 0 ? "  # why" : "";
        switch (kind) {
            case 0 -> lines.add(lead + written + ": " + scalar() + comment);
            case 1 -> lines.add(lead + written + ": {a: " + flowScalar() + ", b: [x, 'y']}" + comment);
            case 2 -> lines.add(lead + written + ":   [one,  two]" + comment);
            case 3 -> {
                lines.add(lead + written + ": " + List.of("|", ">-", "|-", "|+").get(random.nextInt(4)) + comment);
                int inner = indent + 1 + random.nextInt(4);
                int n = 1 + random.nextInt(3);
                for (int i = 0; i < n; i++) {
                    lines.add(" ".repeat(inner) + "text " + i + (random.nextBoolean() ? " # not a comment" : ""));
                    if (random.nextInt(3) == 0 && i + 1 < n) {
                        lines.add("");
                    }
                }
            }
            case 4, 5 -> {
                lines.add(lead + written + ":" + comment);
                mapping(indent + unit, depth + 1);
            }
            default -> {
                lines.add(lead + written + ":" + comment);
                sequence(flush ? indent : indent + unit, depth + 1);
            }
        }
    }

    private void sequence(int indent, int depth) {
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            noise(indent);
            if (random.nextInt(3) == 0) {
                lines.add(" ".repeat(indent) + "- " + scalar());
            } else {
                int keys = 1 + random.nextInt(3);
                for (int k = 0; k < keys; k++) {
                    String lead = " ".repeat(indent) + (k == 0 ? "- " : "  ");
                    entry(lead, indent + 2, "s" + k, depth + 1);
                    if (k + 1 < keys) {
                        noise(indent + 2);
                    }
                }
            }
        }
    }

    private String scalar() {
        return List.of(
                        "plain",
                        "'single ''quoted'''",
                        "\"double # quoted\"",
                        "${{ secrets.X }}",
                        "12",
                        "true",
                        "a:b",
                        "~")
                .get(random.nextInt(8));
    }

    private String flowScalar() {
        return List.of("plain", "'single'", "\"d, e\"", "12").get(random.nextInt(4));
    }
}
