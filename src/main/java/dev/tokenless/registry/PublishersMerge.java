package dev.tokenless.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenless.registry.PositionedJson.Node;
import dev.tokenless.repo.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts publishers into a publishers file by splicing its text, so that everything else stays as it was written. */
final class PublishersMerge {
    private static final ObjectMapper JSON = new ObjectMapper();

    private PublishersMerge() {}

    /** One publisher of the file. */
    private record Entry(Node node, @Nullable TrustedPublisher read) {}

    static @Nullable String of(@Nullable SourceText present, Registry registry, List<TrustedPublisher> held) {
        if (present == null || present.text().isBlank()) {
            return PublisherWriter.write(
                    held.stream().map(PublishersMerge::kept).toList());
        }
        if (!(PositionedJson.read(present) instanceof PositionedJson.Valid valid)) {
            return null;
        }
        List<Entry> entries = entries(present, valid.root());
        List<TrustedPublisher> missing = new ArrayList<>();
        List<Entry> others = new ArrayList<>(entries);
        for (TrustedPublisher one : held) {
            Entry same = entries.stream()
                    .filter(e -> concerns(e, registry, one)
                            && e.read() != null
                            && Comparison.of(registry, one, List.of(e.read())) instanceof Comparison.Same)
                    .findFirst()
                    .orElse(null);
            if (same == null) {
                missing.add(one);
            } else {
                others.remove(same);
            }
        }
        others.removeIf(e -> missing.stream().noneMatch(m -> concerns(e, registry, m)));
        // One that was and one that is: the same publisher with another value.
        if (missing.size() == 1 && others.size() == 1) {
            return replaced(present.text(), others.getFirst().node(), kept(missing.getFirst()));
        }
        return missing.isEmpty() ? present.text() : appended(present.text(), valid.root(), missing);
    }

    /** What a registry numbers and counts by itself says nothing in a file that people keep. */
    private static TrustedPublisher kept(TrustedPublisher publisher) {
        return new TrustedPublisher(
                publisher.registry(),
                publisher.project(),
                publisher.kind(),
                publisher.identity(),
                publisher.allowed(),
                publisher.trustpubOnly(),
                null,
                null);
    }

    private static List<Entry> entries(SourceText source, Node root) {
        List<Node> nodes = switch (root) {
            case Node.Items list -> list.items();
            case Node.Fields _, Node.Leaf _ -> List.of(root);
        };
        List<Entry> entries = new ArrayList<>();
        for (Node node : nodes) {
            TrustedPublisher read = null;
            if (node instanceof Node.Fields fields) {
                PublisherReader reader = new PublisherReader(source, fields);
                TrustedPublisher publisher = reader.read();
                read = reader.problems().isEmpty() ? publisher : null;
            }
            entries.add(new Entry(node, read));
        }
        return entries;
    }

    private static boolean concerns(Entry entry, Registry registry, TrustedPublisher of) {
        TrustedPublisher read = entry.read();
        return read != null
                && (read.registry() == null || read.registry().equals(registry.id()))
                && (read.project() == null || Objects.equals(read.project(), of.project()))
                && read.identity().provider().equals(of.identity().provider());
    }

    /** The fields of a publisher in the place of others; those that this program does not know stay. */
    private static @Nullable String replaced(String text, Node node, TrustedPublisher by) {
        try {
            ObjectNode before = (ObjectNode) JSON.readTree(text.substring(node.start(), node.end()));
            ObjectNode after = PublisherWriter.fields(by);
            String provider = by.identity().provider();
            before.properties().forEach(field -> {
                boolean remark = field.getKey().startsWith("$")
                        || field.getKey().startsWith("_")
                        || field.getKey().startsWith("//");
                if (remark || !PublisherFields.known(provider, field.getKey())) {
                    after.set(field.getKey(), field.getValue());
                }
            });
            return text.substring(0, node.start())
                    + laidOut(PublisherWriter.text(after), indentation(text, node.start()))
                    + text.substring(node.end());
        } catch (JsonProcessingException _) {
            return null;
        }
    }

    private static @Nullable String appended(String text, Node root, List<TrustedPublisher> missing) {
        List<String> more = missing.stream()
                .map(m -> PublisherWriter.text(PublisherWriter.fields(kept(m))))
                .toList();
        return switch (root) {
            case Node.Items list
            when list.items().isEmpty() ->
                text.substring(0, root.start())
                        + "[\n  " + String.join(",\n  ", indented(more, "  ")) + "\n]"
                        + text.substring(root.end());
            case Node.Items list -> {
                Node last = list.items().getLast();
                String indentation = indentation(text, last.start());
                String between = ownLine(text, last.start()) ? ",\n" + indentation : ", ";
                yield text.substring(0, last.end())
                        + between
                        + String.join(between, indented(more, indentation))
                        + text.substring(last.end());
            }
            case Node.Fields _ ->
                text.substring(0, root.start())
                        + "[\n  " + text.substring(root.start(), root.end()).replace("\n", "\n  ") + ",\n  "
                        + String.join(",\n  ", indented(more, "  ")) + "\n]"
                        + text.substring(root.end());
            case Node.Leaf _ -> null;
        };
    }

    private static List<String> indented(List<String> texts, String indentation) {
        return texts.stream().map(t -> laidOut(t, indentation)).toList();
    }

    private static String laidOut(String text, String indentation) {
        return text.replace("\n", "\n" + indentation);
    }

    private static boolean ownLine(String text, int offset) {
        int line = text.lastIndexOf('\n', offset - 1) + 1;
        return line > 0 && text.substring(line, offset).isBlank();
    }

    private static String indentation(String text, int offset) {
        int line = text.lastIndexOf('\n', offset - 1) + 1;
        String before = text.substring(line, offset);
        return before.isBlank() ? before : "";
    }
}
