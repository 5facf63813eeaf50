package dev.tokenless.registry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.tokenless.repo.Problem;
import dev.tokenless.repo.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON document whose values know their offsets in the text. */
final class PositionedJson {
    private static final int DEEPEST = 50;
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final JsonParser parser;
    private final int shift;

    private PositionedJson(JsonParser parser, int shift) {
        this.parser = parser;
        this.shift = shift;
    }

    /** A value with the offsets of its first character and behind its last. */
    sealed interface Node {
        int start();

        int end();

        /** An object. */
        record Fields(int start, int end, Map<String, Node> fields) implements Node {}

        /** An array. */
        record Items(int start, int end, List<Node> items) implements Node {}

        /**
         * A string, a number, true, false or null.
         *
         * @param text the string's or number's text, else the word
         */
        record Leaf(int start, int end, Kind kind, String text) implements Node {}
    }

    enum Kind {
        STRING,
        NUMBER,
        BOOLEAN,
        NULL
    }

    sealed interface Parsed {}

    record Valid(Node root) implements Parsed {}

    record Invalid(Problem problem) implements Parsed {}

    static Parsed read(SourceText source) {
        String text = source.text();
        int shift = text.startsWith("\ufeff") ? 1 : 0;
        try (JsonParser parser = JSON.createParser(text.substring(shift))) {
            if (parser.nextToken() == null) {
                return new Invalid(Problem.of(source.path(), "The publishers file is empty."));
            }
            PositionedJson reader = new PositionedJson(parser, shift);
            Node root = reader.node(0);
            if (parser.nextToken() != null) {
                return invalid(source, reader.start(), "something follows behind the end");
            }
            return new Valid(root);
        } catch (JsonProcessingException wrong) {
            int offset = wrong.getLocation() == null
                    ? 0
                    : (int) Math.max(0, wrong.getLocation().getCharOffset());
            return invalid(source, Math.min(offset + shift, text.length()), wrong.getOriginalMessage());
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading a string", impossible);
        }
    }

    private static Invalid invalid(SourceText source, int offset, String why) {
        return new Invalid(new Problem(
                source.place(offset, offset), "The publishers file is not valid JSON: " + firstLine(why) + "."));
    }

    private static String firstLine(String text) {
        int end = text.indexOf('\n');
        String line = end < 0 ? text : text.substring(0, end);
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }

    private int start() {
        return (int) parser.currentTokenLocation().getCharOffset() + shift;
    }

    private int end() {
        return (int) parser.currentLocation().getCharOffset() + shift;
    }

    private Node node(int depth) throws IOException {
        int start = start();
        if (depth > DEEPEST) {
            throw new com.fasterxml.jackson.core.JsonParseException(parser, "it is nested too deeply");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Node> fields = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    fields.put(name, node(depth + 1));
                }
                yield new Node.Fields(start, end(), fields);
            }
            case START_ARRAY -> {
                List<Node> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(node(depth + 1));
                }
                yield new Node.Items(start, end(), items);
            }
            case VALUE_STRING -> leaf(start, Kind.STRING);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> leaf(start, Kind.NUMBER);
            case VALUE_TRUE, VALUE_FALSE -> leaf(start, Kind.BOOLEAN);
            default -> leaf(start, Kind.NULL);
        };
    }

    private Node leaf(int start, Kind kind) throws IOException {
        // The text is asked for first: only then has the parser read the whole of a string.
        String text = parser.getText();
        return new Node.Leaf(start, end(), kind, text);
    }
}
