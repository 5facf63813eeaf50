package dev.tokenless.ui.portfolio;

import dev.tokenless.migration.PortfolioRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * The rows of the table: all that were read, and those that are shown in their order. While reading goes on the order is
 * kept up, until the user has put a hand on the table: then nothing moves under it, and new rows stand below.
 */
final class PortfolioRows {
    private final List<PortfolioRow> all = new ArrayList<>();
    private final ObservableList<PortfolioRow> shown = FXCollections.observableArrayList();
    private final Set<PortfolioRow> chosen = new LinkedHashSet<>();
    private PortfolioFilter filter = PortfolioFilter.ALL;
    private Comparator<PortfolioRow> order = PortfolioRow.WORST_FIRST;
    private int choice;
    private boolean frozen;
    private boolean stale;

    /** The rows that are shown; the window's table is bound to it. */
    ObservableList<PortfolioRow> shown() {
        return shown;
    }

    List<PortfolioRow> all() {
        return List.copyOf(all);
    }

    int size() {
        return all.size();
    }

    PortfolioFilter filter() {
        return filter;
    }

    /** Whether rows stand outside of their order. */
    boolean stale() {
        return stale;
    }

    void clear() {
        all.clear();
        chosen.clear();
        choice++;
        frozen = false;
        stale = false;
        shown.clear();
    }

    void add(List<PortfolioRow> more) {
        all.addAll(more);
        List<PortfolioRow> fitting =
                more.stream().filter(filter.predicate()).sorted(order).toList();
        if (frozen) {
            shown.addAll(fitting);
            stale = stale || !fitting.isEmpty();
        } else {
            insert(fitting);
        }
    }

    /** Puts sorted rows where they belong, those beside each other at once: what is seen is laid out anew only where it changes. */
    private void insert(List<PortfolioRow> sorted) {
        int from = 0;
        while (from < sorted.size()) {
            int place = place(sorted.get(from));
            int to = from + 1;
            while (to < sorted.size() && place(sorted.get(to)) == place) {
                to++;
            }
            shown.addAll(place, sorted.subList(from, to));
            from = to;
        }
    }

    /** Behind all rows that come before it. */
    private int place(PortfolioRow row) {
        int low = 0;
        int high = shown.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (order.compare(shown.get(middle), row) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * Some repositories were read again. A row stays chosen where the same package's job is still there, whatever its state
     * is now.
     */
    void replace(Map<String, List<PortfolioRow>> again) {
        Set<List<Object>> marked = chosen.stream()
                .filter(r -> again.containsKey(r.path()))
                .map(PortfolioRows::key)
                .collect(Collectors.toSet());
        all.removeIf(r -> again.containsKey(r.path()));
        chosen.removeIf(r -> again.containsKey(r.path()));
        again.values().forEach(rows -> {
            all.addAll(rows);
            rows.stream().filter(r -> marked.contains(key(r))).forEach(chosen::add);
        });
        choice++;
        arrange();
    }

    private static List<Object> key(PortfolioRow row) {
        return List.of(row.path(), row.registry(), String.valueOf(row.packageName()), row.workflow(), row.job());
    }

    void filter(PortfolioFilter other) {
        filter = other;
        arrange();
    }

    void order(Comparator<PortfolioRow> other) {
        order = other;
        arrange();
    }

    /** Puts the rows in order again; they stay in it until they are touched. */
    void arrange() {
        frozen = false;
        stale = false;
        Predicate<PortfolioRow> wanted = filter.predicate();
        shown.setAll(all.stream().filter(wanted).sorted(order).toList());
    }

    /** The user has put a hand on the table. */
    void freeze() {
        frozen = true;
    }

    boolean frozen() {
        return frozen;
    }

    boolean chosen(PortfolioRow row) {
        return chosen.contains(row);
    }

    /** The chosen rows, worst first. */
    List<PortfolioRow> chosen() {
        return chosen.stream().sorted(PortfolioRow.WORST_FIRST).toList();
    }

    int chosenCount() {
        return chosen.size();
    }

    /** How many of the chosen rows are not shown. */
    int chosenHidden() {
        Predicate<PortfolioRow> wanted = filter.predicate();
        return (int) chosen.stream().filter(row -> !wanted.test(row)).count();
    }

    /** Whether what needs the user stands first. */
    boolean worstFirst() {
        return order == PortfolioRow.WORST_FIRST && !stale;
    }

    int choice() {
        return choice;
    }

    void choose(List<PortfolioRow> rows, boolean on) {
        choice++;
        frozen = frozen || on;
        if (on) {
            chosen.addAll(rows);
        } else {
            rows.forEach(chosen::remove);
        }
    }

    void chooseNone() {
        choice++;
        chosen.clear();
    }

    /** What an action takes: the chosen rows, all that are shown where none is. */
    List<PortfolioRow> meant() {
        return chosen.isEmpty()
                ? shown.stream().sorted(PortfolioRow.WORST_FIRST).toList()
                : chosen();
    }
}
