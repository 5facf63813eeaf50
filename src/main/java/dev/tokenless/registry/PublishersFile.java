package dev.tokenless.registry;

import dev.tokenless.registry.PositionedJson.Node;
import dev.tokenless.repo.Problem;
import dev.tokenless.repo.SourceText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The publishers file: what a registry holds, written down for offline checks, for registries without an API, and as
 * publishers kept as code. Values are literal, spaces and all; unknown fields are left alone.
 */
public final class PublishersFile {
    /** Where a repository keeps it. */
    public static final String PATH = ".github/trusted-publishers.json";

    private PublishersFile() {}

    /**
     * What was read.
     *
     * @param publishers those that could be read, in the order of the file
     * @param problems with their places; a publisher with a problem is left out, the others are read
     * @param warnings fields that are not known, with their places; nothing is left out for them
     */
    public record Contents(List<TrustedPublisher> publishers, List<Problem> problems, List<Problem> warnings) {
        public Contents {
            publishers = List.copyOf(publishers);
            problems = List.copyOf(problems);
            warnings = List.copyOf(warnings);
        }
    }

    /** Reads one publisher or a list of them. */
    public static Contents read(SourceText source) {
        List<TrustedPublisher> publishers = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        List<Problem> warnings = new ArrayList<>();
        switch (PositionedJson.read(source)) {
            case PositionedJson.Invalid invalid -> problems.add(invalid.problem());
            case PositionedJson.Valid valid -> {
                switch (valid.root()) {
                    case Node.Items list ->
                        list.items().forEach(item -> one(source, item, publishers, problems, warnings));
                    case Node.Fields _, Node.Leaf _ -> one(source, valid.root(), publishers, problems, warnings);
                }
            }
        }
        return new Contents(publishers, problems, warnings);
    }

    private static void one(
            SourceText source,
            Node node,
            List<TrustedPublisher> publishers,
            List<Problem> problems,
            List<Problem> warnings) {
        if (!(node instanceof Node.Fields fields)) {
            problems.add(new Problem(
                    source.place(node.start(), node.end()), "A publisher must be a JSON object with its fields."));
            return;
        }
        PublisherReader reader = new PublisherReader(source, fields);
        TrustedPublisher publisher = reader.read();
        warnings.addAll(reader.unknown());
        if (reader.problems().isEmpty()) {
            publishers.add(publisher);
        } else {
            problems.addAll(reader.problems());
        }
    }

    /**
     * A publishers file with what a registry holds for a package now: what stands there already stays as it is written,
     * fields that are not known too; what is missing is put behind it.
     *
     * @param present the file as it is; null where there is none
     * @param held by the registry, of one package or more
     * @return the new text; null where the file cannot be read, so that nothing may be changed in it
     */
    public static @Nullable String with(@Nullable SourceText present, Registry registry, List<TrustedPublisher> held) {
        return PublishersMerge.of(present, registry, held);
    }

    /** The text of a publishers file with these publishers, as a list, with a line end at its end. */
    public static String write(List<TrustedPublisher> publishers) {
        return PublisherWriter.write(publishers);
    }
}
