package dev.tokenless.ui.portfolio;

import java.util.List;
import java.util.function.Function;

/**
 * How wide the columns are whose words have no longest length: package, repository and what was found share the room that
 * the others leave, so that none is cut while another has room to spare. It depends on the rows and the room alone, not on
 * how wide the table was before.
 */
final class PortfolioColumns {
    /** As many characters are counted of a name; a longer one is cut, and whole in its tooltip. */
    private static final int LONGEST_NAME = 44;

    /** The usual width of a character in the size of the text; of a bold one; what a cell takes around its words. */
    private static final double CHARACTER = 0.58;

    private static final double BOLD = 0.68;
    private static final double AROUND = 1.5;

    /** The sentence of what was found has this part of the room, where names could take it all. */
    private static final double SENTENCE = 0.34;

    /** A column's width grows by such steps, so that rows which come in do not move the table with each one. */
    private static final double STEP = 2;

    private PortfolioColumns() {}

    /** The widths of package, repository and what was found, in the size of the text; the repository's is 0 where it is not shown. */
    record Widths(double name, double repository, double found) {}

    /** How long the longest of these words is. */
    static <R> int longest(List<R> rows, Function<R, String> words) {
        int longest = 0;
        for (R row : rows) {
            longest = Math.max(longest, words.apply(row).length());
        }
        return Math.min(longest, LONGEST_NAME);
    }

    /**
     * Shares the room out.
     *
     * @param room the room for the three, in the size of the text
     * @param name the length of the longest package name
     * @param repository the length of the longest repository, 0 where that column is not shown
     */
    static Widths of(double room, int name, int repository) {
        double wantedName = wanted(name, BOLD, 8);
        double wantedRepository = repository == 0 ? 0 : wanted(repository, CHARACTER, 7);
        double forNames = room * (1 - SENTENCE);
        double both = wantedName + wantedRepository;
        if (both <= forNames) {
            return new Widths(wantedName, wantedRepository, room - both);
        }
        // the shorter of the two is left whole where that leaves the other one half
        double half = forNames / 2;
        double forRepository = repository == 0
                ? 0
                : wantedRepository <= half ? wantedRepository : Math.max(half, forNames - wantedName);
        double forName = forNames - forRepository;
        return new Widths(forName, forRepository, room - forName - forRepository);
    }

    private static double wanted(int characters, double each, double least) {
        return Math.max(least, Math.ceil((characters * each + AROUND) / STEP) * STEP);
    }
}
