package dev.tokenless.ui.publisher;

import dev.tokenless.check.KnownPublishers;
import dev.tokenless.check.KnownPublishers.Held;
import dev.tokenless.check.KnownPublishers.Source;
import dev.tokenless.registry.Comparison;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.ui.session.Deed;
import dev.tokenless.ui.session.Opening;
import dev.tokenless.ui.session.Place;
import dev.tokenless.ui.session.PublisherWords;
import dev.tokenless.ui.session.Reading;
import dev.tokenless.ui.session.Session;
import dev.tokenless.ui.session.SessionState;
import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.session.Upload;
import dev.tokenless.ui.session.Walked;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** What the step learns and does, taken down in the session: what a registry holds, from where that is known and since when. */
final class Learning {
    private final Session session;
    private final Opening opening;
    private final Chosen chosen;
    private final Clock clock;

    Learning(Session session, Opening opening, Chosen chosen, Clock clock) {
        this.session = session;
        this.opening = opening;
        this.chosen = chosen;
        this.clock = clock;
    }

    /**
     * A registry holds these publishers for a package, and no others.
     *
     * @param on whether the next step follows, where nothing is left to do in this one
     */
    void holds(Upload.Key key, List<TrustedPublisher> held, Source source, boolean on) {
        Reading open = session.now().reading();
        if (open != null) {
            open.uploads().stream()
                    .filter(upload -> upload.key().equals(key))
                    .findFirst()
                    .ifPresent(upload -> opening.knowing(
                            known -> known.with(
                                    upload.registry(), upload.packageName(), new Held(held, source, clock.instant())),
                            known -> on ? onward(known, key) : known));
        }
    }

    /** The same at the next step, where registry and workflow agree and nothing else is registered. */
    private SessionState onward(SessionState known, Upload.Key registered) {
        boolean here = known.place() == Place.MIGRATION
                && known.step() == StepId.PUBLISHER
                && known.upload().map(Upload::key).filter(registered::equals).isPresent();
        boolean settled = here
                && chosen.comparison(known) instanceof Comparison.Same
                && PublisherWords.of(known, known.upload().orElseThrow()) instanceof Held held
                && held.publishers().size() == 1;
        return settled ? known.at(StepId.ENVIRONMENT) : known;
    }

    /** A registry took these publishers; what it was known to hold for their packages it holds still. */
    void took(RegistryId registry, List<TrustedPublisher> stored, Source source) {
        opening.knowing(known -> {
            KnownPublishers more = known;
            for (TrustedPublisher one : stored) {
                Stream<TrustedPublisher> before = known.of(registry, one.project()) instanceof Held held
                                && held.source() != Source.FILE
                        ? held.publishers().stream().filter(p -> !one.identity().equals(p.identity()))
                        : Stream.of();
                more = more.with(
                        registry,
                        one.project(),
                        new Held(Stream.concat(before, Stream.of(one)).toList(), source, clock.instant()));
            }
            return more;
        });
    }

    /** Nobody knows what a registry holds for a package, for a reason in words. */
    void unanswered(Upload.Key key, String reason) {
        opening.knowing(known ->
                known.with(key.registry(), key.packageName(), new KnownPublishers.Unanswered(reason, clock.instant())));
    }

    /** A registry was asked for something once. */
    void did(Deed.Kind kind, String words) {
        did(kind, words, 1);
    }

    /** A registry was asked for something, so many times. */
    void did(Deed.Kind kind, String words, int times) {
        session.change(s -> s.did(new Deed(clock.instant(), kind, words, null, times)));
    }

    /** The publishers of some packages at a registry were registered, or removed. */
    void registered(RegistryId registry, List<String> packages, boolean there) {
        session.change(s -> s.walked(registry, packages, w -> w.with(Walked.Mark.PUBLISHER_REGISTERED, there)));
    }
}
