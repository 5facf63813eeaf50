package dev.tokenless.ui.part;

import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Visible;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/** A switch of two or more segments, one of which is always on. */
public final class Segments extends HBox {
    private List<Segment> shown = List.of();

    public Segments() {
        getStyleClass().add("segments");
    }

    /** Shows segments with one of them on; pressing another tells its index. */
    public void show(List<Segment> segments, int on, IntConsumer whenChosen) {
        if (signs(segments).equals(signs(shown)) && getChildren().size() == segments.size()) {
            reword(segments);
        } else {
            build(segments);
        }
        shown = List.copyOf(segments);
        for (int i = 0; i < getChildren().size(); i++) {
            int index = i;
            ToggleButton button = (ToggleButton) getChildren().get(i);
            button.setSelected(i == on);
            button.setOnAction(e -> {
                if (!button.isSelected()) {
                    button.setSelected(true);
                    return;
                }
                whenChosen.accept(index);
            });
        }
        boolean useful = segments.size() > 1;
        setVisible(useful);
        setManaged(useful);
    }

    private static List<Optional<Sign>> signs(List<Segment> segments) {
        return segments.stream().map(s -> Optional.ofNullable(s.sign())).toList();
    }

    /** Segments that count, say, keep their buttons. */
    private void reword(List<Segment> segments) {
        for (int i = 0; i < segments.size(); i++) {
            ToggleButton button = (ToggleButton) getChildren().get(i);
            button.setText(Visible.of(segments.get(i).text()));
            button.setAccessibleText(segments.get(i).words());
        }
    }

    private void build(List<Segment> segments) {
        ToggleGroup group = new ToggleGroup();
        getChildren().clear();
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            ToggleButton button = new ToggleButton(Visible.of(segment.text()));
            button.setMnemonicParsing(false);
            button.setToggleGroup(group);
            if (segment.sign() != null) {
                button.setGraphic(Icons.of(segment.sign(), "icon-14"));
            }
            button.setAccessibleText(segment.words());
            button.getStyleClass()
                    .addAll("segment", i == 0 ? "left-pill" : i == segments.size() - 1 ? "right-pill" : "center-pill");
            getChildren().add(button);
        }
    }

    /** One segment; {@code words} is what is read out. */
    public record Segment(String text, @Nullable Sign sign, String words) {}
}
