package dev.tokenless.fix;

import dev.tokenless.repo.SourceText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** releasio's configuration, as far as it decides how the upload logs in. */
final class ReleasioConfig {
    private static final Pattern OFF =
            Pattern.compile("(?m)^[ \\t]*trusted_publishing[ \\t]*=[ \\t]*false[ \\t]*(#[^\\n]*)?(\\r?\\n|\\z)");
    private static final Pattern POETRY = Pattern.compile("(?m)^([ \\t]*tool[ \\t]*=[ \\t]*)([\"'])poetry\\2");

    private final Draft draft;
    private final String path;
    private final String text;

    ReleasioConfig(Draft draft, String path, String text) {
        this.draft = draft;
        this.path = path;
        this.text = text;
    }

    /** mikeleppane/releasio, src/releasio/publish/pypi.py: uv with {@code trusted_publishing} (true unless set). */
    void migrate() {
        String now = text;
        Section section = section(now);
        Matcher off = OFF.matcher(now).region(section.start(), section.end());
        SourceText source = new SourceText(path, text);
        if (off.find()) {
            draft.change("releasio may use the job's identity again.", source.place(off.start(), off.end()));
            now = now.substring(0, off.start()) + now.substring(off.end());
        }
        section = section(now);
        Matcher poetry = POETRY.matcher(now).region(section.start(), section.end());
        if (poetry.find()) {
            draft.change(
                    "releasio uploads with uv: poetry has no trusted publishing.",
                    source.place(Math.min(poetry.start(), text.length()), Math.min(poetry.end(), text.length())));
            now = now.substring(0, poetry.start())
                    + poetry.group(1)
                    + poetry.group(2)
                    + "uv"
                    + poetry.group(2)
                    + now.substring(poetry.end());
        }
        if (!now.equals(text)) {
            draft.text(path, now);
        }
    }

    private record Section(int start, int end) {}

    /** The lines of the {@code publish} table. */
    private Section section(String toml) {
        String name = path.equals("pyproject.toml") ? "tool\\.releasio\\.publish" : "publish";
        Matcher head = Pattern.compile("(?m)^[ \\t]*\\[" + name + "\\][ \\t]*(#[^\\n]*)?$")
                .matcher(toml);
        if (!head.find()) {
            return new Section(0, 0);
        }
        Matcher next = Pattern.compile("(?m)^[ \\t]*\\[").matcher(toml);
        int end = next.find(head.end()) ? next.start() : toml.length();
        return new Section(head.end(), end);
    }
}
