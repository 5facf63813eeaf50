package dev.tokenless.ui.retire;

import dev.tokenless.github.Secrets;
import dev.tokenless.migration.Stage;
import dev.tokenless.net.Request;
import dev.tokenless.net.Secret;
import dev.tokenless.registry.PublisherApi;
import dev.tokenless.registry.SecondFactor;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.ui.Background;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.checklist.Carrying;
import dev.tokenless.ui.checklist.ChecklistModel;
import dev.tokenless.ui.checklist.Chosen;
import dev.tokenless.ui.checklist.GitHubLine;
import dev.tokenless.ui.checklist.Staged;
import dev.tokenless.ui.session.Errands;
import dev.tokenless.ui.session.Keeping;
import dev.tokenless.ui.session.Outside;
import dev.tokenless.ui.session.Reading;
import dev.tokenless.ui.session.RegistryNames;
import dev.tokenless.ui.session.Session;
import dev.tokenless.ui.session.SessionState;
import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.signin.GitHubAccess;
import dev.tokenless.ui.signin.GitHubGround;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the step Retire does: what can be undone comes first, and nothing is deleted by one press. */
public final class RetireModel extends ChecklistModel {
    private final Staged staged;
    private final RetireScene scene;
    private final Carrying carrying;
    private final TokenDesk tokens;
    private final RetirePages pages;
    private final AllAtOnce together;
    private @Nullable Pending pending;
    /** Whether all that is ready is to be confirmed as soon as the tokens are listed. */
    private boolean togetherNext;
    /** Why what was asked for is asked no more, empty where it is, or nothing was. */
    private Rich putAway = Rich.EMPTY;

    private Chosen.@Nullable About last;

    public RetireModel(
            Session session,
            Background background,
            Keeping keeping,
            Outside outside,
            GitHubAccess gitHub,
            GitHubGround ground,
            SecondFactor asking,
            Staged staged,
            Texts texts,
            Errands errands,
            Clock clock) {
        super(session, gitHub, texts, StepId.RETIRE);
        this.staged = staged;
        this.tokens = new TokenDesk(session, background, outside, ground, asking, texts, clock, this::show);
        this.carrying = new Carrying(
                session, background, keeping, outside, gitHub, staged.lookouts(), texts, clock, this::show);
        this.pages = new RetirePages(session, gitHub, staged, errands, tokens, this::show);
        this.together = new AllAtOnce(carrying, texts, pages::openTokens);
        this.scene = new RetireScene(session, base, this, staged, new GitHubLine(gitHub, texts), texts);
        session.follow(this::follow);
        staged.lookouts().follow(this::show);
    }

    @Override
    protected void entered() {
        lookOnce();
    }

    private void follow(SessionState state) {
        Chosen chosen = Chosen.of(session).orElse(null);
        Chosen.About about = chosen == null ? null : chosen.about();
        if (!Objects.equals(about, last)) {
            last = about;
            pending = null;
            togetherNext = false;
            putAway = Rich.EMPTY;
            together.forget();
            pages.forget();
        }
        tokens.follow();
        carrying.follow();
        if (chosen != null && chosen.at(StepId.RETIRE)) {
            lookOnce();
        }
        show();
    }

    /** A migration that has begun is looked at again by itself; before that nobody is asked. */
    private void lookOnce() {
        staged.lookouts().lookOnce();
        tokens.askRequests();
    }

    TokenDesk tokens() {
        return tokens;
    }

    RetirePages pages() {
        return pages;
    }

    AllAtOnce together() {
        return together;
    }

    /** Whether something is being done or asked. */
    boolean working() {
        return carrying.working() || tokens.working();
    }

    /** Why the last thing did not come about, empty where it did. */
    Rich failure() {
        Rich refused = carrying.failure();
        int waiting = together.waiting();
        return Rich.firstOf(
                refused.spans().isEmpty() || waiting == 0
                        ? refused
                        : texts.richPlural("retire.all.waiting", waiting, waiting)
                                .then(refused),
                tokens.trouble(),
                putAway,
                staged.lookouts().trouble());
    }

    /** What the last step did. */
    Rich success() {
        return carrying.success();
    }

    /** What waits for its confirmation. */
    @Nullable
    Pending pending() {
        return pending;
    }

    /** Keeps the credential with which tokens are forbidden, listed and revoked. */
    void credential(Secret secret, String from) {
        tokens.give(secret, from);
        show();
    }

    /** Forgets the credential, and what was told to its owner. */
    void forgetCredential() {
        read();
        tokens.forget();
        show();
    }

    /** What was said of the last press has been read. */
    private void read() {
        togetherNext = false;
        putAway = Rich.EMPTY;
        together.forget();
        carrying.forget();
    }

    /**
     * Asks the registry for the user's tokens.
     *
     * @param thenTogether whether all that is ready is to be confirmed then
     */
    void list(boolean thenTogether) {
        if (!working()) {
            pending = null;
            read();
            togetherNext = thenTogether;
            tokens.list();
        }
    }

    /** Shows all that is ready as one list, to be confirmed at once; the tokens are listed before where that is needed. */
    void confirmTogether(RetireSight sight) {
        if (Piece.listsFirst(tokens, sight)) {
            list(true);
        } else {
            confirm(together(sight));
        }
    }

    private Pending.@Nullable Together together(RetireSight sight) {
        List<Piece> ready = Piece.ready(tokens, sight);
        return ready.isEmpty() ? null : new Pending.Together(ready);
    }

    /** Forbids stored tokens, or allows them again. */
    void forbid(boolean forbidden) {
        Chosen chosen = Chosen.of(session).orElse(null);
        if (chosen == null || working()) {
            return;
        }
        pending = null;
        read();
        String registry = RegistryNames.of(chosen.upload().registry());
        Carrying.Part part = switching(chosen, forbidden);
        carrying.carry(texts.text(forbidden ? "retire.forbid.running" : "retire.allow.running", registry), part);
    }

    private Carrying.Part switching(Chosen chosen, boolean forbidden) {
        return new Carrying.Part(
                (steps, inspection) -> steps.forbidTokens(inspection, chosen.key(), forbidden, tokens.session(chosen)),
                forbidden ? () -> askAllowing(chosen.about()) : null,
                false);
    }

    /** The way back of a setting is a request, too: it is shown before it is sent, with the package that is meant. */
    private void askAllowing(Chosen.About about) {
        Reading open = session.now().reading();
        if (open == null || !open.folder().equals(about.folder())) {
            return;
        }
        for (int i = 0; i < open.uploads().size(); i++) {
            if (open.uploads().get(i).key().equals(about.upload())) {
                int meant = i;
                session.change(s -> s.choosing(meant).at(StepId.RETIRE));
                confirm(new Pending.Allowing());
                return;
            }
        }
    }

    /** Asks whether something is to be done; null for no. */
    void confirm(@Nullable Pending what) {
        pending = what;
        if (what != null) {
            read();
        }
        show();
    }

    /** Sends what was shown. */
    void carryOut() {
        Pending confirmed = pending;
        Chosen chosen = Chosen.of(session).orElse(null);
        pending = null;
        if (chosen == null || confirmed == null || working()) {
            show();
            return;
        }
        switch (confirmed) {
            case Pending.Deletion(Secrets.Stored secret) ->
                carry(chosen, new Piece.Deleting(secret), texts.text("retire.secret.running", secret.name()));
            case Pending.Allowing _ -> forbid(false);
            case Pending.Revoking(PublisherApi.StoredToken token) ->
                carry(chosen, new Piece.Revoking(token), texts.text("retire.tokens.revoking", token.words()));
            case Pending.Together(List<Piece> pieces) ->
                together.send(
                        texts.text("retire.all.running", chosen.upload().name()), pieces, piece -> part(chosen, piece));
        }
    }

    private void carry(Chosen chosen, Piece piece, String words) {
        carrying.carry(words, part(chosen, piece));
    }

    private Carrying.Part part(Chosen chosen, Piece piece) {
        return switch (piece) {
            case Piece.Forbidding _ -> switching(chosen, true);
            case Piece.Deleting(Secrets.Stored secret) ->
                new Carrying.Part((steps, inspection) -> steps.deleteSecret(inspection, secret), null, true);
            case Piece.Revoking(PublisherApi.StoredToken token) -> {
                // What was listed is of before: whatever comes of the request, the list is to be asked for anew.
                tokens.forgetListed();
                yield new Carrying.Part(
                        (steps, inspection) ->
                                steps.revokeToken(inspection, chosen.key(), token, tokens.session(chosen)),
                        null,
                        false);
            }
            case Piece.Page _ -> throw new IllegalArgumentException("nothing is sent for a page");
        };
    }

    /** Looks outside again. */
    void look() {
        putAway = Rich.EMPTY;
        staged.lookouts().look();
    }

    /** The request that deletes a secret; empty where nobody is signed in. */
    Optional<Request> deletion(Secrets.Stored secret) {
        Reading open = session.now().reading();
        RepositoryId repository =
                open == null ? null : open.inspection().project().repository();
        return repository == null
                ? Optional.empty()
                : gitHub.signedInSession()
                        .map(s -> new Secrets(s, repository.owner(), repository.name()).deletion(secret));
    }

    @Override
    protected void show(Chosen chosen) {
        RetireSight sight = RetireSight.of(chosen, staged, working());
        if (togetherNext && !tokens.working()) {
            togetherNext = false;
            pending = tokens.listed().isPresent() ? together(sight) : null;
        }
        Pending asked = pending;
        if (asked != null && !stands(asked, sight)) {
            pending = null;
            putAway = texts.rich("retire.changed");
        }
        scene.show(sight);
    }

    /** What is confirmed is what was shown: where something else is ready meanwhile, it is asked anew. */
    private boolean stands(Pending asked, RetireSight sight) {
        return switch (asked) {
            case Pending.Deletion(Secrets.Stored secret) ->
                !sight.plan().state(Stage.SECRETS_DELETED).passed()
                        && (sight.stored() == null || sight.stored().contains(secret));
            case Pending.Revoking(PublisherApi.StoredToken token) ->
                !sight.plan().state(Stage.TOKEN_REVOKED).passed()
                        && tokens.listed().stream()
                                .flatMap(List::stream)
                                .anyMatch(listed -> listed.token().equals(token));
            case Pending.Allowing _ -> true;
            case Pending.Together(List<Piece> pieces) -> pieces.equals(Piece.ready(tokens, sight));
        };
    }
}
