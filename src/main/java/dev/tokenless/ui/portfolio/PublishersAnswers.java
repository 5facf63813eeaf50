package dev.tokenless.ui.portfolio;

import dev.tokenless.ui.Answer;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.portfolio.PublishersView.Item;
import dev.tokenless.ui.portfolio.PublishersView.Kind;
import dev.tokenless.ui.portfolio.Registrations.Ground;
import java.util.ArrayList;
import java.util.List;

/** The sentences of the publishers of many packages. */
final class PublishersAnswers {
    private final Texts texts;

    PublishersAnswers(Texts texts) {
        this.texts = texts;
    }

    Answer of(boolean preparing, Ground ground, List<Item> items) {
        if (preparing) {
            return new Answer(Sign.RUNNING, texts.rich("publishers.answer.preparing"), Rich.EMPTY);
        }
        long done = items.stream().filter(i -> i.standing().kind().done()).count();
        long proven = count(items, Kind.PROVEN);
        long failed = count(items, Kind.FAILED);
        long hand = count(items, Kind.BY_HAND);
        long unable = count(items, Kind.UNABLE);
        long wrong = count(items, Kind.DIFFERS) + count(items, Kind.ABSENT);
        boolean asked = done + proven + failed + wrong + count(items, Kind.NOT_PROVEN) > 0;
        List<Rich> below = new ArrayList<>();
        add(below, "publishers.below.wrong", wrong);
        add(below, "publishers.below.proven", proven);
        add(below, "publishers.below.failed", failed);
        add(below, "publishers.below.hand", hand);
        add(below, "publishers.below.unable", unable);
        if (ground == Ground.SANDBOX) {
            below.add(texts.rich("publishers.below.sandbox"));
        }
        Rich more = below.stream().reduce(Rich.EMPTY, Rich::then);
        long able = items.size() - unable;
        Sign sign =
                !asked ? Sign.OVERVIEW : failed + wrong > 0 ? Sign.WARNING : done == able ? Sign.DONE : Sign.OVERVIEW;
        return new Answer(
                sign,
                items.isEmpty()
                        ? texts.rich("publishers.answer.empty")
                        : asked
                                ? texts.richPlural(
                                        ground == Ground.SANDBOX
                                                ? "publishers.answer.played"
                                                : "publishers.answer.asked",
                                        able,
                                        done,
                                        able)
                                : texts.richPlural("publishers.answer", able, able),
                more);
    }

    private void add(List<Rich> below, String key, long count) {
        if (count > 0) {
            below.add(texts.richPlural(key, count, count));
        }
    }

    private static long count(List<Item> items, Kind kind) {
        return items.stream().filter(i -> i.standing().kind() == kind).count();
    }
}
