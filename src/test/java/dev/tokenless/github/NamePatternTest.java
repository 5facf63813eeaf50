package dev.tokenless.github;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePatternTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "main, main, true",
                "main, main2, false",
                "v*, v1.2.3, true",
                "v*, v, true",
                "v*, 1.0, false",
                "*, v1, true",
                "*, a/b, false",
                "*/*, a/b, true",
                "release/*, release/1, true",
                "release/*, release/1/2, false",
                "release/*/*, release/1/2, true",
                "**/*, a/b/c, true",
                "**/x, x, true",
                "**/x, a/b/x, true",
                "a/**/x, a/x, true",
                "a/**, a/b, true",
                "a/**, a/b/c, false",
                "**, a/b, false",
                "v?, v1, true",
                "v?, v, false",
                "?, /, false",
                "v[0-9]*, v1.0, true",
                "v[0-9]*, vx, false",
                "v[!0-9]*, vx, true",
                "v[^0-9], v1, false",
                "v[0-9.]*, v.1, true",
                "v[abc, va, false",
                "[a-c]x, bx, true",
                "v\\*, v*, true",
                "v\\*, v1, false",
                "[\\]]x, ]x, true",
                "*, .hidden, false",
                ".*, .hidden, true",
                "a*, a.b, true",
                "**/x, .h/x, false",
                "V*, v1, false",
                "v*.*.*, v1.2.3, true",
                "v*.*.*, v1.2, false",
                "*-rc*, v1-rc1, true",
                "refs/tags/v*, v1, false",
                "v[-x]*, v-, true",
            })
    void names_match_as_ruby_matches_them(String pattern, String name, boolean expected) {
        assertThat(NamePattern.matches(pattern, name)).isEqualTo(expected);
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void hostile_patterns_end() {
        assertThat(NamePattern.matches("a*".repeat(100) + "b", "a".repeat(250))).isFalse();
        assertThat(NamePattern.matches("**/a/".repeat(60) + "b", "a/".repeat(120) + "c"))
                .isFalse();
    }
}
