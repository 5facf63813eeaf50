package dev.tokenless.fix;

import dev.tokenless.edit.FileEdit;
import dev.tokenless.repo.Place;
import java.util.List;

/** What migrating the token jobs of a repository comes to. */
public sealed interface Migration {

    /**
     * The edits are ready; nothing is written yet.
     *
     * @param files at most one a path, each proven by reading it again
     * @param changes what is changed and why, in the order of the files
     * @param manual what the program cannot do, or cannot do safely
     * @param unusedSecrets the names of secrets that no file of the repository refers to afterwards
     * @param review whether somebody should look at the edits before they are written; a change says why
     */
    record Migrated(
            List<FileEdit> files,
            List<Change> changes,
            List<ManualStep> manual,
            List<String> unusedSecrets,
            boolean review)
            implements Migration {
        public Migrated {
            files = List.copyOf(files);
            changes = List.copyOf(changes);
            manual = List.copyOf(manual);
            unusedSecrets = List.copyOf(unusedSecrets);
        }
    }

    /**
     * No job publishes with a token.
     *
     * @param reason a whole sentence
     */
    record NothingToDo(String reason) implements Migration {}

    /** Nothing could be changed safely; each step says why and what to do by hand. */
    record Refused(List<ManualStep> manual) implements Migration {
        public Refused {
            manual = List.copyOf(manual);
        }
    }

    /**
     * One change.
     *
     * @param sentence what and why, a whole sentence
     * @param place in the text before the edits
     * @param review whether it is the reason to look at the edits first
     */
    record Change(String sentence, Place place, boolean review) {}

    /**
     * Something to do by hand.
     *
     * @param reason why the program does not do it, a whole sentence
     * @param instruction what to do, a whole sentence or a snippet with its place
     */
    record ManualStep(String reason, String instruction, Place place) {}
}
