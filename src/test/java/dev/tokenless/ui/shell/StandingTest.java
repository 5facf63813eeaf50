package dev.tokenless.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.ui.settings.WindowPlace;
import java.util.List;
import javafx.geometry.Rectangle2D;
import org.junit.jupiter.api.Test;

/** Where the window stands; computed without one. */
class StandingTest {
    private static final Rectangle2D LARGE = new Rectangle2D(0, 0, 2560, 1440);
    private static final Rectangle2D SMALL = new Rectangle2D(0, 0, 1024, 700);
    /** At the left of the large one, below a panel of 30 pixels. */
    private static final Rectangle2D BESIDE = new Rectangle2D(-1280, 30, 1280, 994);

    @Test
    void the_first_window_stands_in_the_middle_as_it_was_drawn() {
        assertThat(Standing.on(List.of(LARGE), null)).isEqualTo(new WindowPlace(560, 270, 1440, 900, false));
    }

    @Test
    void the_first_window_is_no_larger_than_a_small_screen() {
        assertThat(Standing.on(List.of(SMALL), null)).isEqualTo(new WindowPlace(0, 0, 1024, 700, false));
    }

    @Test
    void the_first_window_keeps_clear_of_a_panel() {
        assertThat(Standing.on(List.of(BESIDE, LARGE), null)).isEqualTo(new WindowPlace(-1280, 77, 1280, 900, false));
    }

    @Test
    void a_remembered_window_stands_where_it_stood() {
        WindowPlace left = new WindowPlace(-1200, 100, 1000, 800, false);
        assertThat(Standing.on(List.of(LARGE, BESIDE), left)).isEqualTo(left);
    }

    @Test
    void a_window_from_a_screen_that_is_gone_stands_in_the_middle_of_the_first_one() {
        WindowPlace left = new WindowPlace(-1200, 100, 1000, 800, true);
        assertThat(Standing.on(List.of(LARGE), left)).isEqualTo(new WindowPlace(780, 320, 1000, 800, true));
    }

    @Test
    void a_window_that_is_partly_beyond_the_edge_is_pulled_back_whole() {
        WindowPlace left = new WindowPlace(2000, -40, 1000, 800, false);
        assertThat(Standing.on(List.of(LARGE), left)).isEqualTo(new WindowPlace(1560, 0, 1000, 800, false));
    }

    @Test
    void a_window_between_two_screens_goes_to_the_one_that_holds_more_of_it() {
        WindowPlace left = new WindowPlace(-300, 100, 1000, 800, false);
        assertThat(Standing.on(List.of(BESIDE, LARGE), left)).isEqualTo(new WindowPlace(0, 100, 1000, 800, false));
    }

    @Test
    void a_window_from_a_large_screen_shrinks_to_a_small_one() {
        WindowPlace left = new WindowPlace(200, 100, 1440, 900, false);
        assertThat(Standing.on(List.of(SMALL), left)).isEqualTo(new WindowPlace(0, 0, 1024, 700, false));
    }
}
