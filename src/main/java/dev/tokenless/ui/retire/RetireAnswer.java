package dev.tokenless.ui.retire;

import dev.tokenless.migration.MigrationPlan;
import dev.tokenless.migration.Stage;
import dev.tokenless.migration.StageState;
import dev.tokenless.registry.ReleaseProof;
import dev.tokenless.ui.Answer;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.checklist.Staged;
import dev.tokenless.ui.session.RegistryNames;
import java.util.List;

/** Says in one sentence whether the old key can go: as far as it is known, and by whose word. */
final class RetireAnswer {
    private final Staged staged;
    private final Texts texts;

    RetireAnswer(Staged staged, Texts texts) {
        this.staged = staged;
        this.texts = texts;
    }

    Answer of(RetireSight sight) {
        Rich name = new Rich(List.of(Rich.code(sight.upload().name())));
        if (sight.looking()) {
            return new Answer(
                    Sign.RUNNING, staged.looking(sight.plan(), name, RegistryNames.of(sight.registry())), Rich.EMPTY);
        }
        List<String> used = sight.upload().examined() == null
                ? List.of()
                : sight.upload().examined().job().secrets();
        if (!used.isEmpty()) {
            return new Answer(
                    Sign.TOKEN,
                    texts.rich("retire.answer.needed"),
                    texts.rich("retire.answer.used", Rich.code(String.join(", ", used))));
        }
        MigrationPlan plan = sight.plan();
        if (plan.finished()) {
            return new Answer(
                    Sign.DONE,
                    texts.rich(bySaying(plan) ? "retire.answer.done.said" : "retire.answer.done", name),
                    texts.rich("retire.answer.done.below"));
        }
        return plan.state(Stage.FIRST_TRUSTED_RELEASE) instanceof StageState.Done done ? proven(done) : open(plan);
    }

    private static boolean bySaying(MigrationPlan plan) {
        return plan.stages().values().stream().anyMatch(state -> state instanceof StageState.Done done && done.said());
    }

    private Answer proven(StageState.Done done) {
        if (done.said()) {
            return new Answer(
                    Sign.DONE,
                    texts.rich("retire.answer.said"),
                    texts.rich("retire.answer.said.below").then(texts.rich("retire.answer.proof.below")));
        }
        ReleaseProof proof = staged.lookouts().observed().release();
        return new Answer(
                Sign.DONE,
                proof != null && proof.state() == ReleaseProof.State.TRUSTED
                        ? texts.rich("retire.answer.version", Rich.code(proof.version()))
                        : texts.rich("retire.answer.proof"),
                texts.rich("retire.answer.proof.below"));
    }

    /** No release is proven: because of what the registry shows, because it did not tell, or because nobody asked it. */
    private Answer open(MigrationPlan plan) {
        ReleaseProof proof = staged.lookouts().observed().release();
        Rich headline = texts.rich("retire.answer.waiting");
        if (proof == null) {
            return new Answer(
                    Sign.UNKNOWN,
                    headline,
                    staged.lookouts()
                            .untoldRelease()
                            .map(Rich::plain)
                            .orElseGet(() -> texts.rich("retire.answer.unlooked")));
        }
        // A release of another repository, or of before the switch, is told apart by the stage itself.
        return new Answer(
                Sign.TOKEN,
                headline,
                Rich.plain(
                        proof.state() == ReleaseProof.State.TRUSTED
                                ? plan.state(Stage.FIRST_TRUSTED_RELEASE).sentence()
                                : proof.sentence()));
    }
}
