package dev.tokenless.ui.publisher;

import dev.tokenless.check.KnownPublishers;
import dev.tokenless.check.KnownPublishers.Held;
import dev.tokenless.check.KnownPublishers.Source;
import dev.tokenless.registry.BulkRegistration;
import dev.tokenless.registry.Outcome;
import dev.tokenless.registry.PublisherRegistration;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.ui.Background;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.Untold;
import dev.tokenless.ui.session.Deed;
import dev.tokenless.ui.session.Opening;
import dev.tokenless.ui.session.Reading;
import dev.tokenless.ui.session.RegistryNames;
import dev.tokenless.ui.session.Session;
import dev.tokenless.ui.session.Walked;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Several packages at one registry, registered one after the other: what is registered stays so, also where it is stopped. */
final class SeveralDesk {
    private final Session session;
    private final Background background;
    private final Opening opening;
    private final Texts texts;
    private final Clock clock;
    private final Registrar registrar;
    private final CredentialDesk credentials;
    private final Supplier<List<TrustedPublisher>> proposed;
    private final Consumer<Rich> ended;
    private @Nullable Together together;
    private boolean working;

    /**
     * Nothing is chosen yet.
     *
     * @param proposed the repository's own packages at the chosen registry
     * @param ended told after each change, with what went wrong
     */
    SeveralDesk(
            Session session,
            Background background,
            Opening opening,
            Texts texts,
            Clock clock,
            Registrar registrar,
            CredentialDesk credentials,
            Supplier<List<TrustedPublisher>> proposed,
            Consumer<Rich> ended) {
        this.session = session;
        this.background = background;
        this.opening = opening;
        this.texts = texts;
        this.clock = clock;
        this.registrar = registrar;
        this.credentials = credentials;
        this.proposed = proposed;
        this.ended = ended;
    }

    /** The packages with what came of each; empty before the list was opened. */
    List<Together.Item> items() {
        Together list = together;
        return list == null ? List.of() : list.items();
    }

    boolean working() {
        return working;
    }

    /** The list is made when it is first looked at. */
    void open() {
        if (together == null) {
            together = new Together(proposed.get());
        }
    }

    /** Another registry or project is meant. */
    void forget() {
        together = null;
    }

    void choose(String name, boolean on) {
        Together list = together;
        if (list != null) {
            list.choose(name, on);
            ended.accept(Rich.EMPTY);
        }
    }

    /** Adds the packages that the credential owns to the list. */
    void listOwned(RegistryId registry, String name, boolean sample, String user) {
        Together list = together;
        if (list == null) {
            return;
        }
        background.start(
                texts.text("publisher.owned.reading", RegistryNames.of(registry)),
                progress ->
                        Registrar.owned(sample ? registrar.played(registry, name) : credentials.access(registry), user),
                outcome -> ended.accept(
                        switch (outcome) {
                            case Background.Done<Outcome<List<String>>>(
                                    Outcome.Done<List<String>>(List<String> owned)) ->
                                list.more(owned) == 0 ? texts.rich("publisher.owned.no-more") : Rich.EMPTY;
                            case Background.Done<Outcome<List<String>>>(
                                    Outcome.Failed<List<String>>(Outcome.Failure why)) ->
                                Rich.plain(why.sentence() + " " + why.nextStep());
                            case Background.Cancelled<Outcome<List<String>>> _ -> Rich.EMPTY;
                            case Background.Failed<Outcome<List<String>>>(Throwable cause) ->
                                texts.rich("fault", Rich.code(cause.toString()));
                        }));
    }

    /** Registers what is chosen and not done yet, one after the other in one session. */
    void register(RegistryId registry, Reading open) {
        Together list = together;
        if (list == null || working) {
            return;
        }
        List<TrustedPublisher> chosen = list.chosen();
        List<BulkRegistration.Result> former = list.results();
        Untold untold = new Untold();
        List<BulkRegistration.Result> all = new ArrayList<>();
        working = true;
        ended.accept(Rich.EMPTY);
        String words = texts.text("publisher.registering", RegistryNames.of(registry));
        background.start(
                words,
                progress -> {
                    Registrar.Access access = credentials.access(registry);
                    for (TrustedPublisher one : open.sample() ? chosen : List.<TrustedPublisher>of()) {
                        access = registrar.played(registry, String.valueOf(one.project()));
                    }
                    return new BulkRegistration(access.api()).register(chosen, former, access.session(), result -> {
                        if (progress.cancelled() && !result.done()) {
                            return; // stopped on its way: nothing is known of it
                        }
                        untold.add(progress, () -> {
                            list.came(result);
                            all.add(result);
                            ended.accept(Rich.EMPTY);
                        });
                    });
                },
                outcome -> {
                    working = false;
                    // What came about before it was stopped came about.
                    untold.tell();
                    Reading now = session.now().reading();
                    if (now != null && now.folder().equals(open.folder())) {
                        registered(all, registry, open.sample());
                    }
                    ended.accept(
                            switch (outcome) {
                                case Background.Done<List<BulkRegistration.Result>> _ -> Rich.EMPTY;
                                case Background.Cancelled<List<BulkRegistration.Result>> _ -> {
                                    session.change(s -> s.did(new Deed(
                                            clock.instant(), Deed.Kind.SENT, texts.text("deed.stopped", words), null)));
                                    yield texts.rich("publisher.cancelled.several");
                                }
                                case Background.Failed<List<BulkRegistration.Result>>(Throwable cause) ->
                                    texts.rich("fault", Rich.code(cause.toString()));
                            });
                });
    }

    private void registered(List<BulkRegistration.Result> results, RegistryId registry, boolean sample) {
        List<PublisherRegistration.Registered> done = results.stream()
                .map(BulkRegistration.Result::outcome)
                .filter(o -> o instanceof Outcome.Done)
                .map(o -> ((Outcome.Done<PublisherRegistration.Registered>) o).value())
                .toList();
        if (done.isEmpty()) {
            return;
        }
        List<TrustedPublisher> stored =
                done.stream().map(PublisherRegistration.Registered::stored).toList();
        List<String> names =
                stored.stream().map(p -> String.valueOf(p.project())).toList();
        long sent = done.stream().filter(one -> !one.wasThere()).count();
        if (sent > 0) {
            session.change(s -> s.did(new Deed(
                    clock.instant(),
                    Deed.Kind.SENT,
                    texts.plural("publisher.did.several", sent, sent, RegistryNames.of(registry)),
                    null,
                    (int) sent)));
        }
        session.change(s -> s.walked(registry, names, w -> w.with(Walked.Mark.PUBLISHER_REGISTERED, true)));
        opening.knowing(known -> {
            KnownPublishers more = known;
            for (TrustedPublisher one : stored) {
                // What was read before is there still.
                Stream<TrustedPublisher> before = known.of(registry, one.project()) instanceof Held held
                                && held.source() != Source.FILE
                        ? held.publishers().stream().filter(p -> !one.identity().equals(p.identity()))
                        : Stream.of();
                more = more.with(
                        registry,
                        one.project(),
                        new Held(
                                Stream.concat(before, Stream.of(one)).toList(),
                                sample ? Source.PLAYED : Source.READ,
                                clock.instant()));
            }
            return more;
        });
    }
}
