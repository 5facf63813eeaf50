package dev.tokenless.diagnose;

import java.util.List;

/** How the fixes of one cause belong together: those on different sides are alternatives, those on one side are not. */
public enum Choice {
    /** There is one, or none. */
    ONLY("one"),
    /** One fix on each side: either cures it. */
    EITHER_SIDE("one"),
    /** Several on one side, for several jobs or packages: all of them are needed. */
    ALL("all"),
    /** Several on a side, and another side: one side is enough, and of that side all. */
    EITHER_SIDE_WHOLLY("one-side");

    private final String id;

    Choice(String id) {
        this.id = id;
    }

    /** The word of the command line's contract. */
    public String id() {
        return id;
    }

    static Choice of(List<Remedy> fixes) {
        long sides = fixes.stream().map(Remedy::side).distinct().count();
        if (fixes.size() < 2) {
            return ONLY;
        }
        if (sides == 1) {
            return ALL;
        }
        return sides == fixes.size() ? EITHER_SIDE : EITHER_SIDE_WHOLLY;
    }
}
