package dev.tokenless.ci.yaml;

import dev.tokenless.repo.Place;
import dev.tokenless.repo.Problem;
import java.util.List;
import java.util.Set;

/** The answer to reading a YAML file. */
public sealed interface Parsed {

    /**
     * The file's document.
     *
     * @param shared the places of the nodes that carry an anchor and are replayed by at least one alias: an edit there
     *     changes other parts of the document too
     * @param references the places of the sequences that are tagged {@code !reference}, as GitLab knows them
     */
    record Document(YamlNode root, List<Place> shared, Set<Place> references) implements Parsed {
        public Document {
            shared = List.copyOf(shared);
            references = Set.copyOf(references);
        }

        /** Whether an edit between two offsets would change what an alias replays. */
        public boolean sharedAt(int start, int end) {
            return shared.stream().anyMatch(p -> p.start() <= end && start <= p.end());
        }
    }

    /** The file is refused as a whole; the problem's place is where the fault was noticed. */
    record Invalid(Problem problem) implements Parsed {}
}
