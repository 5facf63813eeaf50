package dev.tokenless.ui.portfolio;

import dev.tokenless.migration.PortfolioRow;
import dev.tokenless.net.Secret;
import dev.tokenless.registry.BulkRegistration;
import dev.tokenless.registry.Registry;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.directory.Registries;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.ui.Action;
import dev.tokenless.ui.Background;
import dev.tokenless.ui.Bar;
import dev.tokenless.ui.Desktop;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.Untold;
import dev.tokenless.ui.portfolio.PublishersView.Item;
import dev.tokenless.ui.portfolio.PublishersView.Kind;
import dev.tokenless.ui.portfolio.PublishersView.Login;
import dev.tokenless.ui.portfolio.PublishersView.Standing;
import dev.tokenless.ui.portfolio.Registrations.Ground;
import dev.tokenless.ui.session.Core;
import dev.tokenless.ui.session.Deed;
import dev.tokenless.ui.session.RegistryNames;
import dev.tokenless.ui.session.Session;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/**
 * The publishers of many packages: verified or registered one after the other, each outcome shown. What was done stays
 * done: a further press goes on with what is left.
 */
final class PublishersModel {
    private final Session session;
    private final Background background;
    private final Desktop desktop;
    private final Texts texts;
    private final Registrations registrations;
    private final Runnable back;
    private final ManyPublishers work;
    private final PublishersAnswers answers;
    private final ObservableList<Item> items = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<PublishersView> view = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Bar> bar = new ReadOnlyObjectWrapper<>(Bar.NONE);
    private final Map<RegistryId, Secret> credentials = new HashMap<>();
    private final Map<RegistryId, String> origins = new HashMap<>();
    private final Map<RegistryId, List<BulkRegistration.Result>> former = new HashMap<>();
    private Ground ground = Ground.REGISTRIES;
    private int current = -1;
    private Background.@Nullable Running running;
    private boolean preparing;
    private Rich fault = Rich.EMPTY;

    PublishersModel(
            Session session,
            Background background,
            Core core,
            Desktop desktop,
            Texts texts,
            Registrations registrations,
            Runnable back) {
        this.session = session;
        this.background = background;
        this.desktop = desktop;
        this.texts = texts;
        this.registrations = registrations;
        this.back = back;
        this.work = new ManyPublishers(core, registrations, texts);
        this.answers = new PublishersAnswers(texts);
        show();
    }

    ObservableValue<Bar> bar() {
        return bar.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<PublishersView> view() {
        return view.getReadOnlyProperty();
    }

    ObservableList<Item> items() {
        return items;
    }

    /** Works out which publisher each row's job needs. Nothing is sent. */
    void prepare(List<PortfolioRow> rows) {
        stop();
        items.clear();
        former.clear();
        current = -1;
        fault = Rich.EMPTY;
        preparing = true;
        show();
        start(texts.text("publishers.preparing"), progress -> work.wanted(rows, progress, this::add), end -> {
            if (!end.here()) {
                return;
            }
            preparing = false;
            for (RegistryId registry : apis()) {
                if (!credentials.containsKey(registry)) {
                    Registrations.fromEnvironment(registry)
                            .ifPresent(found -> credential(registry, found.secret(), found.from()));
                }
            }
        });
    }

    private void add(Item item) {
        boolean there = items.stream()
                .anyMatch(i -> i.registry().equals(item.registry())
                        && i.name().equals(item.name())
                        && Objects.equals(i.wanted(), item.wanted())
                        && (item.wanted() != null || i.path().equals(item.path())));
        if (!there) {
            items.add(item);
        }
        if (current < 0) {
            current = 0;
        }
        show();
    }

    /**
     * How work ended.
     *
     * @param here whether nothing else was begun meanwhile, and the screen was not left
     */
    private record Ended(boolean here, boolean cancelled) {}

    private void start(String words, Background.Work<Integer> what, Consumer<Ended> atEnd) {
        Background.Running[] own = new Background.Running[1];
        boolean[] ended = new boolean[1];
        own[0] = background.start(words, what, outcome -> {
            ended[0] = true;
            boolean mine = own[0] == null || own[0] == running;
            if (mine) {
                running = null;
            }
            atEnd.accept(new Ended(mine, outcome instanceof Background.Cancelled<Integer>));
            if (!mine) {
                return;
            }
            switch (outcome) {
                case Background.Done<Integer> _ -> {}
                case Background.Cancelled<Integer> _ -> fault = texts.rich("publishers.stopped");
                case Background.Failed<Integer>(Throwable cause) ->
                    fault = texts.rich("fault", Rich.code(cause.toString()));
            }
            show();
        });
        running = ended[0] ? null : own[0];
        show();
    }

    private void stop() {
        if (running != null) {
            running.cancel();
            running = null;
        }
    }

    /** Shows the request of a package. */
    void goTo(int item) {
        if (item != current && item >= 0 && item < items.size()) {
            current = item;
            show();
        }
    }

    /** Sends to the registries, or to the sandbox on this computer. What was seen at the other one is forgotten. */
    void ground(Ground other) {
        if (other == ground || running != null) {
            return;
        }
        ground = other;
        former.clear();
        items.replaceAll(i -> i.with(work.begin(i.registry(), i.wanted())));
        fault = Rich.EMPTY;
        show();
    }

    /** Keeps a credential in memory. */
    void credential(RegistryId registry, Secret secret, String from) {
        if (secret.isEmpty()) {
            credentials.remove(registry);
            origins.remove(registry);
        } else {
            credentials.put(registry, secret);
            origins.put(registry, from);
        }
        show();
    }

    /** Opens the page on which the current package's publisher is registered by hand. */
    void openPage() {
        String page = view.get().page();
        if (!page.isEmpty()) {
            desktop.openPage(page);
        }
    }

    /** Asks the registries what they hold; without a credential, what the last release proves. */
    void verify() {
        fault = Rich.EMPTY;
        List<Item> all = List.copyOf(items);
        Ground where = ground;
        Untold untold = new Untold();
        AtomicInteger asked = new AtomicInteger();
        start(
                texts.text("publishers.verifying"),
                progress -> work.verify(all, where, Map.copyOf(credentials), progress, (item, standing) -> {
                    if (!stopped(progress, standing)) {
                        asked.addAndGet(answered(standing) ? 1 : 0);
                        untold.add(progress, () -> came(item, standing));
                    }
                }),
                _ -> {
                    untold.tell();
                    did(
                            Deed.Kind.READ,
                            where == Ground.SANDBOX ? "publishers.did.verify.played" : "publishers.did.verify",
                            asked.get());
                });
    }

    /** A request that was stopped on its way was not refused: nothing is known of it. */
    private static boolean stopped(Background.Progress progress, Standing standing) {
        return progress.cancelled() && standing.kind() == Kind.FAILED;
    }

    /** Registers what is missing, registry by registry; goes on where it stopped. */
    void register() {
        fault = Rich.EMPTY;
        List<Item> left = items.stream().filter(this::ready).toList();
        Ground where = ground;
        Map<RegistryId, List<BulkRegistration.Result>> before = Map.copyOf(former);
        Untold untold = new Untold();
        AtomicInteger sent = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        String words = texts.text("publishers.registering");
        start(
                words,
                progress -> {
                    progress.sends();
                    return work.register(
                            left,
                            where,
                            Map.copyOf(credentials),
                            before,
                            progress,
                            (item, standing) -> {
                                if (!stopped(progress, standing)) {
                                    sent.addAndGet(standing.kind() == Kind.REGISTERED ? 1 : 0);
                                    refused.addAndGet(standing.kind() == Kind.FAILED ? 1 : 0);
                                    untold.add(progress, () -> came(item, standing));
                                }
                            },
                            former::put);
                },
                end -> {
                    // What was registered is registered, whether somebody still looks or not.
                    untold.tell();
                    did(Deed.Kind.SENT, "publishers.did.refused", refused.get());
                    did(
                            Deed.Kind.SENT,
                            where == Ground.SANDBOX ? "publishers.did.register.played" : "publishers.did.register",
                            sent.get());
                    if (end.cancelled()) {
                        session.change(s -> s.did(
                                new Deed(Instant.now(), Deed.Kind.SENT, texts.text("deed.stopped", words), null)));
                    }
                });
    }

    /** Whether somebody was asked; what is registered by hand, or of which nothing is told, has no one to ask. */
    private static boolean answered(Standing standing) {
        return switch (standing.kind()) {
            case NOT_ASKED, BY_HAND, UNABLE -> false;
            case TRUSTED, REGISTERED, PROVEN, DIFFERS, ABSENT, FAILED, NOT_PROVEN -> true;
        };
    }

    private void did(Deed.Kind kind, String key, long count) {
        if (count > 0) {
            session.change(
                    s -> s.did(new Deed(Instant.now(), kind, texts.plural(key, count, count), null, (int) count)));
        }
    }

    private void came(Item item, Standing standing) {
        for (int i = 0; i < items.size(); i++) {
            Item one = items.get(i);
            if (one.registry().equals(item.registry())
                    && one.name().equals(item.name())
                    && Objects.equals(one.wanted(), item.wanted())) {
                items.set(i, one.with(standing));
            }
        }
        show();
    }

    /** Whether a package can be registered with one press now. */
    private boolean ready(Item item) {
        return item.wanted() != null
                && ManyPublishers.api(item.registry())
                && !item.standing().kind().done()
                && (ground == Ground.SANDBOX || credentials.containsKey(item.registry()));
    }

    private List<RegistryId> apis() {
        return items.stream()
                .map(Item::registry)
                .distinct()
                .filter(ManyPublishers::api)
                .toList();
    }

    private void leave() {
        stop();
        back.run();
    }

    private void show() {
        Item item = current >= 0 && current < items.size() ? items.get(current) : null;
        boolean working = running != null;
        List<Login> logins = ground == Ground.SANDBOX
                ? List.of()
                : apis().stream()
                        .map(r -> new Login(r, origins.getOrDefault(r, "")))
                        .toList();
        view.set(new PublishersView(
                answers.of(preparing, ground, items),
                ground,
                logins,
                current,
                item == null || item.wanted() == null ? "" : registrations.preview(item.wanted()),
                page(item).orElse(""),
                working,
                fault));
        bar.set(bar(working));
    }

    private static Optional<String> page(@Nullable Item item) {
        TrustedPublisher wanted = item == null ? null : item.wanted();
        if (item == null || wanted == null) {
            return Optional.empty();
        }
        Optional<Registry> registry = Registries.byId(item.registry());
        return registry.map(r -> r.page(wanted).address());
    }

    private Bar bar(boolean working) {
        Action table = Action.of(texts.text("fixes.back"), Feather.ARROW_LEFT, this::leave);
        long ready = items.stream().filter(this::ready).count();
        boolean waiting = apis().stream().anyMatch(r -> ground == Ground.REGISTRIES && !credentials.containsKey(r));
        boolean finished = !items.isEmpty()
                && items.stream()
                        .filter(i -> i.wanted() != null && ManyPublishers.api(i.registry()))
                        .allMatch(i -> i.standing().kind().done());
        String busy = working ? texts.text("publishers.busy") : "";
        String reason = !busy.isEmpty()
                ? busy
                : ready > 0
                        ? ""
                        : finished
                                ? texts.text("publishers.nothing-left")
                                : texts.text(waiting ? "publishers.no-credential" : "publishers.nothing-to-send");
        boolean again = items.stream().anyMatch(i -> i.standing().kind().done());
        Action register = Action.primary(
                ready == 0
                        ? texts.text("publishers.register.none")
                        : texts.plural(again ? "publishers.go-on" : "publishers.register", ready, ready),
                Feather.SEND,
                this::register);
        Action verify = Action.of(texts.text("publishers.verify"), Feather.CHECK_CIRCLE, this::verify)
                .unless(items.isEmpty() ? texts.text("publishers.nothing-to-send") : busy);
        Rich note = texts.rich(ground == Ground.SANDBOX ? "publishers.note.sandbox" : "publishers.note");
        return new Bar(table, note, List.of(verify), register.unless(reason));
    }

    /** The registries' names, for a heading. */
    static String name(RegistryId registry) {
        return RegistryNames.of(registry);
    }
}
