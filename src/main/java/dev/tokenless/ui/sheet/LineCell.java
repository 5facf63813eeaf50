package dev.tokenless.ui.sheet;

import javafx.scene.control.ListCell;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** The cell of a line, which is as high as the line is when it wraps. */
abstract class LineCell<T> extends ListCell<T> {
    /** The line; null in a cell that holds none. */
    protected @Nullable Region shown;

    @Override
    protected double computePrefHeight(double width) {
        Region row = shown;
        return row == null ? super.computePrefHeight(width) : Math.ceil(row.prefHeight(wide(width)));
    }

    /** A cell is measured before it has a width of its own; its lines are as long as the list is wide. */
    private double wide(double width) {
        return width > 0
                ? width
                : getWidth() > 0 ? getWidth() : Math.max(getListView().getWidth() - 16, 400);
    }

    @Override
    protected double computeMinHeight(double width) {
        return 0;
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        Region row = shown;
        if (row != null) {
            row.resizeRelocate(0, 0, getWidth(), getHeight());
        }
    }
}
