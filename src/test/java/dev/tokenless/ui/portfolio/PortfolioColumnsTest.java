package dev.tokenless.ui.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class PortfolioColumnsTest {
    @Test
    void names_are_whole_and_the_sentence_takes_what_they_leave() {
        PortfolioColumns.Widths widths = PortfolioColumns.of(60, 16, 22);
        assertThat(widths.name()).isBetween(16 * 0.6, 20.0);
        assertThat(widths.repository()).isBetween(22 * 0.55, 20.0);
        assertThat(widths.name() + widths.repository() + widths.found()).isEqualTo(60);
    }

    @Test
    void a_short_name_leaves_its_room_to_a_long_repository_and_the_other_way_round() {
        assertThat(PortfolioColumns.of(40, 6, 40).repository()).isGreaterThan(16);
        assertThat(PortfolioColumns.of(40, 40, 6).name()).isGreaterThan(16);
    }

    @Test
    void what_was_found_keeps_a_third_however_long_the_names_are() {
        PortfolioColumns.Widths widths = PortfolioColumns.of(40, 44, 44);
        assertThat(widths.found()).isCloseTo(40 * 0.34, org.assertj.core.api.Assertions.within(0.01));
        assertThat(widths.name()).isCloseTo(widths.repository(), org.assertj.core.api.Assertions.within(0.01));
    }

    @Test
    void a_column_that_is_not_shown_takes_nothing() {
        PortfolioColumns.Widths widths = PortfolioColumns.of(30, 12, 0);
        assertThat(widths.repository()).isZero();
        assertThat(widths.name() + widths.found()).isEqualTo(30);
    }

    @Test
    void one_endless_name_does_not_count_with_its_whole_length() {
        assertThat(PortfolioColumns.longest(List.of("a", "b".repeat(500)), Function.identity()))
                .isLessThan(50);
        assertThat(PortfolioColumns.longest(List.<String>of(), Function.identity()))
                .isZero();
    }
}
