package dev.tokenless.ci.github;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterPatternTest {

    @ParameterizedTest
    @CsvSource({
        "main, main, true",
        "main, Main, false",
        "v*, v1.2.3, true",
        "v*, release, false",
        "*, a/b, false",
        "**, a/b, true",
        "releases/**, releases/10/1, true",
        "releases/*, releases/10/1, false",
        "v[0-9]+.[0-9]+.[0-9]+, v1.20.300, true",
        "v[0-9]+.[0-9]+.[0-9]+, v1.20.300-rc, false",
        "v[12].[0-9]+, v3.1, false",
        "*.jsx?, page.js, true",
        "*.jsx?, page.jsx, true",
        "ab+c, abbbc, true",
        "ab+c, ac, false",
        "v1\\*, v1*, true",
        "[, [, true",
        "+x, +x, true"
    })
    void patterns_fit_as_github_documents_them(String pattern, String name, boolean fits) {
        assertThat(FilterPattern.of(pattern).fits(name)).isEqualTo(fits);
    }

    @Test
    void the_last_pattern_that_fits_decides() {
        assertThat(FilterPattern.admits(List.of("v*", "!v*-rc*"), "v1-rc1")).isFalse();
        assertThat(FilterPattern.admits(List.of("v*", "!v*-rc*", "v*-rc9"), "v1-rc9"))
                .isTrue();
        assertThat(FilterPattern.admitsAnything(List.of("!v*"))).isFalse();
    }

    @Test
    void a_sample_of_a_pattern_fits_it() {
        for (String pattern : List.of("v*", "v*.*.*", "pkg-v[0-9]+.[0-9]+", "**", "release/**", "v?", "a/*/b+")) {
            FilterPattern parsed = FilterPattern.of(pattern);
            assertThat(parsed.fits(parsed.sample("1.2.3"))).as(pattern).isTrue();
        }
        assertThat(FilterPattern.of("v*.*.*").sample("1.2.3")).isEqualTo("v1.2.3");
    }

    @Test
    void a_hostile_pattern_ends_soon() {
        assertThat(FilterPattern.of("*a".repeat(200) + "b").fits("a".repeat(300)))
                .isFalse();
        assertThat(FilterPattern.of("[\u0000-\uffff]").fits("xx")).isFalse();
    }
}
