package dev.tokenless.ui.rehearse;

import dev.tokenless.ui.Sign;
import dev.tokenless.ui.part.Icons;
import dev.tokenless.ui.part.Words;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The four that take part, with a line between each two: where is the exchange now? */
public final class Lanes extends HBox {
    public Lanes() {
        getStyleClass().add("lanes");
        setAccessibleRole(AccessibleRole.TEXT);
    }

    void show(List<RehearseView.Lane> lanes, String words) {
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < lanes.size(); i++) {
            if (i > 0) {
                Region line = new Region();
                line.getStyleClass().addAll("lane-line", lanes.get(i - 1).sign() == Sign.DONE ? "done" : "open");
                VBox middle = new VBox(line);
                middle.getStyleClass().add("lane-middle");
                HBox.setHgrow(middle, Priority.ALWAYS);
                nodes.add(middle);
            }
            nodes.add(lane(lanes.get(i)));
        }
        getChildren().setAll(nodes);
        setVisible(!lanes.isEmpty());
        setManaged(!lanes.isEmpty());
        setAccessibleText(words);
    }

    private static Node lane(RehearseView.Lane lane) {
        String tone = lane.sign().tone().styleClass();
        StackPane circle = new StackPane(Icons.of(lane.icon(), "icon-18", tone));
        circle.getStyleClass().addAll("lane-circle", tone);
        HBox name = new HBox(
                Icons.of(
                        lane.sign() == Sign.DONE
                                ? Sign.MATCH
                                : lane.sign() == Sign.REFUSED ? Sign.DIFFERS : lane.sign(),
                        "icon-12"),
                Words.label(lane.name(), "text-bold"));
        name.getStyleClass().add("lane-name");
        VBox box = new VBox(circle, name, Words.label(lane.below(), "text-12", "muted", "centred"));
        box.setAlignment(Pos.TOP_CENTER);
        box.getStyleClass().add("lane");
        return box;
    }
}
