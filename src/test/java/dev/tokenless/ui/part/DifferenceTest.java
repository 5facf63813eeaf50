package dev.tokenless.ui.part;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.ui.part.Difference.Run;
import org.junit.jupiter.api.Test;

class DifferenceTest {
    @Test
    void an_extension_differs_in_one_letter() {
        Difference d = Difference.of("release.yaml", "release.yml");
        assertThat(d.presented())
                .containsExactly(new Run("release.y", false), new Run("a", true), new Run("ml", false));
        assertThat(d.expected()).containsExactly(new Run("release.y", false), new Run("", true), new Run("ml", false));
    }

    @Test
    void letter_case_is_marked_letter_by_letter() {
        Difference d = Difference.of("Octo-Org", "octo-org");
        assertThat(d.presented())
                .containsExactly(new Run("O", true), new Run("cto-", false), new Run("O", true), new Run("rg", false));
    }

    @Test
    void a_space_at_the_end_is_a_difference() {
        assertThat(Difference.of("pypi", "pypi ").expected())
                .containsExactly(new Run("pypi", false), new Run(" ", true));
    }
}
