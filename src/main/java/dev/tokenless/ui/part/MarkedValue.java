package dev.tokenless.ui.part;

import dev.tokenless.ui.Visible;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/** A value with the characters marked that differ from the other side; spaces at its ends become visible. */
public final class MarkedValue extends Pieces {
    private MarkedValue(List<Difference.Run> runs, String side) {
        super(runs.stream()
                .flatMap(run -> run.differs() ? Stream.of(run) : parts(run))
                .map(run -> node(run, side))
                .toList());
        getStyleClass().add("marked-value");
    }

    /** The value that the job presents, against the one that is expected. */
    public static MarkedValue presented(String presented, String expected) {
        return new MarkedValue(Difference.of(presented, expected).presented(), "presented");
    }

    /** The value that is expected, against the one that is presented. */
    public static MarkedValue expected(String presented, String expected) {
        return new MarkedValue(Difference.of(presented, expected).expected(), "expected");
    }

    /** What is the same on both sides goes on in the next line behind the signs that part it. */
    private static Stream<Difference.Run> parts(Difference.Run run) {
        return Words.PARTS.splitAsStream(run.text()).map(part -> new Difference.Run(part, false));
    }

    private static Node node(Difference.Run run, String side) {
        if (run.differs() && run.text().isEmpty()) {
            Region bar = new Region();
            bar.getStyleClass().addAll("missing", side);
            return bar;
        }
        String text = Visible.of(run.text());
        Label label = new Label(run.differs() ? text.replace(' ', '\u2423').replace('\t', '\u21e5') : text);
        label.setMinWidth(0);
        label.setWrapText(true);
        label.getStyleClass().add("mono");
        if (run.differs()) {
            label.getStyleClass().addAll("differs", side);
        }
        return label;
    }
}
