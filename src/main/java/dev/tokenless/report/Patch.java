package dev.tokenless.report;

import dev.tokenless.edit.FileEdit;
import dev.tokenless.edit.LineDiff;
import java.util.List;

/** Edits as a unified diff. */
public final class Patch {
    private Patch() {}

    /** For {@code git apply}: the texts as they are; empty where nothing changes. */
    public static String of(List<FileEdit> files) {
        StringBuilder text = new StringBuilder();
        files.forEach(file -> text.append(LineDiff.unified(file)));
        return text.toString();
    }

    /** For a person: hidden characters as marks, colours where they are wanted. */
    public static String shown(List<FileEdit> files, Style style) {
        String patch = of(files);
        StringBuilder text = new StringBuilder();
        patch.lines().forEach(line -> {
            String visible = Escaping.terminal(line);
            if (line.startsWith("+++") || line.startsWith("---")) {
                text.append(style.bold(visible));
            } else if (line.startsWith("+")) {
                text.append(style.green(visible));
            } else if (line.startsWith("-")) {
                text.append(style.red(visible));
            } else {
                text.append(line.startsWith("@@") ? style.dim(visible) : visible);
            }
            text.append('\n');
        });
        return text.toString();
    }
}
