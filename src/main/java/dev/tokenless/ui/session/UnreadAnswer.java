package dev.tokenless.ui.session;

import dev.tokenless.repo.Problem;
import dev.tokenless.ui.Answer;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import java.util.Optional;

/** What a step says instead of "no job", where a CI file could not be read: that nobody knows, why, and what to do. */
public final class UnreadAnswer {
    private UnreadAnswer() {}

    /** The answer; empty where every CI file was read. */
    public static Optional<Answer> of(Reading open, Texts texts) {
        return open.unread()
                .map(first -> new Answer(
                        Sign.UNKNOWN,
                        texts.rich("unread.answer", Rich.code(first.place().path())),
                        below(first, texts)));
    }

    /** What is wrong with the file, and what to do. */
    public static Rich below(Problem problem, Texts texts) {
        return texts.rich("unread.below", problem.place().line(), Rich.marked(problem.message()));
    }

    /** That there may be more than what is shown; empty where every CI file was read. */
    public static Rich more(Reading open, Texts texts) {
        return open.unread()
                .map(first -> texts.rich("unread.more", Rich.code(first.place().path())))
                .orElse(Rich.EMPTY);
    }
}
