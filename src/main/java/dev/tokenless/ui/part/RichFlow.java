package dev.tokenless.ui.part;

import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Visible;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/** A sentence that wraps, with chips for names and values. Invisible characters stand as marks. */
public final class RichFlow extends TextFlow {
    /** A chip does not break over lines: longer values stand as plain code, which does. */
    private static final int LONGEST_CHIP = 48;
    /** Up to this length a chip has room in any window. */
    private static final int SHORT_CHIP = 16;

    private Consumer<String> whenPressed = words -> {};
    private Rich shown = Rich.EMPTY;

    public RichFlow() {
        getStyleClass().add("rich");
        setAccessibleRole(AccessibleRole.TEXT);
        setMinWidth(0);
        setMaxHeight(USE_PREF_SIZE);
    }

    public RichFlow(Rich sentence, String... styleClasses) {
        this();
        getStyleClass().addAll(styleClasses);
        show(sentence);
    }

    /** Says what a press on a link does; it is given the link's words. */
    public void onPress(Consumer<String> action) {
        whenPressed = action;
    }

    /** Shows a sentence in place of the present one. */
    public void show(Rich sentence) {
        if (sentence.equals(shown) && getChildren().size() == sentence.spans().size()) {
            return;
        }
        if (!reword(sentence)) {
            List<Node> nodes = new ArrayList<>();
            for (Rich.Span span : sentence.spans()) {
                nodes.add(node(span));
            }
            getChildren().setAll(nodes);
        }
        shown = sentence;
        boolean any = !sentence.spans().isEmpty();
        setAccessibleText(Visible.of(sentence.words()));
        setVisible(any);
        setManaged(any);
    }

    /** A sentence of the same form, as one that counts, keeps its nodes: only their words change. */
    private boolean reword(Rich sentence) {
        List<Rich.Span> spans = sentence.spans();
        if (spans.size() != shown.spans().size()
                || spans.size() != getChildren().size()) {
            return false;
        }
        for (int i = 0; i < spans.size(); i++) {
            Rich.Span before = shown.spans().get(i);
            Rich.Span now = spans.get(i);
            boolean words = now.style() == Rich.Style.PLAIN || now.style() == Rich.Style.BOLD;
            if (now.style() != before.style() || !words && !now.equals(before)) {
                return false;
            }
        }
        for (int i = 0; i < spans.size(); i++) {
            if (getChildren().get(i) instanceof Text text) {
                text.setText(Visible.of(spans.get(i).text()));
            }
        }
        return true;
    }

    private Node node(Rich.Span span) {
        String words = Visible.of(span.text());
        return switch (span.style()) {
            case PLAIN -> new Text(words);
            case BOLD -> styled(new Text(words), "text-bold");
            case CODE -> words.length() > LONGEST_CHIP ? styled(new Text(words), "mono") : chip(words);
            case LINK -> {
                Hyperlink link = new Hyperlink(words);
                link.setOnAction(e -> whenPressed.accept(span.text()));
                yield link;
            }
        };
    }

    private Label chip(String words) {
        Label chip = new Label(words.isEmpty() ? " " : words);
        chip.getStyleClass().add("chip");
        if (words.length() > SHORT_CHIP) {
            chip.setWrapText(true);
            chip.maxWidthProperty().bind(widthProperty()); // where the text is large, even one chip may be too wide
        }
        return chip;
    }

    private static Text styled(Text text, String styleClass) {
        text.getStyleClass().add(styleClass);
        return text;
    }
}
