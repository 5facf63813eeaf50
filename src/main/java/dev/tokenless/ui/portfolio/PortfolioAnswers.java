package dev.tokenless.ui.portfolio;

import dev.tokenless.migration.PortfolioRow;
import dev.tokenless.ui.Answer;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import java.util.Map;

/** The sentences of the place Portfolio. */
final class PortfolioAnswers {
    private final Texts texts;

    PortfolioAnswers(Texts texts) {
        this.texts = texts;
    }

    /**
     * What there is to say.
     *
     * @param source the folder's or list's name, empty where none was opened
     * @param whole how many repositories there are, 0 while that is not known
     * @param packages those of which something is known
     * @param unread files of which nothing is known
     * @param unreadable repositories of which something could not be read
     * @param unlisted lines of a list that name no folder
     * @param worstFirst whether the table stands in that order
     */
    record Facts(
            String source,
            boolean reading,
            int whole,
            int done,
            int packages,
            int unread,
            int unreadable,
            int unlisted,
            boolean worstFirst,
            Map<PortfolioRow.State, Integer> states) {}

    Answer of(Facts facts) {
        if (facts.source().isEmpty()) {
            return new Answer(
                    Sign.OVERVIEW, texts.rich("portfolio.answer.empty"), texts.rich("portfolio.answer.empty.below"));
        }
        if (facts.packages() == 0 && facts.unread() > 0 && !facts.reading()) {
            return new Answer(Sign.UNKNOWN, texts.rich("portfolio.answer.unread"), below(facts));
        }
        if (facts.packages() == 0) {
            return new Answer(
                    facts.reading() ? Sign.RUNNING : Sign.NOTE,
                    facts.reading()
                            ? texts.rich("portfolio.answer.begun", Rich.code(facts.source()))
                            : texts.rich(facts.done() == 0 ? "portfolio.answer.nothing" : "portfolio.answer.none"),
                    facts.whole() == 0 ? Rich.EMPTY : below(facts));
        }
        int trusted = facts.states().getOrDefault(PortfolioRow.State.TRUSTED, 0);
        int broken = facts.states().getOrDefault(PortfolioRow.State.BROKEN, 0);
        int elsewhere = facts.states().getOrDefault(PortfolioRow.State.ELSEWHERE, 0);
        int packages = facts.packages() - elsewhere;
        if (packages == 0) {
            return new Answer(
                    facts.reading() ? Sign.RUNNING : Sign.NOTE,
                    texts.richPlural("portfolio.answer.elsewhere", elsewhere, elsewhere),
                    below(facts));
        }
        boolean partly = facts.reading() || facts.done() < facts.whole();
        Rich sentence = partly
                ? texts.richPlural("portfolio.answer.reading", trusted, trusted, packages, broken)
                : trusted == packages
                        ? texts.richPlural("portfolio.answer.all", trusted, trusted)
                        : texts.richPlural("portfolio.answer", trusted, trusted, packages, broken);
        // The table lists them as well: its count is that of both.
        Rich others = elsewhere == 0
                ? Rich.EMPTY
                : texts.richPlural("portfolio.below.elsewhere", elsewhere, texts.capitalCount(elsewhere));
        return new Answer(
                trusted == packages && !partly && facts.unread() == 0 ? Sign.DONE : Sign.OVERVIEW,
                sentence,
                others.then(below(facts)));
    }

    private Rich below(Facts facts) {
        Rich read = facts.reading()
                ? texts.richPlural(
                        "portfolio.below.reading",
                        facts.whole(),
                        facts.done(),
                        facts.whole(),
                        Rich.code(facts.source()))
                : facts.done() < facts.whole()
                        ? texts.richPlural(
                                "portfolio.below.stopped",
                                facts.whole(),
                                facts.done(),
                                facts.whole(),
                                Rich.code(facts.source()))
                        : texts.richPlural(
                                facts.worstFirst() ? "portfolio.below" : "portfolio.below.sorted",
                                facts.done(),
                                facts.done(),
                                Rich.code(facts.source()));
        Rich.Span which = Rich.link(texts.text("portfolio.which"));
        Rich unreadable = facts.unreadable() == 0
                ? Rich.EMPTY
                : texts.richPlural("portfolio.below.unreadable", facts.unreadable(), facts.unreadable(), which);
        Rich unlisted = facts.unlisted() == 0
                ? Rich.EMPTY
                : texts.richPlural("portfolio.below.unlisted", facts.unlisted(), facts.unlisted(), which);
        return read.then(unlisted).then(unreadable);
    }
}
