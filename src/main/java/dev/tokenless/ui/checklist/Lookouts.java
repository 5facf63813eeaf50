package dev.tokenless.ui.checklist;

import dev.tokenless.migration.CiHost;
import dev.tokenless.migration.Lookout;
import dev.tokenless.migration.MigrationPlan;
import dev.tokenless.migration.Observed;
import dev.tokenless.registry.directory.Registries;
import dev.tokenless.ui.Background;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.session.Deed;
import dev.tokenless.ui.session.Keeping;
import dev.tokenless.ui.session.Outside;
import dev.tokenless.ui.session.Reading;
import dev.tokenless.ui.session.RegistryNames;
import dev.tokenless.ui.session.Session;
import dev.tokenless.ui.session.Upload;
import dev.tokenless.ui.signin.GitHubAccess;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was seen from outside of the chosen package: its last release at the registry, the secrets and the default branch at
 * GitHub. Release and Retire share it; what proves a stage is kept.
 */
public final class Lookouts {
    private final Session session;
    private final Keeping keeping;
    private final Outside outside;
    private final GitHubAccess gitHub;
    private final Texts texts;
    private final Clock clock;
    private final Asked<Seen> asked;
    /** A look beside what is shown. */
    private final Asked<Seen> beside;

    /** Whether the last look was as nobody in particular. */
    private boolean asStranger;

    private final List<Runnable> watchers = new ArrayList<>();

    public Lookouts(
            Session session,
            Background background,
            Keeping keeping,
            Outside outside,
            GitHubAccess gitHub,
            Texts texts,
            Clock clock) {
        this.session = session;
        this.keeping = keeping;
        this.outside = outside;
        this.gitHub = gitHub;
        this.texts = texts;
        this.clock = clock;
        this.asked = new Asked<>(background, texts, this::changed);
        this.beside = new Asked<>(background, texts, this::seenBeside);
        gitHub.state().subscribe(state -> {
            changed();
            // What was hidden from a stranger is told to who is signed in: what was seen before is of before.
            if (asStranger && gitHub.signedIn() && asked.value().isPresent()) {
                lookBeside();
            }
        });
    }

    /** A look and when it was. */
    public record Seen(Lookout.Looked looked, Instant at) {}

    /** Calls after each change. */
    public void follow(Runnable watcher) {
        watchers.add(watcher);
    }

    private void changed() {
        watchers.forEach(Runnable::run);
    }

    private @Nullable Object about() {
        return Chosen.of(session).map(Chosen::about).orElse(null);
    }

    /** What was seen of the chosen package; nothing of another one. */
    public Observed observed() {
        return seen().map(s -> s.looked().observed()).orElse(Observed.NOTHING);
    }

    /** The last look at the chosen package. */
    public Optional<Seen> seen() {
        asked.about(about());
        return asked.value();
    }

    /** Whether a look goes on. */
    public boolean looking() {
        return asked.waiting();
    }

    /** Why the last look came to nothing. */
    public Rich trouble() {
        return asked.trouble();
    }

    /** What could not be seen, in sentences. */
    public List<String> unseen() {
        return seen().stream()
                .flatMap(s -> s.looked().unseen().stream())
                .map(Lookouts::words)
                .distinct()
                .toList();
    }

    /** Why the last look was not told of the last release, in sentences; empty where it was told, or nobody looked. */
    public Optional<String> untoldRelease() {
        return seen().filter(s -> s.looked().observed().release() == null)
                .flatMap(s -> s.looked().unseen().stream()
                        .filter(u -> u.what().equals(Lookout.LAST_RELEASE))
                        .findFirst())
                .map(Lookouts::words);
    }

    private static String words(Lookout.Unseen unseen) {
        return unseen.nextStep().isEmpty() ? unseen.sentence() : unseen.sentence() + " " + unseen.nextStep();
    }

    /** Looks once, where something of the migration was done already and nobody has looked yet. */
    public void lookOnce() {
        Chosen.of(session)
                .filter(chosen -> chosen.begun() && !asked.wasAsked(chosen.about()))
                .ifPresent(_ -> look());
    }

    /** Looks. */
    public void look() {
        look(asked);
    }

    /** Looks again by itself: what was seen before stays on the screen until the answer is there. */
    public void lookBeside() {
        if (!asked.waiting() && !beside.waiting()) {
            look(beside);
        }
    }

    private void seenBeside() {
        Object about = about();
        beside.about(about);
        if (about != null && !asked.waiting()) {
            beside.value().ifPresent(seen -> {
                asked.know(about, seen);
                changed();
            });
        }
    }

    private void look(Asked<Seen> asks) {
        Chosen chosen = Chosen.of(session).orElse(null);
        if (chosen == null || Registries.byId(chosen.upload().registry()).isEmpty()) {
            return;
        }
        Reading open = chosen.open();
        Upload upload = chosen.upload();
        GitHubAccess.Talk talk = gitHub.talk();
        asStranger = !gitHub.signedIn();
        String name = upload.name();
        asks.ask(
                chosen.about(),
                texts.text(
                        lab(open) ? "lookout.looking.lab" : "lookout.looking",
                        name,
                        RegistryNames.of(upload.registry())),
                progress -> {
                    Lookout lookout = new Lookout(
                            open.inspection(),
                            outside.registries(open.sample(), upload.registry(), name),
                            talk.begin());
                    Lookout.Looked looked = lookout.look(upload.registry(), name);
                    Seen seen = new Seen(looked, clock.instant());
                    progress.show(() -> keep(open, upload, seen));
                    return new Asked.Told<>(seen);
                });
    }

    private static boolean lab(Reading open) {
        return CiHost.of(open.inspection().project().repository()) == CiHost.GITLAB;
    }

    private void keep(Reading open, Upload upload, Seen seen) {
        Reading now = session.now().reading();
        if (now == null || !Objects.equals(now.folder(), open.folder())) {
            return;
        }
        session.change(s -> s.did(new Deed(
                seen.at(),
                Deed.Kind.READ,
                texts.text(
                        lab(open) ? "lookout.did.lab" : "lookout.did",
                        upload.name(),
                        RegistryNames.of(upload.registry())),
                null)));
        keeping.change(r -> MigrationPlan.remembering(
                now.inspection(),
                upload.registry(),
                upload.name(),
                r,
                seen.looked().observed(),
                seen.at()));
    }
}
