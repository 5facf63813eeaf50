package dev.tokenless.ui.publisher;

import dev.tokenless.registry.Outcome;
import dev.tokenless.registry.PublisherRegistration;
import dev.tokenless.ui.Answer;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import java.util.List;

/**
 * Several packages at one registry, in words.
 *
 * @param name the registry's
 */
record SeveralScene(Texts texts, String name, List<Together.Item> several) {

    /** How many of the chosen packages are not done yet. */
    int open() {
        return (int) several.stream().filter(i -> i.chosen() && !i.done()).count();
    }

    boolean begun() {
        return several.stream().anyMatch(i -> i.outcome() != null);
    }

    /** How far they are. */
    Answer answer() {
        long done = several.stream().filter(Together.Item::done).count();
        long failed =
                several.stream().filter(i -> i.outcome() != null && !i.done()).count();
        if (failed > 0) {
            return new Answer(
                    Sign.ERROR,
                    texts.richPlural("publisher.answer.several.failed", failed, failed, name),
                    texts.rich("publisher.answer.several.go-on"));
        }
        if (done > 0 && open() == 0) {
            return new Answer(
                    Sign.DONE, texts.richPlural("publisher.answer.several.done", done, done, name), Rich.EMPTY);
        }
        return new Answer(
                Sign.CURRENT,
                texts.richPlural("publisher.answer.several", open(), open(), name),
                texts.rich("publisher.answer.several.below", name));
    }

    /** A line for each. */
    List<PublisherView.Line> lines() {
        return several.stream().map(this::line).toList();
    }

    private PublisherView.Line line(Together.Item item) {
        return switch (item.outcome()) {
            case null ->
                new PublisherView.Line(
                        item.name(), item.chosen(), false, Sign.WAITING, texts.text("publisher.several.waiting"), "");
            case Outcome.Done<PublisherRegistration.Registered>(PublisherRegistration.Registered done) ->
                new PublisherView.Line(
                        item.name(),
                        item.chosen(),
                        true,
                        Sign.DONE,
                        texts.text(done.wasThere() ? "publisher.several.there" : "publisher.several.done"),
                        String.join(" ", done.warnings()));
            case Outcome.Failed<PublisherRegistration.Registered>(Outcome.Failure why) ->
                new PublisherView.Line(
                        item.name(),
                        item.chosen(),
                        false,
                        Sign.ERROR,
                        texts.text("publisher.several.failed"),
                        why.sentence() + " " + why.nextStep());
        };
    }
}
