package dev.tokenless.ui.part;

import dev.tokenless.ui.Answer;
import dev.tokenless.ui.Sign;
import java.util.function.Consumer;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The answer of a screen: icon, the sentence in bold, one muted line below. */
public final class AnswerPane extends HBox {
    private final StackPane icon = new StackPane();
    private final RichFlow sentence = new RichFlow();
    private final RichFlow below = new RichFlow();
    private @Nullable Sign sign;

    public AnswerPane() {
        getStyleClass().add("answer");
        icon.getStyleClass().add("answer-icon");
        sentence.getStyleClass().add("answer-sentence");
        below.getStyleClass().addAll("answer-below", "muted");
        VBox words = new VBox(sentence, below);
        words.getStyleClass().add("answer-words");
        setHgrow(words, Priority.ALWAYS);
        words.setMinWidth(0);
        getChildren().addAll(icon, words);
        setAccessibleRole(AccessibleRole.TEXT);
    }

    /** Says what a press on a link does. */
    public void onPress(Consumer<String> action) {
        sentence.onPress(action);
        below.onPress(action);
    }

    /** While something runs, what stands below the answer stays where it is, also where the sentence is shorter. */
    private void holdPlace(boolean running) {
        if (!running) {
            setMinHeight(USE_COMPUTED_SIZE);
        } else if (sign != Sign.RUNNING && sign != null) {
            setMinHeight(getHeight());
        }
    }

    /** Shows another answer and has it read out. */
    public void show(Answer answer) {
        holdPlace(answer.sign() == Sign.RUNNING);
        if (answer.sign() != sign) {
            sign = answer.sign();
            icon.getChildren().setAll(Icons.of(answer.sign(), "icon-24"));
        }
        sentence.show(answer.sentence());
        below.show(answer.below());
        String words = answer.sentence().words() + " " + answer.below().words();
        if (!words.equals(getAccessibleText())) {
            setAccessibleText(words);
            notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
        }
    }
}
