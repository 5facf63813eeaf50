package dev.tokenless.ui.portfolio;

import dev.tokenless.migration.PortfolioRow;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.ui.session.FileNames;
import dev.tokenless.ui.session.RegistryNames;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which rows are shown. What is hidden is kept, not what is shown: a registry that comes up while reading goes on is seen.
 *
 * @param words every one of them is sought in a row; empty for all
 */
record PortfolioFilter(
        Set<PortfolioRow.State> hiddenStates, Set<RegistryId> hiddenRegistries, Part part, String words) {
    static final PortfolioFilter ALL = new PortfolioFilter(Set.of(), Set.of(), Part.ALL, "");

    PortfolioFilter {
        hiddenStates = Set.copyOf(hiddenStates);
        hiddenRegistries = Set.copyOf(hiddenRegistries);
    }

    /** The quick choice above the table. */
    enum Part {
        ALL,
        NEEDS_WORK,
        DONE
    }

    boolean shows(PortfolioRow.State state) {
        return !hiddenStates.contains(state);
    }

    boolean shows(RegistryId registry) {
        return !hiddenRegistries.contains(registry);
    }

    PortfolioFilter with(PortfolioRow.State state, boolean shown) {
        return new PortfolioFilter(with(hiddenStates, state, !shown), hiddenRegistries, part, words);
    }

    PortfolioFilter with(RegistryId registry, boolean shown) {
        return new PortfolioFilter(hiddenStates, with(hiddenRegistries, registry, !shown), part, words);
    }

    PortfolioFilter with(Part other) {
        return new PortfolioFilter(hiddenStates, hiddenRegistries, other, words);
    }

    PortfolioFilter with(String other) {
        return new PortfolioFilter(hiddenStates, hiddenRegistries, part, other);
    }

    private static <T> Set<T> with(Set<T> present, T one, boolean there) {
        Set<T> changed = new HashSet<>(present);
        if (there) {
            changed.add(one);
        } else {
            changed.remove(one);
        }
        return changed;
    }

    /** Whether a state asks for something to be done. */
    static boolean needsWork(PortfolioRow.State state) {
        return switch (state) {
            case BROKEN, TOKEN, HALF_WAY, UNKNOWN -> true;
            case TRUSTED, ELSEWHERE -> false;
        };
    }

    Predicate<PortfolioRow> predicate() {
        String[] sought = words.strip().toLowerCase(Locale.ROOT).split("\\s+");
        return row -> shows(row.state())
                && shows(row.registry())
                && switch (part) {
                    case ALL -> true;
                    case NEEDS_WORK -> needsWork(row.state());
                    case DONE -> row.state() == PortfolioRow.State.TRUSTED;
                }
                && has(row, sought);
    }

    private static boolean has(PortfolioRow row, String[] sought) {
        if (sought.length == 1 && sought[0].isEmpty()) {
            return true;
        }
        String all = (Objects.requireNonNullElse(row.packageName(), "") + " " + repository(row) + " " + row.path() + " "
                        + RegistryNames.of(row.registry()) + " " + row.workflow() + " " + row.job() + " "
                        + row.state().word() + " " + row.reason())
                .toLowerCase(Locale.ROOT);
        for (String word : sought) {
            if (!all.contains(word)) {
                return false;
            }
        }
        return true;
    }

    /** How the user knows a row's repository. */
    static String repository(PortfolioRow row) {
        var repository = row.repository();
        return repository == null ? FileNames.name(row.path()) : repository.slug();
    }
}
