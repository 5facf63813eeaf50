package dev.tokenless.ui.part;

import dev.tokenless.ui.Rich;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.layout.VBox;

/** A help page: its Markdown has headings, paragraphs, lists and code, and so has this. */
public final class HelpPage {
    private HelpPage() {}

    /** The page as nodes. */
    public static VBox of(String markdown) {
        VBox page = new VBox();
        page.getStyleClass().add("help-page");
        StringBuilder paragraph = new StringBuilder();
        boolean fenced = false;
        List<String> lines = new ArrayList<>(markdown.lines().toList());
        lines.add("");
        for (String line : lines) {
            if (line.startsWith("```")) {
                flush(page, paragraph, fenced);
                fenced = !fenced;
            } else if (fenced) {
                paragraph.append(line).append('\n');
            } else if (line.startsWith("#")) {
                flush(page, paragraph, false);
                page.getChildren()
                        .add(new RichFlow(rich(line.replaceFirst("^#+\\s*", "")), "text-bold", "help-heading"));
            } else if (line.isBlank()) {
                flush(page, paragraph, false);
            } else if (line.startsWith("- ") || line.startsWith("* ")) {
                flush(page, paragraph, false);
                paragraph.append("\u2022 ").append(line.substring(2));
            } else {
                paragraph.append(paragraph.isEmpty() ? "" : " ").append(line.strip());
            }
        }
        return page;
    }

    private static void flush(VBox page, StringBuilder words, boolean code) {
        if (words.isEmpty()) {
            return;
        }
        String text = words.toString().stripTrailing();
        page.getChildren().add(code ? new RichFlow(Rich.plain(text), "mono", "help-code") : new RichFlow(rich(text)));
        words.setLength(0);
    }

    /** Code between backticks as chips, bold between double stars. */
    private static Rich rich(String line) {
        List<Rich.Span> spans = new ArrayList<>();
        String[] parts = line.split("`", -1);
        for (int i = 0; i < parts.length; i++) {
            if (i % 2 == 1) {
                spans.add(Rich.code(parts[i]));
                continue;
            }
            String[] bold = parts[i].split("\\*\\*", -1);
            for (int k = 0; k < bold.length; k++) {
                if (!bold[k].isEmpty()) {
                    spans.add(new Rich.Span(bold[k], k % 2 == 1 ? Rich.Style.BOLD : Rich.Style.PLAIN));
                }
            }
        }
        return new Rich(spans);
    }
}
