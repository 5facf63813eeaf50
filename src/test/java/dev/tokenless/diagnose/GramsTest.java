package dev.tokenless.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class GramsTest {
    @Test
    void what_a_text_holds_is_never_denied() {
        Random random = new Random(7);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 5000; i++) {
            text.append((char) (i % 3 == 0 ? random.nextInt(0x3000) : 32 + random.nextInt(95)));
        }
        Grams grams = new Grams(text.toString());
        for (int i = 0; i < 4000; i++) {
            int end = i + random.nextInt(40);
            assertThat(grams.mayHold(text.substring(i, end))).isTrue();
        }
    }

    @Test
    void what_a_text_does_not_hold_is_mostly_known() {
        Grams grams = new Grams("npm error code e404 and more of the same, npm error 404 not found - put ".repeat(50));
        assertThat(LogPattern.all().stream()
                        .map(p -> FoldedLog.lower(p.needle()))
                        .filter(grams::mayHold)
                        .count())
                .isLessThan(LogPattern.all().size() / 10);
    }

    @Test
    void a_short_text_may_always_be_there() {
        assertThat(new Grams("").mayHold("npm")).isTrue();
        assertThat(new Grams("").mayHold("npm!")).isFalse();
    }
}
