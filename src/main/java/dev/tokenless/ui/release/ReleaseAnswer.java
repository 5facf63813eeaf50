package dev.tokenless.ui.release;

import dev.tokenless.migration.CiHost;
import dev.tokenless.migration.Stage;
import dev.tokenless.migration.StageState;
import dev.tokenless.registry.ReleaseProof;
import dev.tokenless.ui.Answer;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.checklist.Staged;
import dev.tokenless.ui.session.RailLine;
import dev.tokenless.ui.session.RegistryNames;
import java.util.List;

/** Says in one sentence how far the release is: as far as it is known, and by whose word. */
final class ReleaseAnswer {
    private final Staged staged;
    private final Texts texts;

    ReleaseAnswer(Staged staged, Texts texts) {
        this.staged = staged;
        this.texts = texts;
    }

    Answer of(ReleaseSight sight) {
        String registry = RegistryNames.of(sight.upload().registry());
        Rich name = new Rich(List.of(Rich.code(sight.upload().name())));
        if (staged.lookouts().looking()) {
            return new Answer(Sign.RUNNING, staged.looking(sight.plan(), name, registry), Rich.EMPTY);
        }
        boolean lab = sight.plan().host() == CiHost.GITLAB;
        StageState released = sight.plan().state(Stage.FIRST_TRUSTED_RELEASE);
        if (sight.proved()) {
            return said(released)
                    ? new Answer(
                            Sign.DONE, texts.rich("release.answer.said", name), texts.rich("retire.answer.said.below"))
                    : new Answer(Sign.DONE, texts.rich("release.answer.proved", name), staged.sentence(released));
        }
        if (!sight.held().isEmpty()) {
            return new Answer(
                    Sign.WARNING,
                    texts.rich(lab ? "release.answer.held.lab" : "release.answer.held"),
                    Rich.plain(sight.held()));
        }
        if (!sight.known()) {
            StageState registered = sight.plan().state(Stage.PUBLISHER_REGISTERED);
            return new Answer(
                    Sign.UNKNOWN, texts.rich("release.answer.publisher", registry), staged.sentence(registered));
        }
        return sight.switched() ? switched(sight, registry) : ready(sight, registry);
    }

    private Answer ready(ReleaseSight sight, String registry) {
        Rich proves = texts.rich("release.answer.ready.below", registry);
        StageState registered = sight.plan().state(Stage.PUBLISHER_REGISTERED);
        return new Answer(
                Sign.CURRENT,
                texts.rich("release.answer.ready"),
                Staged.earlier(registered) ? staged.sentence(registered).then(proves) : proves);
    }

    private Answer switched(ReleaseSight sight, String registry) {
        ReleaseProof proof = staged.lookouts().observed().release();
        if (proof != null && proof.state() == ReleaseProof.State.TOKEN) {
            return new Answer(
                    Sign.TOKEN,
                    texts.rich("release.answer.token", Rich.code(proof.version())),
                    Rich.plain(proof.sentence()));
        }
        return new Answer(
                Sign.CURRENT,
                texts.rich(
                        said(sight.plan().state(Stage.PRODUCTION_SWITCHED))
                                ? "release.answer.tag.said"
                                : "release.answer.tag"),
                proof == null ? texts.rich("release.answer.ready.below", registry) : Rich.plain(proof.sentence()));
    }

    private static boolean said(StageState state) {
        return state instanceof StageState.Done done && done.said();
    }

    RailLine rail(ReleaseSight sight) {
        if (sight.proved()) {
            boolean said = said(sight.plan().state(Stage.FIRST_TRUSTED_RELEASE));
            return new RailLine(Sign.DONE, texts.text(said ? "release.rail.said" : "release.rail.proved"));
        }
        return new RailLine(
                Sign.WAITING,
                texts.text(
                        !sight.held().isEmpty()
                                ? "release.rail.held"
                                : !sight.known()
                                        ? "release.rail.publisher"
                                        : sight.switched() ? "release.rail.tag" : "release.rail.ready"));
    }
}
