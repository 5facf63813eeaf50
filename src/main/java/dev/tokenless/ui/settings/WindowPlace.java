package dev.tokenless.ui.settings;

/**
 * Where the window stood when it was closed, in the desktop's coordinates, its frame included.
 *
 * @param x its left edge
 * @param y its upper edge
 * @param maximised whether it filled the screen; the other values are what it goes back to then
 */
public record WindowPlace(double x, double y, double width, double height, boolean maximised) {
    /** Whether it is a place at all: a file may hold anything. */
    public boolean sound() {
        return Double.isFinite(x) && Double.isFinite(y) && width >= 1 && height >= 1 && width < 1e6 && height < 1e6;
    }
}
