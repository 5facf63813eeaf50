package dev.tokenless.ui.portfolio;

import dev.tokenless.ui.Answer;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.portfolio.FixesView.Item;
import dev.tokenless.ui.portfolio.FixesView.Result;
import java.util.List;
import java.util.stream.Collectors;

/** The sentences of the preview of many fixes. */
final class FixesAnswers {
    private static final int NAMED = 3;

    private final Texts texts;

    FixesAnswers(Texts texts) {
        this.texts = texts;
    }

    Answer of(FixesModel.Stage stage, List<Item> items, List<String> without) {
        long repositories = items.stream().map(Item::path).distinct().count();
        return switch (stage) {
            case PREPARING -> new Answer(Sign.RUNNING, texts.rich("fixes.answer.preparing"), Rich.EMPTY);
            case READY, WRITING ->
                items.isEmpty()
                        ? new Answer(Sign.NOTE, texts.rich("fixes.answer.none"), texts.rich("fixes.answer.none.below"))
                        : new Answer(
                                Sign.EDIT,
                                texts.richPlural(
                                        "fixes.answer",
                                        items.size(),
                                        items.size(),
                                        texts.plural("count.repositories", repositories, repositories)),
                                without(without));
            case WRITTEN -> written(items);
        };
    }

    private Rich without(List<String> without) {
        if (without.isEmpty()) {
            return texts.rich("fixes.answer.below");
        }
        String names = without.stream().limit(NAMED).collect(Collectors.joining(", "));
        return without.size() <= NAMED
                ? texts.rich("fixes.answer.without", names)
                : texts.rich("fixes.answer.without.more", names, without.size() - NAMED);
    }

    private Answer written(List<Item> items) {
        long written = count(items, Result.WRITTEN);
        long refused = count(items, Result.REFUSED);
        long back = count(items, Result.TAKEN_BACK);
        if (back > 0 && written == 0) {
            return new Answer(
                    refused == 0 ? Sign.DONE : Sign.WARNING,
                    texts.richPlural("fixes.answer.undone", back, back),
                    refused == 0 ? Rich.EMPTY : texts.richPlural("fixes.answer.refused", refused, refused));
        }
        long all = items.stream().filter(Item::ticked).count();
        return new Answer(
                refused == 0 && written == all ? Sign.DONE : Sign.WARNING,
                texts.richPlural("fixes.answer.written", all, written, all),
                refused == 0
                        ? texts.rich("fixes.answer.written.below")
                        : texts.richPlural("fixes.answer.refused", refused, refused));
    }

    private static long count(List<Item> items, Result result) {
        return items.stream().filter(i -> i.result() == result).count();
    }
}
