package dev.tokenless.ui.checklist;

import dev.tokenless.registry.ReleaseProof;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.checklist.ChecklistView.Fact;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was read of the last release, as facts below its stage. */
public final class ProofFacts {
    private static final int MOST = 8;

    private final Texts texts;

    public ProofFacts(Texts texts) {
        this.texts = texts;
    }

    /** The facts; none where nobody looked. */
    public List<Fact> of(@Nullable ReleaseProof proof) {
        if (proof == null || proof.state() == ReleaseProof.State.NO_RELEASE) {
            return List.of();
        }
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(
                texts.text("proof.published"),
                texts.rich(
                        switch (proof.state()) {
                            case TRUSTED -> "proof.trusted";
                            case TOKEN -> "proof.token";
                            case UNKNOWN, NO_RELEASE -> "proof.unknown";
                        },
                        Rich.code(proof.version()))));
        proof.evidence().stream()
                .filter(e -> !e.value().isEmpty())
                .limit(MOST)
                .forEach(e -> facts.add(new Fact(e.label(), new Rich(List.of(Rich.code(e.value()))))));
        return facts;
    }
}
