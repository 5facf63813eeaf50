package dev.tokenless.ui.diagnose;

import dev.tokenless.github.Runs;
import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.ui.Background;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.checklist.Asked;
import dev.tokenless.ui.session.Reading;
import dev.tokenless.ui.session.Session;
import dev.tokenless.ui.signin.GitHubAccess;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The failed runs of the open project, and their logs. */
final class FailedRuns {
    private final Session session;
    private final GitHubAccess gitHub;
    private final Texts texts;
    private final Asked<List<Runs.Run>> listed;
    private final Asked<String> fetched;

    FailedRuns(Session session, Background background, GitHubAccess gitHub, Texts texts, Runnable changed) {
        this.session = session;
        this.gitHub = gitHub;
        this.texts = texts;
        this.listed = new Asked<>(background, texts, changed);
        this.fetched = new Asked<>(background, texts, changed);
    }

    /** The repository whose runs can be asked for; null where there is none at GitHub. */
    @Nullable
    RepositoryId repository() {
        Reading open = session.now().reading();
        RepositoryId repository =
                open == null ? null : open.inspection().project().repository();
        return repository != null && repository.provider() == Provider.GITHUB ? repository : null;
    }

    private record About(RepositoryId repository, boolean signedIn) {}

    /** Lists them once, where somebody is signed in. */
    void listOnce() {
        RepositoryId repository = repository();
        if (repository == null) {
            listed.about(null);
            return;
        }
        Object about = new About(repository, gitHub.signedIn());
        listed.about(about);
        if (gitHub.signedIn() && !listed.wasAsked(about)) {
            list();
        }
    }

    /** Lists them. */
    void list() {
        RepositoryId repository = repository();
        if (repository == null) {
            return;
        }
        GitHubAccess.Talk talk = gitHub.talk();
        listed.ask(
                new About(repository, gitHub.signedIn()),
                texts.text("diagnose.runs.listing"),
                progress -> Asked.of(new Runs(talk.begin(), repository.owner(), repository.name()).failed()));
    }

    /** The list; null where nobody was asked. */
    @Nullable
    List<Runs.Run> runs() {
        return listed.value().orElse(null);
    }

    /** Whether an answer is waited for. */
    boolean waiting() {
        return listed.waiting() || fetched.waiting();
    }

    /** Why there is no list or no log. */
    Rich trouble() {
        return fetched.trouble().spans().isEmpty() ? listed.trouble() : fetched.trouble();
    }

    /** What is done with the logs of a run. */
    interface Taker {
        void take(String log);
    }

    /** Fetches the logs of a run's failed jobs, one behind the other. */
    void fetch(Runs.Run run, Taker taker) {
        RepositoryId repository = repository();
        if (repository == null) {
            return;
        }
        GitHubAccess.Talk talk = gitHub.talk();
        fetched.ask(run.id(), texts.text("diagnose.runs.fetching", run.title()), progress -> {
            Asked.Reply<String> reply =
                    Asked.of(new Runs(talk.begin(), repository.owner(), repository.name()).failedLogs(run.id()));
            if (reply instanceof Asked.Told<String>(String log)) {
                progress.show(() -> taker.take(log));
            }
            return reply;
        });
    }
}
