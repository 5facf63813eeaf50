package dev.tokenless.ui.retire;

import dev.tokenless.migration.Observed;
import dev.tokenless.migration.Stage;
import dev.tokenless.ui.checklist.Chosen;
import dev.tokenless.ui.checklist.Staged;
import dev.tokenless.ui.session.Errands;
import dev.tokenless.ui.session.Session;
import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.signin.GitHubAccess;
import java.util.EnumSet;
import java.util.Set;

/** The pages on which a stage is done by hand: opened, kept in mind, and looked after when the user comes back. */
final class RetirePages {
    private final Session session;
    private final GitHubAccess gitHub;
    private final Staged staged;
    private final Errands errands;
    private final TokenDesk tokens;
    private final Runnable changed;
    /** The stages of the chosen package whose page was opened since it was chosen. */
    private final Set<Stage> paged = EnumSet.noneOf(Stage.class);

    /**
     * @param changed is told when a page was opened
     */
    RetirePages(
            Session session, GitHubAccess gitHub, Staged staged, Errands errands, TokenDesk tokens, Runnable changed) {
        this.session = session;
        this.gitHub = gitHub;
        this.staged = staged;
        this.errands = errands;
        this.tokens = tokens;
        this.changed = changed;
    }

    /** Another package is meant. */
    void forget() {
        paged.clear();
    }

    /** Opens a page that nothing waits for. */
    void openPage(String address) {
        errands.open(address, StepId.RETIRE, "page", () -> false, () -> {});
    }

    /** Whether the user was sent to the page on which a stage is done by hand: what comes next is her word, or a look. */
    boolean paged(Stage stage) {
        return paged.contains(stage);
    }

    private void paging(Stage stage) {
        paged.add(stage);
        changed.run();
    }

    /** Opens the registry's page of tokens: afterwards they are listed again, where they were listed before. */
    boolean openTokens(String address) {
        paging(Stage.TOKEN_REVOKED);
        return errands.open(
                address,
                StepId.RETIRE,
                "tokens",
                () -> open(Stage.TOKEN_REVOKED) && tokens.listed().isPresent(),
                tokens::listBeside);
    }

    /** Opens GitHub's page of secrets; their names are told to those who are signed in. */
    void openSecrets(String address) {
        paging(Stage.SECRETS_DELETED);
        errands.open(
                address,
                StepId.RETIRE,
                "secrets",
                () -> open(Stage.SECRETS_DELETED) && gitHub.signedIn(),
                staged.lookouts()::lookBeside);
    }

    /** Opens the page of the package's setting; whether it is set is looked at where the registry tells everyone. */
    void openSetting(String address) {
        paging(Stage.TOKENS_FORBIDDEN);
        errands.open(address, StepId.RETIRE, "setting", this::tells, staged.lookouts()::lookBeside);
    }

    /** Whether a look would see the setting: the registry tells it, or nobody has looked yet. */
    boolean tells() {
        Observed seen = staged.lookouts().observed();
        return open(Stage.TOKENS_FORBIDDEN)
                && (seen.release() == null || seen.tokens() != Observed.TokenRule.NOT_LOOKED_UP);
    }

    private boolean open(Stage stage) {
        return Chosen.of(session)
                .map(c -> !staged.plan(c.state(), c.open(), c.upload())
                        .state(stage)
                        .passed())
                .orElse(false);
    }
}
