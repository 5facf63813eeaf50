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
            Rich.EMPTY,
            Rich.EMPTY,
            false,
            false,
            new Nothing());

    /** One field: what is registered, what is wanted. */
    record FieldRow(String label, String registered, boolean known, String wanted, Sign sign, String result) {}

    /** One thing that happens, in order. */
    record Happening(Rich what, Rich more) {}

    /** What stands at the right. */
    sealed interface Side {}

    record Nothing() implements Side {}

    /**
     * The registry's form with its values.
     *
     * @param address the page that opens
     */
    record Form(List<FormField> fields, String address) implements Side {}

    /**
     * The request that will be sent.
     *
     * @param credential where the credential comes from; empty where one is to be given
     */
    record Call(Sheet sheet, Rich credential, boolean asksCredential, String credentialHint, Rich expected)
            implements Side {}

    /** The fields into which the user types what the registry holds. */
    record Typing(List<FormField> fields) implements Side {}
}
