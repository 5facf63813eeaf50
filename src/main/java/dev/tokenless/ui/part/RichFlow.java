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

    private Consumer<String> whenPressed = words -> {};

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
        List<Node> nodes = new ArrayList<>();
        for (Rich.Span span : sentence.spans()) {
            nodes.add(node(span));
        }
        getChildren().setAll(nodes);
        setAccessibleText(Visible.of(sentence.words()));
        setVisible(!nodes.isEmpty());
        setManaged(!nodes.isEmpty());
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

    private static Label chip(String words) {
        Label chip = new Label(words.isEmpty() ? " " : words);
        chip.getStyleClass().add("chip");
        return chip;
    }

    private static Text styled(Text text, String styleClass) {
        text.getStyleClass().add(styleClass);
        return text;
    }
}
