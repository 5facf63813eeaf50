package dev.tokenless.edit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Edits of JSON texts by splicing; spaces, tabs, line ends and the order of members stay. Each edit is proven by reading. */
public final class JsonEdits {
    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(200)
                    .maxDocumentLength(8L << 20)
                    .build())
            .build());

    private JsonEdits() {}

    /**
     * A member of an object with its places.
     *
     * @param start offset of the key's quote
     * @param value offset of the value's first character
     * @param end offset behind the value
     */
    private record Member(String key, int start, int value, int end) {}

    /** An object with its places; {@code open} is the offset of its brace, {@code close} that of the closing one. */
    private record Braces(int open, int close, List<Member> members) {}

    /** The document; empty where the text is not JSON. */
    public static Optional<JsonNode> read(String text) {
        try {
            JsonNode node = MAPPER.readTree(bare(text));
            return node == null || node.isMissingNode() ? Optional.empty() : Optional.of(node);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String bare(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /**
     * The text with a member set; objects on the way that are missing are made. Empty where that cannot be done safely.
     *
     * @param keys the way to the member
     * @param value its value
     */
    public static Optional<String> set(String text, List<String> keys, JsonNode value) {
        Optional<JsonNode> before = read(text);
        if (before.isEmpty() || !(before.get() instanceof ObjectNode root)) {
            return Optional.empty();
        }
        JsonNode meant = root.deepCopy();
        ObjectNode holder = (ObjectNode) meant;
        int there = 0;
        for (int i = 0; i + 1 < keys.size(); i++) {
            JsonNode inner = holder.get(keys.get(i));
            if (inner == null) {
                inner = holder.putObject(keys.get(i));
            } else if (i == there) {
                there++;
            }
            if (!(inner instanceof ObjectNode object)) {
                return Optional.empty();
            }
            holder = object;
        }
        if (value.equals(holder.get(keys.getLast()))) {
            return Optional.of(text);
        }
        holder.set(keys.getLast(), value);
        List<String> present = keys.subList(0, there);
        List<String> missing = keys.subList(there, keys.size());
        return braces(text, present)
                .map(b -> written(text, b, missing, value))
                .filter(after -> read(after).filter(meant::equals).isPresent());
    }

    /** The text without a member; empty where that cannot be done safely. */
    public static Optional<String> remove(String text, List<String> keys) {
        Optional<JsonNode> before = read(text);
        if (before.isEmpty()) {
            return Optional.empty();
        }
        JsonNode meant = before.get().deepCopy();
        JsonNode holder = meant.at("/" + String.join("/", keys.subList(0, keys.size() - 1)));
        if (keys.size() == 1) {
            holder = meant;
        }
        if (!(holder instanceof ObjectNode object) || !object.has(keys.getLast())) {
            return Optional.of(text);
        }
        object.remove(keys.getLast());
        return braces(text, keys.subList(0, keys.size() - 1))
                .flatMap(b -> without(text, b, keys.getLast()))
                .filter(after -> read(after).filter(meant::equals).isPresent());
    }

    private static String written(String text, Braces braces, List<String> keys, JsonNode value) {
        String quoted = quote(keys.getFirst());
        JsonNode inner = value;
        for (String key : keys.subList(1, keys.size()).reversed()) {
            inner = MAPPER.createObjectNode().set(key, inner);
        }
        Optional<Member> present = braces.members().stream()
                .filter(m -> m.key().equals(keys.getFirst()))
                .findFirst();
        if (present.isPresent()) {
            return text.substring(0, present.get().value())
                    + inner
                    + text.substring(present.get().end());
        }
        if (braces.members().isEmpty()) {
            return text.substring(0, braces.open() + 1) + quoted + ": " + inner + text.substring(braces.close());
        }
        Member last = braces.members().getLast();
        int from = braces.members().size() > 1
                ? text.indexOf(
                                ',',
                                braces.members()
                                        .get(braces.members().size() - 2)
                                        .end())
                        + 1
                : braces.open() + 1;
        String gap = text.substring(from, last.start());
        String rendered =
                inner.isObject() && gap.indexOf('\n') >= 0 ? pretty((ObjectNode) inner, gap) : inner.toString();
        return text.substring(0, last.end()) + "," + gap + quoted + ": " + rendered + text.substring(last.end());
    }

    /** An object laid out below a member whose gap from the one before is known. */
    private static String pretty(ObjectNode object, String gap) {
        String indent = gap.substring(gap.lastIndexOf('\n') + 1);
        String eol = gap.contains("\r\n") ? "\r\n" : "\n";
        String deeper = indent
                + (indent.startsWith("\t") ? "\t" : indent.length() % 4 == 0 && indent.length() > 0 ? "    " : "  ");
        List<String> members = new ArrayList<>();
        object.properties().forEach(p -> members.add(deeper + quote(p.getKey()) + ": " + p.getValue()));
        return "{" + eol + String.join("," + eol, members) + eol + indent + "}";
    }

    private static String quote(String key) {
        return MAPPER.getNodeFactory().textNode(key).toString();
    }

    private static Optional<String> without(String text, Braces braces, String key) {
        List<Member> members = braces.members();
        for (int i = 0; i < members.size(); i++) {
            if (!members.get(i).key().equals(key)) {
                continue;
            }
            if (i + 1 < members.size()) {
                return Optional.of(text.substring(0, members.get(i).start())
                        + text.substring(members.get(i + 1).start()));
            }
            if (i > 0) {
                return Optional.of(text.substring(0, members.get(i - 1).end())
                        + text.substring(members.get(i).end()));
            }
            return Optional.of(text.substring(0, braces.open() + 1) + text.substring(braces.close()));
        }
        return Optional.empty();
    }

    /** The object at a way of keys; empty where there is none. */
    private static Optional<Braces> braces(String text, List<String> keys) {
        int shift = text.startsWith("\uFEFF") ? 1 : 0;
        try (JsonParser parser = MAPPER.getFactory().createParser(new StringReader(bare(text)))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            Braces found = object(parser, shift, keys);
            return Optional.ofNullable(found);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static @Nullable Braces object(JsonParser parser, int shift, List<String> keys) throws IOException {
        int open = shift + (int) parser.currentTokenLocation().getCharOffset();
        List<Member> members = new ArrayList<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            int start = shift + (int) parser.currentTokenLocation().getCharOffset();
            JsonToken token = parser.nextToken();
            int value = shift + (int) parser.currentTokenLocation().getCharOffset();
            if (!keys.isEmpty() && keys.getFirst().equals(key) && token == JsonToken.START_OBJECT) {
                return object(parser, shift, keys.subList(1, keys.size()));
            }
            parser.skipChildren();
            parser.finishToken();
            members.add(new Member(
                    key, start, value, shift + (int) parser.currentLocation().getCharOffset()));
        }
        int close = shift + (int) parser.currentTokenLocation().getCharOffset();
        return keys.isEmpty() ? new Braces(open, close, members) : null;
    }
}
