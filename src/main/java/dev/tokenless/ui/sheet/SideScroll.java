package dev.tokenless.ui.sheet;

import javafx.application.Platform;
import javafx.scene.control.ScrollBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.TextFlow;

/** The two scroll bars below a difference: they move the characters of both sides together. */
final class SideScroll extends HBox {
    /** How far a key moves, in characters. */
    private static final int STEP = 8;

    private final ScrollBar left = new ScrollBar();
    private final ScrollBar right = new ScrollBar();
    private int longest;
    private double character = 7.5;
    private double room;

    SideScroll() {
        getStyleClass().add("side-scroll");
        for (ScrollBar bar : new ScrollBar[] {left, right}) {
            bar.setMaxWidth(Double.MAX_VALUE);
            bar.setPrefWidth(0);
            bar.setMinWidth(0);
            bar.setFocusTraversable(false);
            HBox.setHgrow(bar, Priority.ALWAYS);
        }
        left.valueProperty().bindBidirectional(right.valueProperty());
        left.maxProperty().bindBidirectional(right.maxProperty());
        left.visibleAmountProperty().bindBidirectional(right.visibleAmountProperty());
        getChildren().addAll(left, right);
        setVisible(false);
        setManaged(false);
    }

    /** Begins at the first characters of lines of which the longest has so many. */
    void begin(int characters) {
        longest = characters;
        left.setValue(0);
        measure();
    }

    /** Moves by a step to the left or to the right. */
    void move(int direction) {
        by(direction * STEP * character);
    }

    /** Moves by pixels. */
    void by(double pixels) {
        left.setValue(Math.clamp(left.getValue() + pixels, 0, left.getMax()));
    }

    private void measure() {
        double beyond = room > 0 ? Math.max(0, (longest + 1) * character - room) : 0;
        left.setMax(beyond);
        left.setVisibleAmount(beyond <= 0 ? 0 : beyond * room / (beyond + room));
        for (ScrollBar bar : new ScrollBar[] {left, right}) {
            bar.setUnitIncrement(character * STEP);
            bar.setBlockIncrement(room);
        }
        if (left.getValue() > beyond) {
            left.setValue(beyond);
        }
        setVisible(beyond > 0);
        setManaged(beyond > 0);
    }

    /** The room of one line, through which its characters are seen. */
    Slot slot(TextFlow words, int characters) {
        return new Slot(words, characters);
    }

    private void seen(double width, double characterWidth) {
        boolean other =
                Math.abs(width - room) > 0.5 || characterWidth > 0 && Math.abs(characterWidth - character) > 0.05;
        if (width > 0 && other) {
            room = width;
            character = characterWidth > 0 ? characterWidth : character;
            Platform.runLater(this::measure); // not while the lines are being laid out
        }
    }

    /** Shows a part of a line. */
    final class Slot extends Region {
        /** A shorter line says too little about the width of its characters. */
        private static final int TELLING = 20;

        private final TextFlow words;
        private final int characters;
        private final Rectangle seen = new Rectangle();

        private Slot(TextFlow words, int characters) {
            this.words = words;
            this.characters = characters;
            getStyleClass().add("side-slot");
            getChildren().add(words);
            setMinWidth(0);
            setClip(seen);
            words.translateXProperty().bind(left.valueProperty().negate());
        }

        @Override
        protected double computePrefWidth(double height) {
            return 0;
        }

        @Override
        protected double computePrefHeight(double width) {
            return words.prefHeight(-1);
        }

        @Override
        protected double computeMinHeight(double width) {
            return words.prefHeight(-1);
        }

        @Override
        protected void layoutChildren() {
            double wide = words.prefWidth(-1);
            words.resizeRelocate(0, 0, Math.ceil(wide) + 1, getHeight());
            seen.setWidth(getWidth());
            seen.setHeight(getHeight());
            SideScroll.this.seen(getWidth(), characters < TELLING ? 0 : wide / characters);
        }
    }
}
