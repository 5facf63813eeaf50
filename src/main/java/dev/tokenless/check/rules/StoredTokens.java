package dev.tokenless.check.rules;

import dev.tokenless.check.Fix;
import dev.tokenless.check.Severity;
import dev.tokenless.ci.github.Workflow;
import dev.tokenless.edit.TokenEdits;
import dev.tokenless.edit.YamlEdits;
import dev.tokenless.publish.Authentication;
import dev.tokenless.publish.IdToken;
import dev.tokenless.publish.TokenUse;
import dev.tokenless.registry.Verdict;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Stored tokens that stand beside the identity. */
final class StoredTokens {
    private StoredTokens() {}

    /** Whether a token is given to a job that is meant to publish without one. */
    static boolean besideIdentity(Subject subject) {
        return switch (subject.job().authentication()) {
            case Authentication.Both _ -> subject.meantTrusted();
            case Authentication.Token _ -> subject.meantTrusted();
            case Authentication.Trusted _ -> false;
            case Authentication.Unknown _ -> false;
        };
    }

    /** With a stored token beside it the release goes out all the same. */
    static Severity severity(Subject subject) {
        return besideIdentity(subject) && !subject.assumed() ? Severity.WARNING : Severity.ERROR;
    }

    /**
     * Removes the entries that hand the token over. There is no fix where a script or a file does it, or where the job
     * could not ask for an identity after that.
     */
    static @Nullable Fix fix(Subject subject) {
        Workflow workflow = subject.workflow().orElse(null);
        List<TokenUse> uses = subject.job().authentication().tokens();
        if (workflow == null || uses.isEmpty() || subject.identity() != IdToken.WRITE) {
            return null;
        }
        YamlEdits edits = YamlEdits.of(workflow);
        boolean shared = false;
        // From the end backwards, so that no removal moves a place that is still to come.
        for (TokenUse use : uses.reversed()) {
            if (!use.place().path().equals(workflow.path()) || !entry(use.kind())) {
                return null;
            }
            shared |= use.kind() == TokenUse.Kind.JOB_ENV || use.kind() == TokenUse.Kind.WORKFLOW_ENV;
            edits = TokenEdits.removeAt(edits, use.place(), Set.of(subject.job().job()));
        }
        String title = "Remove "
                + String.join(", ", uses.stream().map(TokenUse::name).distinct().toList());
        // What is set for a whole job may serve other steps too, such as an installation from a private registry.
        return shared || !exchanges(subject) ? Fixes.reviewed(title, edits) : Fixes.safe(title, edits);
    }

    /**
     * Whether the job can publish once the token is gone, as far as is known: its client exchanges identities, and no
     * registered publisher contradicts it. A token that is the only way in is never taken away unseen.
     */
    private static boolean exchanges(Subject subject) {
        return Tools.order(subject) != Tools.Order.NEVER
                && NpmVersions.tooOld(subject).isEmpty()
                && ToolVersions.tooOld(subject).isEmpty()
                && subject.examined().presented().stream()
                        .flatMap(p -> p.verdicts().stream())
                        .noneMatch(v -> v.verdict().outcome() == Verdict.Outcome.MISMATCH);
    }

    private static boolean entry(TokenUse.Kind kind) {
        return switch (kind) {
            case INPUT, STEP_ENV, JOB_ENV, WORKFLOW_ENV -> true;
            case FLAG, WRITTEN_FILE, CONFIG_FILE, CALL_SECRET -> false;
        };
    }
}
