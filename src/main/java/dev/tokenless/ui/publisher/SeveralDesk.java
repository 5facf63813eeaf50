package dev.tokenless.ui.publisher;

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
import dev.tokenless.ui.session.Reading;
import dev.tokenless.ui.session.RegistryNames;
import dev.tokenless.ui.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Several packages at one registry, registered one after the other: what is registered stays so, also where it is stopped. */
final class SeveralDesk {
    private final Session session;
    private final Background background;
    private final Texts texts;
    private final Registrar registrar;
    private final CredentialDesk credentials;
    private final Chosen chosen;
    private final Learning learning;
    private final Showing showing;
    private final BooleanSupplier busy;
    private @Nullable Together together;
    private boolean working;
    /** What is being done, with the registry at which it is, whichever is looked at meanwhile. */
    private String doing = "";

    /**
     * Nothing is chosen yet.
     *
     * @param busy whether a request is under way, for these packages or for one
     */
    SeveralDesk(
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

    /** The packages with what came of each; empty before the list was opened. */
    List<Together.Item> items() {
        Together list = together;
        return list == null ? List.of() : list.items();
    }

    boolean working() {
        return working;
    }

    /** What is being done, in words. */
    String doing() {
        return doing;
    }

    /** The list is made when it is first looked at. */
    void open() {
        if (together == null) {
            together = new Together(chosen.together());
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
            showing.ended(Rich.EMPTY);
        }
    }

    /** Adds the packages that the credential owns to the list. */
    void listOwned(String user) {
        Together list = together;
        Reading open = session.now().reading();
        RegistryId registry = chosen.registry().orElse(null);
        if (list == null || open == null || registry == null || busy.getAsBoolean()) {
            return;
        }
        String name = chosen.name();
        background.start(
                texts.text("publisher.owned.reading", RegistryNames.of(registry)),
                progress -> Registrar.owned(
                        open.sample() ? registrar.played(registry, name) : credentials.access(registry), user),
                outcome -> showing.ended(
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
    void register() {
        chosen.spelled(this::send, showing::ended);
    }

    private void send() {
        Together list = together;
        Reading open = session.now().reading();
        RegistryId registry = chosen.registry().orElse(null);
        if (open == null || registry == null || busy.getAsBoolean() || credentials.over(registry) || list == null) {
            return;
        }
        List<TrustedPublisher> chosen = list.chosen();
        List<BulkRegistration.Result> former = list.results();
        Untold untold = new Untold();
        List<BulkRegistration.Result> all = new ArrayList<>();
        String words = texts.text("publisher.registering", RegistryNames.of(registry));
        working = true;
        doing = words;
        showing.ended(Rich.EMPTY);
        background.start(
                words,
                progress -> {
                    progress.sends();
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
                            showing.ended(Rich.EMPTY);
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
                    showing.ended(
                            switch (outcome) {
                                case Background.Done<List<BulkRegistration.Result>> _ -> Rich.EMPTY;
                                case Background.Cancelled<List<BulkRegistration.Result>> _ -> {
                                    learning.did(Deed.Kind.SENT, texts.text("deed.stopped", words));
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
            learning.did(
                    Deed.Kind.SENT, texts.plural("publisher.did.several", sent, sent, RegistryNames.of(registry)), (int)
                            sent);
        }
        learning.registered(registry, names, true);
        learning.took(registry, stored, sample ? Source.PLAYED : Source.READ);
    }
}
