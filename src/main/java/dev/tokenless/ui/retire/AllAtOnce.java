package dev.tokenless.ui.retire;

import dev.tokenless.migration.StepResult;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.checklist.Carrying;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * All that is ready, sent by one press in the order in which it was shown, up to the first refusal. What came of each piece
 * stays to be read until something else is asked for; the next press begins with what is left.
 */
final class AllAtOnce {
    private final Carrying carrying;
    private final Texts texts;
    private final Predicate<String> pages;
    private List<Line> lines = List.of();

    /** @param pages opens a page, and tells whether it was opened */
    AllAtOnce(Carrying carrying, Texts texts, Predicate<String> pages) {
        this.carrying = carrying;
        this.texts = texts;
        this.pages = pages;
    }

    /** How far one piece came. */
    sealed interface State {}

    /** It was not sent: something before it was refused, or stopped. */
    record NotSent() implements State {}

    /** It is being sent; where nothing goes on any more it was stopped, and may have come about. */
    record UnderWay() implements State {}

    /** This came of it. */
    record Came(StepResult result) implements State {}

    /** One piece with how far it came. */
    record Line(Piece piece, State state) {}

    /** The steps that a piece stands for. */
    interface Steps {
        Carrying.Part part(Piece piece);
    }

    /** Sends the pieces. */
    void send(String words, List<Piece> pieces, Steps steps) {
        List<Line> all = new ArrayList<>();
        pieces.forEach(piece -> all.add(new Line(piece, new NotSent())));
        lines = List.copyOf(all);
        next();
        List<Carrying.Part> parts = new ArrayList<>();
        for (Piece piece : pieces) {
            if (piece.sends()) {
                Carrying.Part part = steps.part(piece);
                parts.add(new Carrying.Part(part.step(), part.undo(), part.atGitHub(), result -> came(piece, result)));
            }
        }
        carrying.carry(words, parts, this::openPages);
    }

    private void came(Piece piece, StepResult result) {
        set(piece, new Came(result));
        if (result instanceof StepResult.Done) {
            next();
        }
    }

    /** The next request is under way. */
    private void next() {
        lines.stream()
                .filter(line -> line.state() instanceof NotSent && line.piece().sends())
                .findFirst()
                .ifPresent(line -> set(line.piece(), new UnderWay()));
    }

    private void openPages() {
        for (Line line : lines) {
            if (line.piece() instanceof Piece.Page(String address)) {
                boolean opened = pages.test(address);
                set(
                        line.piece(),
                        new Came(
                                opened
                                        ? new StepResult.Done(texts.text("retire.all.opened"), List.of())
                                        : new StepResult.Failed(texts.text("retire.all.not-opened", address))));
            }
        }
    }

    private void set(Piece piece, State state) {
        lines = lines.stream()
                .map(line -> line.piece().equals(piece) ? new Line(piece, state) : line)
                .toList();
    }

    /** What came of the last press, in its order; empty where there is nothing to read. */
    List<Line> lines() {
        return lines;
    }

    /** How many requests wait because one before them was refused. */
    int waiting() {
        return (int) lines.stream()
                .filter(line -> line.piece().sends() && line.state() instanceof NotSent)
                .count();
    }

    /** What came of the last press was read, or is of something else. */
    void forget() {
        lines = List.of();
    }
}
