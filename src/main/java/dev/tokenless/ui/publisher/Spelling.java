package dev.tokenless.ui.publisher;

import dev.tokenless.github.Outcome;
import dev.tokenless.github.Repositories;
import dev.tokenless.registry.PublisherIdentity;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.ui.Background;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.session.Reading;
import dev.tokenless.ui.session.Session;
import dev.tokenless.ui.signin.GitHubAccess;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How GitHub spells the repository, looked up before something is sent: letters count at most registries. */
final class Spelling {
    private final Session session;
    private final Background background;
    private final GitHubAccess gitHub;
    private final Texts texts;
    private Repositories.@Nullable Facts facts;
    private Background.@Nullable Running running;

    Spelling(Session session, Background background, GitHubAccess gitHub, Texts texts) {
        this.session = session;
        this.background = background;
        this.gitHub = gitHub;
        this.texts = texts;
    }

    /** Another repository is meant. */
    void forget() {
        facts = null;
        cancel();
    }

    private void cancel() {
        Background.Running before = running;
        running = null;
        if (before != null) {
            before.cancel();
        }
    }

    /** The same publisher with the owner and the repository as GitHub spells them, where it was asked. */
    TrustedPublisher of(TrustedPublisher wanted) {
        Repositories.Facts spelt = facts;
        return spelt == null || !(wanted.identity() instanceof PublisherIdentity.GitHub g)
                ? wanted
                : wanted.with(new PublisherIdentity.GitHub(
                        spelt.owner(),
                        spelt.name(),
                        g.workflow(),
                        g.environment(),
                        Long.toString(spelt.ownerId()),
                        g.workflowOwner(),
                        g.workflowRepository()));
    }

    /**
     * Looks once. Where GitHub cannot be asked, the spelling of the remote is taken. Who presses again while GitHub has not
     * answered means one thing, not two: the earlier look ends.
     *
     * @param meant whether what was pressed is meant still, asked when the answer is there
     * @param then what sends
     * @param otherwise told where the repository is spelt otherwise: the request is shown anew and nothing is sent
     */
    void look(BooleanSupplier meant, Runnable then, Consumer<Rich> otherwise) {
        Reading open = session.now().reading();
        RepositoryId repository =
                open == null ? null : open.inspection().project().repository();
        if (open == null
                || repository == null
                || repository.provider() != Provider.GITHUB
                || facts != null
                || open.sample()) {
            then.run();
            return;
        }
        GitHubAccess.Talk talk = gitHub.talk();
        cancel();
        running = background.start(
                texts.text("publisher.spelling"),
                progress -> new Repositories(talk.begin()).standing(repository),
                outcome -> {
                    if (outcome instanceof Background.Cancelled<Outcome<Repositories.Standing>>
                            || !meant.getAsBoolean()) {
                        return;
                    }
                    if (outcome
                                    instanceof
                                    Background.Done<Outcome<Repositories.Standing>>(
                                            Outcome<Repositories.Standing> answer)
                            && answer instanceof Outcome.Done<Repositories.Standing>(Repositories.Standing standing)) {
                        facts = standing.facts();
                        if (!(standing instanceof Repositories.Present)) {
                            otherwise.accept(texts.rich(
                                    "publisher.spelt",
                                    Rich.code(standing.facts().slug())));
                            return;
                        }
                    }
                    then.run();
                });
    }
}
