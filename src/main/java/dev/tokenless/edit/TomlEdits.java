package dev.tokenless.edit;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.toml.TomlFactory;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Edits of TOML texts by splicing: a key that stands on a line of its own below its table. Comments, order and layout
 * stay, and each edit is proven by reading the text again: only the value that was meant may differ.
 */
public final class TomlEdits {
    private static final Pattern TABLE = Pattern.compile("\\s*\\[([^\\[\\]]+)]\\s*(#.*)?");
    private static final Pattern TABLES = Pattern.compile("\\s*\\[\\[.*");
    private static final Pattern ENTRY =
            Pattern.compile("(\\s*)([A-Za-z0-9_.\"' -]+?)(\\s*=\\s*)(.*?)(\\s*(#[^\"']*)?)");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|([A-Za-z0-9_-]+)");

    private static final TomlMapper MAPPER = new TomlMapper(TomlFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(200)
                    .maxDocumentLength(8L << 20)
                    .build())
            .build());

    private TomlEdits() {}

    /** The document; empty where the text is not TOML. */
    public static Optional<JsonNode> read(String text) {
        try {
            return Optional.ofNullable(MAPPER.readTree(text));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** The text without a key; empty where it is laid out in a way that cannot be edited safely. */
    public static Optional<String> remove(String text, List<String> keys) {
        return changed(text, keys, (line, m) -> "", (holder, last) -> holder.remove(last));
    }

    /** The text with another string under a key that is there; empty where that cannot be done safely. */
    public static Optional<String> replace(String text, List<String> keys, String value) {
        if (!value.matches("[^\\\\\"\\p{Cntrl}]*")) {
            return Optional.empty();
        }
        return changed(
                text,
                keys,
                (line, m) -> {
                    String quote = m.group(4).startsWith("'") && !value.contains("'") ? "'" : "\"";
                    return line.substring(0, m.start(4)) + quote + value + quote + line.substring(m.end(4));
                },
                (holder, last) -> holder.put(last, value));
    }

    /** What becomes of the line of the key. */
    private interface Rewriting {
        String of(String line, Matcher entry);
    }

    /** What becomes of the table that holds it. */
    private interface Meaning {
        void in(ObjectNode holder, String last);
    }

    private static Optional<String> changed(String text, List<String> keys, Rewriting rewriting, Meaning meaning) {
        JsonNode before = read(text).orElse(null);
        if (!(before instanceof ObjectNode root)) {
            return Optional.empty();
        }
        ObjectNode meant = root.deepCopy();
        ObjectNode holder = meant;
        for (String key : keys.subList(0, keys.size() - 1)) {
            if (!(holder.get(key) instanceof ObjectNode inner)) {
                return Optional.empty();
            }
            holder = inner;
        }
        if (!holder.has(keys.getLast())) {
            return Optional.empty();
        }
        meaning.in(holder, keys.getLast());
        List<String> table = List.of();
        int at = 0;
        while (at < text.length()) {
            int newline = text.indexOf('\n', at);
            int end = newline < 0 ? text.length() : newline + 1;
            String whole = text.substring(at, end);
            String line = whole.stripTrailing();
            Matcher head = TABLE.matcher(line);
            Matcher entry = ENTRY.matcher(line);
            if (head.matches()) {
                table = words(head.group(1));
            } else if (TABLES.matcher(line).matches()) {
                table = List.of("\0");
            } else if (entry.matches() && full(table, entry.group(2)).equals(keys)) {
                String now = rewriting.of(line, entry);
                String after = text.substring(0, at)
                        + now
                        + (now.isEmpty() ? "" : whole.substring(line.length()))
                        + text.substring(end);
                // A line inside a string of several lines looks the same; reading again tells them apart.
                if (read(after).filter(meant::equals).isPresent()) {
                    return Optional.of(after);
                }
            }
            at = end;
        }
        return Optional.empty();
    }

    private static List<String> full(List<String> table, String dotted) {
        List<String> all = new ArrayList<>(table);
        all.addAll(words(dotted));
        return all;
    }

    private static List<String> words(String dotted) {
        List<String> words = new ArrayList<>();
        Matcher m = WORD.matcher(dotted);
        while (m.find()) {
            words.add(m.group(1) != null ? m.group(1) : m.group(2) != null ? m.group(2) : m.group(3));
        }
        return words;
    }
}
