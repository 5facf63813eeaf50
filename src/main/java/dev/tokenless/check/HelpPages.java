package dev.tokenless.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The help pages of rules and causes: Markdown, one page an id, with a title in the first line. */
public final class HelpPages {
    /** Anything else is no id, and no way out of the folder of the pages. */
    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private HelpPages() {}

    /** The page of a rule or cause. */
    public static Optional<String> find(String id) {
        return ID.matcher(id).matches() ? read(id + ".md") : Optional.empty();
    }

    /** The first line of a page without its mark. */
    public static Optional<String> title(String id) {
        return find(id).map(page -> page.lines().findFirst().orElse("").replaceFirst("^#\\s*", ""));
    }

    /** The ids of all pages, in the order in which they are listed. */
    public static List<String> ids() {
        return read("index.txt").orElse("").lines().filter(l -> !l.isBlank()).toList();
    }

    private static Optional<String> read(String file) {
        try (InputStream in = HelpPages.class.getResourceAsStream("help/" + file)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
