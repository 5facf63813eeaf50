package dev.tokenless.ui.rehearse;

import dev.tokenless.ui.Answer;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.part.Segments.Segment;
import dev.tokenless.ui.sheet.Sheet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** What the screen shows at one moment. */
record RehearseView(
        Answer answer,
        List<Lane> lanes,
        Rich note,
        List<Segment> triggers,
        int trigger,
        List<Row> rows,
        Rich assumption,
        Sheet token,
        Rich registryAnswer,
        String registry) {
    static final RehearseView NONE = new RehearseView(
            new Answer(Sign.WAITING, Rich.EMPTY, Rich.EMPTY),
            List.of(),
            Rich.EMPTY,
            List.of(),
            0,
            List.of(),
            Rich.EMPTY,
            Sheet.NONE,
            Rich.EMPTY,
            "");

    /** One of the four that take part. */
    record Lane(Feather icon, String name, String below, Sign sign) {}

    /**
     * One step, or one claim of a step.
     *
     * @param expected the value that differs from what was seen; null where nothing does
     */
    record Row(
            Sign sign,
            boolean claim,
            String name,
            String seen,
            @Nullable String expected,
            String time) {}
}
