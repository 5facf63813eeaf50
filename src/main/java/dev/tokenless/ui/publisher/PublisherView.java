package dev.tokenless.ui.publisher;

import dev.tokenless.registry.Registry.FormField;
import dev.tokenless.ui.Answer;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.sheet.Sheet;
import java.util.List;

/** What the screen shows at one moment. */
record PublisherView(
        Answer answer,
        Rich note,
        String registry,
        List<FieldRow> fields,
        List<Line> packages,
        List<Happening> happenings,
        Rich notice,
        Rich failure,
        boolean pendingOffered,
        boolean pending,
        Side side) {
    static final PublisherView NONE = new PublisherView(
            new Answer(Sign.WAITING, Rich.EMPTY, Rich.EMPTY),
            Rich.EMPTY,
            "",
            List.of(),
            List.of(),
            List.of(),
            Rich.EMPTY,
            Rich.EMPTY,
            false,
            false,
            new Nothing(""));

    /** The same while something is done, which the answer tells. */
    PublisherView doing(String words) {
        return new PublisherView(
                new Answer(Sign.RUNNING, Rich.plain(words), answer.below()),
                note,
                registry,
                fields,
                packages,
                happenings,
                notice,
                failure,
                pendingOffered,
                pending,
                side);
    }

    /** One field: what is registered, what is wanted. */
    record FieldRow(String label, String registered, boolean known, String wanted, Sign sign, String result) {}

    /**
     * One package of several.
     *
     * @param done whether nothing is left to do for it
     * @param more why it failed, or what may still keep it from working; empty where nothing
     */
    record Line(String name, boolean chosen, boolean done, Sign sign, String state, String more) {}

    /** One thing that happens, in order. */
    record Happening(Rich what, Rich more) {}

    /** What stands at the right. */
    sealed interface Side {}

    /** @param words why there is nothing, empty for that it will come */
    record Nothing(String words) implements Side {}

    /**
     * The registry's form with its values.
     *
     * @param address the page that opens
     */
    record Form(List<FormField> fields, String address) implements Side {
        /** All values with their labels, a line each. */
        String text() {
            StringBuilder all = new StringBuilder();
            fields.forEach(
                    f -> all.append(f.label()).append(": ").append(f.value()).append('\n'));
            return all.toString();
        }
    }

    /**
     * The request that will be sent.
     *
     * @param credential where the credential comes from; empty where one is to be given
     */
    record Call(Sheet sheet, Rich credential, boolean asksCredential, String credentialHint, Rich expected)
            implements Side {}

    /** Something to look at before it happens: the request that removes, or the file that is written. */
    record Proof(Rich title, Sheet sheet, Rich below) implements Side {}

    /** The fields into which the user types what the registry holds. */
    record Typing(List<FormField> fields) implements Side {}
}
