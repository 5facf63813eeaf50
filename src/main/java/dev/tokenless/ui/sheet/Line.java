package dev.tokenless.ui.sheet;

import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Sign;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One line of a sheet.
 *
 * @param number as shown, 0 for none
 * @param sign lights the line in the sign's colour; null leaves it as it is
 * @param note an annotation that stands below the line; empty for none
 */
public record Line(int number, List<Token> tokens, @Nullable Sign sign, Rich note) {
    public Line {
        tokens = List.copyOf(tokens);
    }

    /** A line that is not lit. */
    public static Line of(int number, List<Token> tokens) {
        return new Line(number, tokens, null, Rich.EMPTY);
    }

    /** The characters of the line. */
    public String text() {
        return tokens.stream().map(Token::text).collect(Collectors.joining());
    }

    /** The same line, lit. */
    public Line lit(Sign with, Rich words) {
        return new Line(number, tokens, with, words);
    }
}
