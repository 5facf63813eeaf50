package dev.tokenless.diagnose;

import dev.tokenless.check.Fix;
import dev.tokenless.registry.Registry.FormField;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One way to cure a cause, on one of its sides.
 *
 * @param title what doing it does
 * @param fix the edits, for the workflow's side where it can be edited; else null
 * @param link the page to open, for the registry's side; else null
 * @param fields the values to register, in the order of the registry's form; empty where nothing is registered
 */
public record Remedy(
        Side side,
        String title,
        @Nullable Fix fix,
        @Nullable String link,
        List<FormField> fields) {
    public Remedy {
        fields = List.copyOf(fields);
    }

    /** The cure of what the files show to be cured already. */
    public static final Remedy AGAIN = new Remedy(
            Side.WORKFLOW,
            "Release again with the workflow as it is now; a run that is repeated takes the old one",
            null,
            null,
            List.of());

    /** Where something is changed. */
    public enum Side {
        WORKFLOW("workflow"),
        REGISTRY("registry"),
        GITHUB("github");

        private final String id;

        Side(String id) {
            this.id = id;
        }

        /** The word of the command line's contract. */
        public String id() {
            return id;
        }
    }
}
