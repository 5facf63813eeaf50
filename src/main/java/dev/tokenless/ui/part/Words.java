package dev.tokenless.ui.part;

import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Visible;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Labels of table cells and sections. Strangers' text goes through here, so that nothing in it stays unseen. */
public final class Words {
    /** Behind these a value may go on in the next line. */
    static final Pattern PARTS = Pattern.compile("(?<=[/_-]|.@)(?=[^/@_-])");

    /** A name of this length has room in any column, and stays one piece. */
    private static final int SHORT = 12;

    private static final String WORKFLOWS = "/.github/workflows/";

    private Words() {}

    /** Words that wrap. */
    public static Label label(String text, String... styleClasses) {
        Label label = new Label(Visible.of(text));
        label.setWrapText(true);
        label.setMinWidth(0);
        label.getStyleClass().addAll(styleClasses);
        return label;
    }

    /** A name: it wraps behind the signs that part it, where one line is too short for it. */
    public static Node name(String text, String... styleClasses) {
        String shown = Visible.of(text);
        List<Label> parts = (shown.length() <= SHORT ? Stream.of(shown) : PARTS.splitAsStream(shown))
                .map(part -> {
                    Label label = label("", styleClasses);
                    label.setText(part);
                    return label;
                })
                .toList();
        return parts.size() == 1 ? parts.getFirst() : new Pieces(parts);
    }

    /** A value in code: it wraps behind the signs that part it, so that a long reference stays readable. */
    public static Node value(String text, String... styleClasses) {
        String[] classes = Arrays.copyOf(styleClasses, styleClasses.length + 1);
        classes[styleClasses.length] = "mono";
        return name(text, classes);
    }

    /**
     * A value that agrees with the other side: where it is a workflow's reference, the repository before it is left to the
     * row that tells the repository. The whole is in the tooltip; what is read out and copied is whole anyway.
     */
    public static Node settled(String text) {
        int folder = text.indexOf(WORKFLOWS);
        if (folder <= 0) {
            return value(text);
        }
        Node shown = value("\u22ef/" + text.substring(folder + WORKFLOWS.length()));
        Tooltip.install(shown, new Tooltip(Visible.of(text)));
        return shown;
    }

    /** Parts of one thing, one behind the other, which go on in the next line where there is no room. */
    public static Region pieces(Node... parts) {
        return new Pieces(List.of(parts));
    }

    /** Two lines: a name and what is to be said of it. */
    public static VBox lines(Node first, Node second) {
        VBox lines = new VBox(first, second);
        lines.setAlignment(Pos.CENTER_LEFT);
        lines.setMinWidth(0);
        return lines;
    }

    /** A state: its icon and its word in the state's colour. */
    public static HBox state(Sign sign, String word) {
        Label label = label(word, "text-bold", sign.tone().styleClass());
        HBox box = new HBox(Icons.of(sign, "icon-16"), label);
        HBox.setHgrow(label, Priority.ALWAYS);
        box.getStyleClass().add("state");
        box.setMinWidth(0);
        return box;
    }

    /** A state in a sentence of its own, not in bold. */
    public static HBox remark(Sign sign, String words) {
        HBox box = state(sign, words);
        box.getChildren().getLast().getStyleClass().remove("text-bold");
        return box;
    }

    /** A name as a chip. */
    public static Label chip(String text) {
        Label chip = label(text, "chip");
        return chip;
    }
}
