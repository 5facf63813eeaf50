package dev.tokenless.ui.publisher;

import dev.tokenless.check.KnownPublishers.Source;
import dev.tokenless.registry.Outcome;
import dev.tokenless.ui.Background;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.publisher.Showing.Mode;
import dev.tokenless.ui.session.Deed;
import dev.tokenless.ui.session.Reading;
import dev.tokenless.ui.session.RegistryNames;
import dev.tokenless.ui.session.Session;
import dev.tokenless.ui.session.Upload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The chosen package at its registry's interface: read, registered or removed, one request at a time. */
final class PackageDesk {
    private final Session session;
    private final Background background;
    private final Texts texts;
    private final Registrar registrar;
    private final CredentialDesk credentials;
    private final Chosen chosen;
    private final Learning learning;
    private final Showing showing;
    private final BooleanSupplier busy;
    private boolean working;
    private String doing = "";
    private String raw = "";
    private List<String> warnings = List.of();

    /** @param busy whether a request is under way, for this package or for others */
    PackageDesk(
            Session session,
            Background background,
            Texts texts,
            Registrar registrar,
            CredentialDesk credentials,
            Chosen chosen,
            Learning learning,
            Showing showing,
            BooleanSupplier busy) {
        this.session = session;
        this.background = background;
        this.texts = texts;
        this.registrar = registrar;
        this.credentials = credentials;
        this.chosen = chosen;
        this.learning = learning;
        this.showing = showing;
        this.busy = busy;
    }

    /** Whether a request for the package is under way. */
    boolean working() {
        return working;
    }

    /** What is being done while it works, in words. */
    String doing() {
        return doing;
    }

    /** The registry's last refusal, as it came; empty where there is none. */
    String raw() {
        return raw;
    }

    /** What the registry said besides, when it did what it was asked last. */
    List<String> warnings() {
        return warnings;
    }

    /** The last refusal is told no longer. */
    void forgetRefusal() {
        raw = "";
    }

    /** Another package is meant. */
    void forget() {
        raw = "";
        warnings = List.of();
    }

    /** Reads the publishers of the package from the registry. */
    void read() {
        String name = chosen.name();
        ask("publisher.reading", access -> Registrar.read(access, name), Doing.READ);
    }

    /**
     * Registers the wanted publisher, spelt as GitHub spells it.
     *
     * @param on whether the next step follows, where nothing is left to do in this one
     */
    void register(boolean on) {
        chosen.spelled(
                () -> chosen.wanted()
                        .ifPresent(w -> ask(
                                "publisher.registering",
                                access -> Registrar.register(access, w),
                                on ? Doing.REGISTER_AND_GO_ON : Doing.REGISTER)),
                showing::ended);
    }

    /** Whether a registration leaves something to be read, so that nothing may go on by itself. */
    boolean tellsAfterwards() {
        return chosen.registry().map(registrar::tellsAfterwards).orElse(false);
    }

    /** Removes the publisher whose removal was shown. */
    void remove() {
        chosen.stored()
                .ifPresent(stored -> ask(
                        "publisher.removing",
                        access -> Registrar.remove(access, stored, chosen.others(stored)),
                        Doing.REMOVE));
    }

    private enum Doing {
        READ,
        REGISTER,
        REGISTER_AND_GO_ON,
        REMOVE
    }

    private interface Asking {
        Outcome<Registrar.Now> ask(Registrar.Access access);
    }

    /** What was asked of which package: the user may look at another one by the time of the answer. */
    private record Question(Path folder, boolean sample, Upload.Key upload, String name, Doing doing) {
        String registry() {
            return RegistryNames.of(upload.registry());
        }
    }

    private void ask(String key, Asking asking, Doing doing) {
        Reading open = session.now().reading();
        Upload upload = chosen.upload().orElse(null);
        if (open == null
                || upload == null
                || busy.getAsBoolean()
                || !open.sample() && credentials.over(upload.registry())) {
            return;
        }
        Question question = new Question(open.folder(), open.sample(), upload.key(), chosen.name(), doing);
        String words = texts.text(key, question.registry());
        working = true;
        this.doing = words;
        raw = "";
        showing.ended(Rich.EMPTY);
        background.start(
                words,
                progress -> {
                    if (doing != Doing.READ) {
                        progress.sends();
                    }
                    return asking.ask(
                            question.sample()
                                    ? registrar.played(upload.registry(), question.name())
                                    : credentials.access(upload.registry()));
                },
                outcome -> {
                    working = false;
                    Reading now = session.now().reading();
                    if (now != null && now.folder().equals(question.folder())) {
                        answered(outcome, question, words);
                    } else {
                        showing.again();
                    }
                });
    }

    private void answered(Background.Outcome<Outcome<Registrar.Now>> outcome, Question question, String words) {
        boolean shown = chosen.upload()
                .map(Upload::key)
                .filter(question.upload()::equals)
                .isPresent();
        Rich wrong = Rich.EMPTY;
        String answered = "";
        switch (outcome) {
            case Background.Done<Outcome<Registrar.Now>>(Outcome<Registrar.Now> answer) -> {
                switch (answer) {
                    case Outcome.Done<Registrar.Now>(Registrar.Now now) -> told(now, question, shown);
                    case Outcome.Failed<Registrar.Now>(Outcome.Failure why) -> {
                        notKnown(question, question.doing() != Doing.READ && mayBeDone(why), why.sentence());
                        wrong = Rich.plain(why.sentence() + " " + why.nextStep());
                        answered = why instanceof Outcome.Refused refused ? refused.raw() : "";
                    }
                }
            }
            case Background.Cancelled<Outcome<Registrar.Now>> _ -> {
                if (question.doing() != Doing.READ) {
                    learning.did(Deed.Kind.SENT, texts.text("deed.stopped", words));
                    notKnown(question, true, texts.text("deed.stopped", words));
                    wrong = texts.rich("publisher.cancelled");
                }
            }
            case Background.Failed<Outcome<Registrar.Now>>(Throwable cause) ->
                wrong = texts.rich("fault", Rich.code(cause.toString()));
        }
        if (shown) {
            raw = answered;
            showing.ended(wrong);
        } else {
            showing.again();
        }
    }

    /** Whether the registry may have done what it was asked for, although it did not say so. */
    private static boolean mayBeDone(Outcome.Failure why) {
        return switch (why) {
            case Outcome.Invalid _, Outcome.SecondFactorMissing _ -> false;
            case Outcome.NotReached _ -> true;
            case Outcome.Refused refused -> refused.status() >= 500 || refused.reason() == Outcome.Reason.UNEXPECTED;
        };
    }

    /** What was answered before stays, unless the request may have changed it. */
    private void notKnown(Question question, boolean perhaps, String why) {
        Upload.Key key = question.upload();
        if (session.now().reading() == null
                || !perhaps && session.now().publishers().knows(key.registry(), key.packageName())) {
            return;
        }
        learning.unanswered(key, perhaps ? why + " " + texts.text("publisher.perhaps", question.registry()) : why);
    }

    private void told(Registrar.Now now, Question question, boolean shown) {
        List<String> notes = new ArrayList<>(now.warnings());
        if (now.wasThere()) {
            notes.addFirst(texts.text("publisher.was-there", question.registry(), question.name()));
        }
        if (shown) {
            warnings = List.copyOf(notes);
            showing.turn(Mode.ONE);
        }
        did(question, now.wasThere());
        learning.holds(
                question.upload(),
                now.publishers(),
                question.sample() ? Source.PLAYED : Source.READ,
                question.doing() == Doing.REGISTER_AND_GO_ON && notes.isEmpty());
    }

    private void did(Question question, boolean wasThere) {
        Doing doing = question.doing();
        boolean sent = doing != Doing.READ && !wasThere;
        String key = !sent
                ? "publisher.did.read"
                : doing == Doing.REMOVE ? "publisher.did.remove" : "publisher.did.register";
        learning.did(sent ? Deed.Kind.SENT : Deed.Kind.READ, texts.text(key, question.registry(), question.name()));
        if (doing != Doing.READ) {
            learning.registered(question.upload().registry(), List.of(question.name()), doing != Doing.REMOVE);
        }
    }
}
