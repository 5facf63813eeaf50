package dev.tokenless.ui.retire;

import dev.tokenless.github.Secrets;
import dev.tokenless.migration.MigrationPlan;
import dev.tokenless.migration.Stage;
import dev.tokenless.migration.StageState;
import dev.tokenless.registry.PublisherApi.StoredToken;
import dev.tokenless.ui.checklist.Steps;
import java.util.ArrayList;
import java.util.List;

/** One piece of the retirement that can be done now; several are confirmed by one press when the user wants it so. */
sealed interface Piece {

    /** The registry is told to refuse stored tokens. */
    record Forbidding() implements Piece {}

    /** A secret is deleted at GitHub. */
    record Deleting(Secrets.Stored secret) implements Piece {}

    /** A token is revoked at its registry. */
    record Revoking(StoredToken token) implements Piece {}

    /** The registry's page of tokens is opened: there alone they are revoked. */
    record Page(String address) implements Piece {}

    /** Whether a request is sent for it. */
    default boolean sends() {
        return !(this instanceof Page);
    }

    /**
     * All pieces that are ready, in the order of the stages: what can be undone comes first. The list ends before the first
     * one that needs the user's own decision, or something that is not known.
     */
    static List<Piece> ready(TokenDesk tokens, RetireSight sight) {
        MigrationPlan plan = sight.plan();
        List<Piece> all = new ArrayList<>();
        if (!plan.state(Stage.FIRST_TRUSTED_RELEASE).passed()) {
            return all;
        }
        if (plan.state(Stage.TOKENS_FORBIDDEN) instanceof StageState.Open) {
            if (!tokens.known(sight) || tokens.switching().isEmpty()) {
                return all;
            }
            all.add(new Forbidding());
        }
        if (!plan.state(Stage.SECRETS_DELETED).passed()) {
            List<Secrets.Stored> stored = sight.stored();
            if (stored == null
                    || stored.isEmpty()
                    || stored.stream().anyMatch(s -> !sight.uses(s.name()).isEmpty())
                    // Other repositories may use it, of which nothing is read here: that decision is made by itself.
                    || stored.stream().anyMatch(Secrets.Stored::shared)) {
                return all;
            }
            stored.forEach(secret -> all.add(new Deleting(secret)));
        }
        if (!plan.state(Stage.TOKEN_REVOKED).passed()) {
            if (!tokens.lists(sight)) {
                all.add(new Page(Steps.pages(sight.upload()).tokens()));
            } else if (tokens.able().size() == 1) {
                all.add(new Revoking(tokens.able().getFirst()));
            }
        }
        return List.copyOf(all);
    }

    /** Whether the tokens are to be listed before it is known which of them is revoked. */
    static boolean listsFirst(TokenDesk tokens, RetireSight sight) {
        return !sight.plan().state(Stage.TOKEN_REVOKED).passed()
                && tokens.lists(sight)
                && tokens.listed().isEmpty();
    }
}
