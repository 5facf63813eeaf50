package dev.tokenless.ui.environment;

import dev.tokenless.check.Inspection.Examined;
import dev.tokenless.ci.EnvironmentRef;
import dev.tokenless.github.Environments;
import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.ui.Background;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.checklist.Asked;
import dev.tokenless.ui.checklist.ChecklistModel;
import dev.tokenless.ui.checklist.Chosen;
import dev.tokenless.ui.session.Deed;
import dev.tokenless.ui.session.Errands;
import dev.tokenless.ui.session.Place;
import dev.tokenless.ui.session.Reading;
import dev.tokenless.ui.session.Session;
import dev.tokenless.ui.session.SessionState;
import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.session.Upload;
import dev.tokenless.ui.session.Walked.Mark;
import dev.tokenless.ui.signin.GitHubAccess;
import dev.tokenless.ui.signin.SignInState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the step Environment shows and does. */
public final class EnvironmentModel extends ChecklistModel {
    private final Clock clock;
    private final EnvironmentScene scene;
    private final Asked<Gatehouse.Seen> looked;
    private final Asked<Gatehouse.Seen> changed;
    /** A look beside what is shown. */
    private final Asked<Gatehouse.Seen> again;

    private final Errands errands;
    /** What was last seen of each environment, whoever was signed in then. */
    private final Map<Object, Gatehouse.Seen> before = new HashMap<>();
    /** Who shall approve, as the user typed it; null for whoever is signed in. */
    private @Nullable String reviewers;

    public EnvironmentModel(
            Session session, Background background, GitHubAccess gitHub, Texts texts, Errands errands, Clock clock) {
        super(session, gitHub, texts, StepId.ENVIRONMENT);
        this.clock = clock;
        this.scene = new EnvironmentScene(session, base, this, gitHub, texts);
        this.errands = errands;
        this.again = new Asked<>(background, texts, this::seenAgain);
        this.looked = new Asked<>(background, texts, this::show);
        this.changed = new Asked<>(background, texts, this::show);
        session.follow(state -> follow());
        gitHub.state().subscribe(state -> follow());
    }

    @Override
    protected void entered() {
        follow();
    }

    /** The environment in which the chosen job runs, at GitHub. */
    record Meant(RepositoryId repository, String environment, ReleaseRefs refs, Examined examined) {}

    /** What is asked about: asked anew where any of it changes. */
    private record About(RepositoryId repository, String environment, ReleaseRefs refs, String login) {}

    private @Nullable Meant meant() {
        Reading open = session.now().reading();
        Upload upload = session.now().upload().orElse(null);
        Examined examined = upload == null ? null : upload.examined();
        RepositoryId repository =
                open == null ? null : open.inspection().project().repository();
        return examined != null
                        && repository != null
                        && repository.provider() == Provider.GITHUB
                        && examined.job().environment() instanceof EnvironmentRef.Named named
                ? new Meant(repository, named.name(), ReleaseRefs.of(examined), examined)
                : null;
    }

    private static Object about(Meant meant, String login) {
        return new About(meant.repository(), meant.environment(), meant.refs(), login);
    }

    private String login() {
        return gitHub.state().get() instanceof SignInState.Here here
                ? here.account().login()
                : "";
    }

    private void follow() {
        Meant meant = meant();
        Object about = meant == null ? null : about(meant, login());
        looked.about(about);
        changed.about(about);
        again.about(about);
        boolean here =
                session.now().step() == StepId.ENVIRONMENT && session.now().place() == Place.MIGRATION;
        if (about != null && here && gitHub.signedIn() && !looked.wasAsked(about)) {
            look();
            return;
        }
        show();
    }

    /** Looks at GitHub, as a stranger where nobody is signed in. */
    void look() {
        Meant meant = meant();
        if (meant == null) {
            return;
        }
        look(meant, looked);
    }

    private void look(Meant meant, Asked<Gatehouse.Seen> asks) {
        List<String> wanted = reviewers();
        GitHubAccess.Talk talk = gitHub.talk();
        asks.ask(
                about(meant, login()),
                texts.text("environment.looking", meant.environment()),
                progress -> Asked.of(gatehouse(meant, talk).look(wanted)));
    }

    /** Opens a page on which the environment is made or changed by hand. */
    void openPage(String address) {
        errands.open(address, StepId.ENVIRONMENT, "environment", this::unsettled, this::lookAgain);
    }

    private boolean unsettled() {
        return meant() != null && !looked.value().map(Gatehouse.Seen::settled).orElse(false);
    }

    /** Looks again by itself; a stranger may be refused what the owner sees, which is no news. */
    private void lookAgain() {
        Meant meant = meant();
        if (meant != null && !looked.waiting() && !changed.waiting() && !again.waiting()) {
            look(meant, again);
        }
    }

    private void seenAgain() {
        Meant meant = meant();
        Gatehouse.Seen seen = again.value().orElse(null);
        boolean news = seen != null
                && (gitHub.signedIn()
                        || looked.value().isPresent()
                        || seen.present().isPresent());
        if (meant != null && seen != null && news && !looked.waiting() && !changed.waiting()) {
            looked.know(about(meant, login()), seen);
            show();
        }
    }

    private static Gatehouse gatehouse(Meant meant, GitHubAccess.Talk talk) throws IOException {
        return new Gatehouse(talk.begin(), meant.repository(), meant.environment(), meant.refs());
    }

    /** Who shall approve. */
    String reviewerWords() {
        String typed = reviewers;
        return typed == null ? login() : typed;
    }

    private List<String> reviewers() {
        return Arrays.stream(reviewerWords().split("[,\\s]+"))
                .map(r -> r.replaceFirst("^@", ""))
                .filter(r -> !r.isEmpty())
                .distinct()
                .toList();
    }

    /** The user says who shall approve. */
    void reviewers(String typed) {
        reviewers = typed;
        look();
    }

    /**
     * Sends the requests that are shown; none where they are being planned anew, for example because a reviewer was typed.
     *
     * @param on whether the next step follows, where nothing is left to do in this one
     */
    void carryOut(Environments.Plan plan, boolean on) {
        Meant meant = meant();
        boolean shown = looked.value().filter(seen -> seen.plan() == plan).isPresent();
        if (meant == null || !shown) {
            return;
        }
        List<String> wanted = reviewers();
        GitHubAccess.Talk talk = gitHub.talk();
        Object about = about(meant, login());
        String words = texts.text("environment.changing", meant.environment());
        Background.Work<Asked.Reply<Gatehouse.Seen>> work = progress -> {
            Asked.Reply<Gatehouse.Seen> reply = Asked.of(gatehouse(meant, talk).carryOut(plan, wanted));
            progress.show(() -> {
                if (reply instanceof Asked.Told<Gatehouse.Seen>(Gatehouse.Seen seen)) {
                    done(meant, about, plan, seen, on);
                }
            });
            return reply;
        };
        Path folder = folder();
        changed.ask(about, words, work, () -> stopped(folder, about, words));
    }

    private @Nullable Path folder() {
        Reading open = session.now().reading();
        return open == null ? null : open.folder();
    }

    /** What had left when the change was stopped may have come about: it is listed, and looked at again. */
    private void stopped(@Nullable Path folder, Object about, String words) {
        if (folder == null || !folder.equals(folder())) {
            return;
        }
        session.change(s -> s.did(new Deed(clock.instant(), Deed.Kind.SENT, texts.text("deed.stopped", words), null)));
        Meant meant = meant();
        if (meant != null && about.equals(about(meant, login()))) {
            look();
        }
    }

    private void done(Meant meant, Object about, Environments.Plan plan, Gatehouse.Seen seen, boolean on) {
        looked.know(about, seen);
        plan.steps()
                .forEach(step -> session.change(s -> s.did(new Deed(
                        clock.instant(),
                        Deed.Kind.SENT,
                        texts.text(
                                "environment.did",
                                step.words(),
                                meant.repository().slug()),
                        null))));
        session.change(s -> {
            SessionState made = s.walked(s.progress().with(Mark.ENVIRONMENT_MADE, true));
            Meant now = meant();
            boolean here = s.place() == Place.MIGRATION
                    && s.step() == StepId.ENVIRONMENT
                    && now != null
                    && about(now, login()).equals(about);
            return on && here && seen.settled() ? made.at(StepId.REHEARSE) : made;
        });
    }

    @Override
    protected void show(Chosen chosen) {
        Meant meant = meant();
        if (meant == null) {
            scene.nothing(chosen.open(), chosen.upload().examined());
            return;
        }
        Rich failure = Rich.firstOf(changed.trouble(), looked.trouble());
        Gatehouse.Seen seen = looked.value().orElse(null);
        Object gate = about(meant, "");
        if (seen != null) {
            before.put(gate, seen);
            scene.live(meant, seen, changed.waiting(), failure, false);
            return;
        }
        // Who signed out has not unseen it: what was seen is shown as such, not as something that is still to be done.
        Gatehouse.Seen earlier = gitHub.signedIn() || looked.waiting() ? null : before.get(gate);
        if (earlier != null) {
            scene.live(meant, earlier, false, failure, true);
        } else {
            scene.byHand(chosen.state(), meant, looked.waiting(), failure);
        }
    }
}
