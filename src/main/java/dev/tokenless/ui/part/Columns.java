package dev.tokenless.ui.part;

import java.util.List;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;

/** Two sections beside each other, or below each other where the text is too large for the width. */
public final class Columns extends Pane {
    private static final double LEAST = 920;
    private static final double GAP = 40;
    private static final double LEFT = 0.59;

    /** Carries the font that the style gives, so that widths follow the text's size. */
    private final Label measure = new Label();

    public Columns() {
        measure.setManaged(false);
        measure.setVisible(false);
        getChildren().add(measure);
        measure.fontProperty().addListener((p, old, now) -> requestLayout());
    }

    /** What the columns need in a width is asked for several times before they are laid out, and each time all text is. */
    private double measuredWidth = Double.NaN;

    private double measuredHeight;

    @Override
    public void requestLayout() {
        measuredWidth = Double.NaN;
        super.requestLayout();
    }

    private double em() {
        return measure.getFont().getSize() / 14;
    }

    private List<Node> columns() {
        return getManagedChildren();
    }

    private boolean stacked(double width) {
        return columns().size() < 2 || width < LEAST * em();
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefWidth(double height) {
        return LEAST * em();
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected double computePrefHeight(double width) {
        if (width != measuredWidth) {
            measuredHeight = measured(width);
            measuredWidth = width;
        }
        return measuredHeight;
    }

    private double measured(double width) {
        Insets insets = getInsets();
        double inner = (width < 0 ? LEAST * em() : width) - insets.getLeft() - insets.getRight();
        double high = 0;
        boolean stacked = stacked(inner);
        for (int i = 0; i < columns().size(); i++) {
            double one = columns().get(i).prefHeight(stacked ? inner : columnWidth(inner, i));
            high = stacked ? high + one + (i > 0 ? GAP * em() : 0) : Math.max(high, one);
        }
        return high + insets.getTop() + insets.getBottom();
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    private double columnWidth(double inner, int index) {
        double whole = inner - GAP * em();
        return index == 0 ? Math.floor(whole * LEFT) : whole - Math.floor(whole * LEFT);
    }

    @Override
    protected void layoutChildren() {
        Insets insets = getInsets();
        double inner = getWidth() - insets.getLeft() - insets.getRight();
        double x = insets.getLeft();
        double y = insets.getTop();
        boolean stacked = stacked(inner);
        for (int i = 0; i < columns().size(); i++) {
            Node column = columns().get(i);
            double width = stacked ? inner : columnWidth(inner, i);
            double height = column.prefHeight(width);
            column.resizeRelocate(x, y, width, height);
            if (stacked) {
                y += height + GAP * em();
            } else {
                x += width + GAP * em();
            }
        }
    }
}
