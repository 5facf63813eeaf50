package dev.tokenless.ui.portfolio;

import dev.tokenless.migration.PortfolioRow;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.ui.Answer;
import dev.tokenless.ui.Rich;
import java.util.List;
import java.util.Map;

/**
 * What the table's surroundings show at one moment; the rows themselves are a list of their own.
 *
 * @param chosenHidden how many of the chosen rows the filter does not show
 * @param unread repositories that wait to be read
 * @param troubles what could not be read, a line each
 * @param stale whether rows came in below, outside of their order
 */
record PortfolioView(
        Answer answer,
        Rich fault,
        Map<PortfolioRow.State, Integer> states,
        Map<RegistryId, Integer> registries,
        PortfolioFilter filter,
        int total,
        int needsWork,
        int chosen,
        int chosenHidden,
        int unread,
        List<String> troubles,
        boolean stale,
        boolean reading) {
    PortfolioView {
        states = Map.copyOf(states);
        troubles = List.copyOf(troubles);
    }

    int count(PortfolioRow.State state) {
        return states.getOrDefault(state, 0);
    }
}
