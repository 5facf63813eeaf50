package dev.tokenless.ui.rehearse;

import dev.tokenless.oidc.ClaimValue;
import dev.tokenless.registry.Verdict.ClaimCheck;
import dev.tokenless.sandbox.Assumption;
import dev.tokenless.sandbox.RehearsalStep;
import dev.tokenless.sandbox.RehearsalStep.SignatureVerified;
import dev.tokenless.sandbox.RehearsalStep.Stopped;
import dev.tokenless.sandbox.RehearsalStep.TokenMinted;
import dev.tokenless.ui.Answer;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.session.RailLine;
import dev.tokenless.ui.session.Reading;
import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.session.UnreadAnswer;
import dev.tokenless.ui.session.Walked;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The sentences of the step Rehearse. */
record RehearseAnswers(Texts texts, String registry) {

    Answer impossible(Reading open, boolean job) {
        return job
                ? new Answer(
                        Sign.NOTE,
                        texts.rich("rehearse.answer.not-played", registry),
                        texts.rich("rehearse.answer.not-played.below"))
                : UnreadAnswer.of(open, texts)
                        .orElseGet(() -> new Answer(
                                Sign.NOTE,
                                texts.rich("rehearse.answer.no-job"),
                                texts.rich("rehearse.answer.no-job.below")));
    }

    Answer of(Played played, String way, @Nullable String packageName) {
        if (played.accepted()) {
            return new Answer(
                    Sign.DONE,
                    texts.rich("rehearse.answer.passed", way, Rich.code(String.valueOf(packageName)), registry),
                    texts.rich("rehearse.answer.passed.below", registry));
        }
        Stopped stopped = played.stopped().orElse(null);
        if (stopped != null) {
            return stopped(stopped);
        }
        if (!played.running()) {
            return new Answer(
                    Sign.RUNNING,
                    texts.rich("rehearse.answer.ready", way),
                    texts.rich("rehearse.answer.ready.below", registry));
        }
        boolean comparing = played.first(SignatureVerified.class).isPresent();
        boolean minted = played.first(TokenMinted.class).isPresent();
        return new Answer(
                Sign.RUNNING,
                minted
                        ? texts.rich("rehearse.answer.uploading", way)
                        : comparing
                                ? texts.rich("rehearse.answer.comparing", way, registry)
                                : texts.rich("rehearse.answer.running", way),
                texts.rich("rehearse.answer.ready.below", registry));
    }

    private Answer stopped(Stopped stopped) {
        ClaimCheck claim = stopped.claim();
        String expected = claim == null ? null : claim.expected();
        Rich below = stopped.stage() == RehearsalStep.Stage.EXCHANGE
                ? texts.rich("rehearse.answer.stopped.below")
                : Rich.marked(stopped.next());
        if (claim != null && expected != null) {
            boolean absent = claim.presented() instanceof ClaimValue.Absent;
            return new Answer(
                    Sign.REFUSED,
                    absent
                            ? texts.rich("rehearse.answer.absent", claim.claim(), Rich.code(expected))
                            : texts.rich(
                                    "rehearse.answer.differs",
                                    claim.claim(),
                                    Rich.code(RehearsalStep.shown(claim.presented())),
                                    Rich.code(expected)),
                    below);
        }
        return new Answer(Sign.REFUSED, Rich.marked(stopped.why()), below);
    }

    RailLine line(Played played, Walked.Rehearsal before, boolean here) {
        if (played.running()) {
            return new RailLine(Sign.RUNNING, texts.text("rehearse.rail.running"));
        }
        Stopped stopped = played.stopped().orElse(null);
        if (stopped != null) {
            return new RailLine(
                    Sign.ERROR,
                    stopped.claim() == null
                            ? texts.text("rehearse.rail.stopped")
                            : texts.text(
                                    "rehearse.rail.stopped-at", stopped.claim().claim()));
        }
        return switch (before) {
            case PASSED -> new RailLine(Sign.DONE, texts.text("rehearse.rail.passed"));
            case STOPPED -> new RailLine(Sign.ERROR, texts.text("rehearse.rail.stopped"));
            case NOT_PLAYED ->
                new RailLine(here ? Sign.CURRENT : Sign.WAITING, texts.text(StepId.REHEARSE.questionKey()));
        };
    }

    /**
     * What had to be assumed and bears on the answer.
     *
     * @param assumed whether nobody said what the registry holds
     */
    Rich assumption(Played played, boolean assumed) {
        String taken = played.result() == null
                ? ""
                : played.result().assumptions().stream()
                        .filter(a -> decisive(played, a.what()))
                        .map(Assumption::sentence)
                        .collect(Collectors.joining(" "));
        Rich words = assumed ? texts.rich("rehearse.assumed", registry) : Rich.EMPTY;
        return words.then(Rich.plain(taken));
    }

    /** Whether an assumption bears on the answer: it was compared, or the exchange itself rests on it. */
    private static boolean decisive(Played played, String what) {
        return List.of("package", "authentication", "id-token").contains(what)
                || played.steps().stream()
                        .anyMatch(s -> s instanceof RehearsalStep.ClaimCompared compared
                                && compared.check().claim().equals(what));
    }
}
