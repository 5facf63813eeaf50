package dev.tokenless.ui.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.migration.PortfolioRow;
import dev.tokenless.migration.PortfolioRow.State;
import dev.tokenless.repo.RegistryId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortfolioRowsTest {
    private final PortfolioRows rows = new PortfolioRows();

    private static PortfolioRow row(String path, State state) {
        return row(path, RegistryId.NPM, state);
    }

    private static PortfolioRow row(String path, RegistryId registry, State state) {
        return new PortfolioRow(
                "/clones/" + path,
                null,
                registry,
                path,
                ".github/workflows/release.yml",
                "publish",
                7,
                state,
                "Because.");
    }

    @Test
    void what_needs_the_user_most_stands_first_while_rows_come_in() {
        rows.add(List.of(row("a", State.TRUSTED)));
        rows.add(List.of(row("b", State.BROKEN)));
        rows.add(List.of(
                row("f", State.ELSEWHERE), row("c", State.TOKEN), row("d", State.UNKNOWN), row("e", State.HALF_WAY)));
        assertThat(rows.shown()).extracting(PortfolioRow::packageName).containsExactly("b", "c", "e", "d", "a", "f");
    }

    @Test
    void nothing_moves_under_the_hand_of_the_user() {
        rows.add(List.of(row("a", State.TRUSTED), row("b", State.TOKEN)));
        rows.freeze();
        rows.add(List.of(row("c", State.BROKEN)));
        assertThat(rows.shown()).extracting(PortfolioRow::packageName).containsExactly("b", "a", "c");
        assertThat(rows.stale()).isTrue();
        rows.arrange();
        assertThat(rows.shown()).extracting(PortfolioRow::packageName).containsExactly("c", "b", "a");
        assertThat(rows.stale()).isFalse();
    }

    @Test
    void filters_join_and_every_word_is_sought() {
        rows.add(List.of(
                row("alpha", RegistryId.PYPI, State.TOKEN),
                row("alpha", RegistryId.NPM, State.TRUSTED),
                row("beta", RegistryId.NPM, State.TOKEN)));
        rows.filter(PortfolioFilter.ALL.with("npm alpha"));
        assertThat(rows.shown()).extracting(PortfolioRow::state).containsExactly(State.TRUSTED);
        rows.filter(PortfolioFilter.ALL.with(State.TRUSTED, false).with(RegistryId.PYPI, false));
        assertThat(rows.shown()).extracting(PortfolioRow::packageName).containsExactly("beta");
        rows.filter(PortfolioFilter.ALL.with(PortfolioFilter.Part.DONE));
        assertThat(rows.shown()).hasSize(1);
        rows.filter(PortfolioFilter.ALL.with(State.TRUSTED, false).with(State.TRUSTED, true));
        assertThat(rows.shown()).hasSize(3);
    }

    @Test
    void an_action_takes_the_chosen_rows_else_all_that_are_shown() {
        PortfolioRow a = row("a", State.TRUSTED);
        PortfolioRow b = row("b", State.TOKEN);
        rows.add(List.of(a, b));
        assertThat(rows.meant()).containsExactly(b, a);
        rows.choose(List.of(a), true);
        assertThat(rows.meant()).containsExactly(a);
        rows.filter(PortfolioFilter.ALL.with(State.TRUSTED, false));
        assertThat(rows.meant())
                .as("a chosen row stays chosen while a filter hides it")
                .containsExactly(a);
    }

    @Test
    void a_repository_that_is_read_again_replaces_its_rows_alone() {
        PortfolioRow token = row("a", State.TOKEN);
        rows.add(List.of(token, row("b", State.TOKEN)));
        rows.choose(List.of(token), true);
        rows.replace(Map.of("/clones/a", List.of(row("a", State.TRUSTED))));
        assertThat(rows.shown()).extracting(PortfolioRow::state).containsExactly(State.TOKEN, State.TRUSTED);
        assertThat(rows.chosen()).as("it stays chosen, as it is now").containsExactly(row("a", State.TRUSTED));
        rows.replace(Map.of("/clones/a", List.of()));
        assertThat(rows.shown()).extracting(PortfolioRow::packageName).containsExactly("b");
        assertThat(rows.chosenCount()).isZero();
    }

    @Test
    void another_order_holds_for_rows_that_come_later() {
        rows.add(List.of(row("b", State.BROKEN)));
        rows.order(Comparator.comparing(PortfolioRow::path));
        rows.add(List.of(row("c", State.BROKEN), row("a", State.TRUSTED)));
        assertThat(rows.shown()).extracting(PortfolioRow::packageName).containsExactly("a", "b", "c");
    }
}
