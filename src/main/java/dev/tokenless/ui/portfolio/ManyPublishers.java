package dev.tokenless.ui.portfolio;

import dev.tokenless.check.Inspection;
import dev.tokenless.check.KnownPublishers;
import dev.tokenless.migration.PortfolioRow;
import dev.tokenless.net.Secret;
import dev.tokenless.registry.BulkRegistration;
import dev.tokenless.registry.Comparison;
import dev.tokenless.registry.Outcome;
import dev.tokenless.registry.PublisherRegistration;
import dev.tokenless.registry.Registry;
import dev.tokenless.registry.ReleaseProof;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.directory.Registries;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.ui.Background;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.portfolio.PublishersView.Item;
import dev.tokenless.ui.portfolio.PublishersView.Kind;
import dev.tokenless.ui.portfolio.PublishersView.Standing;
import dev.tokenless.ui.portfolio.Registrations.Access;
import dev.tokenless.ui.portfolio.Registrations.Ground;
import dev.tokenless.ui.session.Core;
import dev.tokenless.ui.session.Reading;
import dev.tokenless.ui.session.Upload;
import dev.tokenless.ui.session.Wanted;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Works out, verifies and registers the publishers of many packages. Blocking; outcomes are told as they come. */
final class ManyPublishers {
    private final Core core;
    private final Registrations registrations;
    private final Texts texts;

    ManyPublishers(Core core, Registrations registrations, Texts texts) {
        this.core = core;
        this.registrations = registrations;
        this.texts = texts;
    }

    /** Whether a registry takes publishers through an interface. */
    static boolean api(RegistryId registry) {
        return Registries.byId(registry)
                .map(r -> r.registration() instanceof Registry.Api)
                .orElse(false);
    }

    /** The values of the publisher that a package needs, in a line. */
    static String words(Item item) {
        TrustedPublisher wanted = item.wanted();
        return wanted == null
                ? ""
                : Registries.byId(item.registry()).stream()
                        .flatMap(r -> r.form(wanted).stream())
                        .map(Registry.FormField::value)
                        .filter(v -> !v.isEmpty())
                        .collect(Collectors.joining(" \u00b7 "));
    }

    /** How a package stands before anybody was asked. */
    Standing begin(RegistryId registry, @Nullable TrustedPublisher wanted) {
        if (Registries.byId(registry).isEmpty()) {
            return new Standing(Kind.UNABLE, texts.text("publishers.unknown-registry"));
        }
        if (wanted == null) {
            return new Standing(Kind.UNABLE, texts.text("publishers.not-told"));
        }
        return api(registry)
                ? new Standing(Kind.NOT_ASKED, "")
                : new Standing(Kind.BY_HAND, texts.text("publishers.form"));
    }

    /** The publisher that each row's job needs. */
    int wanted(List<PortfolioRow> rows, Background.Progress progress, Consumer<Item> sink) throws InterruptedException {
        Map<String, List<PortfolioRow>> folders = new LinkedHashMap<>();
        rows.forEach(r ->
                folders.computeIfAbsent(r.path(), path -> new ArrayList<>()).add(r));
        int at = 0;
        for (Map.Entry<String, List<PortfolioRow>> folder : folders.entrySet()) {
            stopWhenCancelled(progress);
            Inspection inspection = core.inspect(Path.of(folder.getKey()), KnownPublishers.NOTHING);
            List<Upload> uploads = Reading.uploads(inspection);
            for (PortfolioRow row : folder.getValue()) {
                Item item = item(inspection, uploads, row);
                progress.show(() -> sink.accept(item));
            }
            progress.at(++at, folders.size());
        }
        return at;
    }

    private Item item(Inspection inspection, List<Upload> uploads, PortfolioRow row) {
        if (!row.isPackage()) {
            return new Item(
                    row.path(),
                    PortfolioFilter.repository(row),
                    row.registry(),
                    row.workflow(),
                    null,
                    new Standing(Kind.UNABLE, texts.text("publishers.unread")));
        }
        TrustedPublisher wanted = uploads.stream()
                .filter(u -> u.examined() != null
                        && u.packageName() != null
                        && u.registry().equals(row.registry())
                        && Objects.equals(u.packageName(), row.packageName())
                        && u.examined().job().path().equals(row.workflow())
                        && u.examined().job().job().equals(row.job()))
                .findFirst()
                .flatMap(u -> Wanted.of(inspection.project(), u))
                .filter(w -> Registries.byId(row.registry()).isPresent())
                .orElse(null);
        String name = row.packageName() == null ? "" : row.packageName();
        return new Item(
                row.path(),
                PortfolioFilter.repository(row),
                row.registry(),
                name,
                wanted,
                begin(row.registry(), wanted));
    }

    private static void stopWhenCancelled(Background.Progress progress) throws InterruptedException {
        if (progress.cancelled() || Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private Optional<Access> access(
            RegistryId registry, Ground ground, Map<RegistryId, Secret> credentials, List<String> packages)
            throws IOException {
        if (ground == Ground.SANDBOX) {
            return registrations.played(registry, packages);
        }
        Secret secret = credentials.get(registry);
        return secret == null ? Optional.empty() : registrations.real(registry, secret);
    }

    private static Map<RegistryId, List<Item>> byRegistry(List<Item> items) {
        return items.stream()
                .filter(i -> i.wanted() != null)
                .collect(Collectors.groupingBy(Item::registry, LinkedHashMap::new, Collectors.toList()));
    }

    private static List<String> names(List<Item> items) {
        return items.stream().map(Item::name).distinct().toList();
    }

    /** Compares what the registries hold with what is wanted. */
    int verify(
            List<Item> items,
            Ground ground,
            Map<RegistryId, Secret> credentials,
            Background.Progress progress,
            BiConsumer<Item, Standing> sink)
            throws IOException, InterruptedException {
        int at = 0;
        for (Map.Entry<RegistryId, List<Item>> group : byRegistry(items).entrySet()) {
            Access access = access(group.getKey(), ground, credentials, names(group.getValue()))
                    .orElse(null);
            for (Item item : group.getValue()) {
                stopWhenCancelled(progress);
                TrustedPublisher wanted = Objects.requireNonNull(item.wanted());
                Standing standing = access != null
                        ? compared(access, item, wanted)
                        : ground == Ground.SANDBOX ? begin(item.registry(), wanted) : proof(item);
                progress.at(++at, items.size());
                sink.accept(item, standing);
            }
        }
        return at;
    }

    private Standing compared(Access access, Item item, TrustedPublisher wanted) {
        return switch (access.api().list(item.name(), access.session())) {
            case Outcome.Failed<List<TrustedPublisher>>(Outcome.Failure why) -> failed(why);
            case Outcome.Done<List<TrustedPublisher>>(List<TrustedPublisher> there) ->
                switch (Comparison.of(access.api().registry(), wanted, there)) {
                    case Comparison.Same _ -> new Standing(Kind.TRUSTED, "");
                    case Comparison.Differs differs ->
                        new Standing(
                                Kind.DIFFERS,
                                differs.differences().stream()
                                        .map(d -> texts.text(
                                                "publishers.difference",
                                                d.label(),
                                                d.there().isEmpty() ? texts.text("none") : d.there(),
                                                d.wanted().isEmpty() ? texts.text("none") : d.wanted()))
                                        .collect(Collectors.joining("; ")));
                    case Comparison.Absent _ ->
                        new Standing(Kind.ABSENT, texts.plural("publishers.absent", there.size(), there.size()));
                };
        };
    }

    /** What is public: who published the last release. */
    private Standing proof(Item item) {
        ReleaseProof.Reader reader = registrations.proof(item.registry()).orElse(null);
        if (reader == null) {
            return begin(item.registry(), item.wanted());
        }
        return switch (reader.read(item.name(), null)) {
            case Outcome.Failed<ReleaseProof>(Outcome.Failure why) -> failed(why);
            case Outcome.Done<ReleaseProof>(ReleaseProof proof) ->
                new Standing(
                        switch (proof.state()) {
                            case TRUSTED -> Kind.PROVEN;
                            case TOKEN, UNKNOWN, NO_RELEASE -> Kind.NOT_PROVEN;
                        },
                        proof.sentence());
        };
    }

    private static Standing failed(Outcome.Failure why) {
        return new Standing(Kind.FAILED, why.sentence() + " " + why.nextStep());
    }

    /**
     * Registers, one registry after the other.
     *
     * @param former results of a run before, by registry
     * @param sink told each result as it comes, beside the window
     * @param keep told all results of a registry, so that a further run goes on from them
     */
    int register(
            List<Item> items,
            Ground ground,
            Map<RegistryId, Secret> credentials,
            Map<RegistryId, List<BulkRegistration.Result>> former,
            Background.Progress progress,
            BiConsumer<Item, Standing> sink,
            BiConsumer<RegistryId, List<BulkRegistration.Result>> keep)
            throws IOException, InterruptedException {
        int[] at = {0};
        for (Map.Entry<RegistryId, List<Item>> group : byRegistry(items).entrySet()) {
            stopWhenCancelled(progress);
            RegistryId registry = group.getKey();
            Access access = access(registry, ground, credentials, names(group.getValue()))
                    .orElse(null);
            if (access == null) {
                continue;
            }
            Map<TrustedPublisher, Item> byWanted = new LinkedHashMap<>();
            group.getValue().forEach(i -> byWanted.put(Objects.requireNonNull(i.wanted()), i));
            List<BulkRegistration.Result> results = new BulkRegistration(access.api())
                    .register(
                            List.copyOf(byWanted.keySet()),
                            former.getOrDefault(registry, List.of()),
                            access.session(),
                            result -> {
                                Item item = Objects.requireNonNull(byWanted.get(result.wanted()));
                                Standing standing = standing(result);
                                progress.at(++at[0], items.size());
                                sink.accept(item, standing);
                            });
            progress.show(() -> keep.accept(registry, results));
            untried(byWanted, results, sink);
        }
        return at[0];
    }

    /** A refusal that holds for all ends the run: those behind it were not tried, and say so. */
    private void untried(
            Map<TrustedPublisher, Item> byWanted,
            List<BulkRegistration.Result> results,
            BiConsumer<Item, Standing> sink) {
        byWanted.forEach((wanted, item) -> {
            if (results.stream().noneMatch(r -> r.wanted().equals(wanted))) {
                sink.accept(item, new Standing(Kind.NOT_ASKED, texts.text("publishers.not-tried")));
            }
        });
    }

    private Standing standing(BulkRegistration.Result result) {
        return switch (result.outcome()) {
            case Outcome.Failed<PublisherRegistration.Registered>(Outcome.Failure why) -> failed(why);
            case Outcome.Done<PublisherRegistration.Registered>(PublisherRegistration.Registered done) ->
                new Standing(done.wasThere() ? Kind.TRUSTED : Kind.REGISTERED, String.join(" ", done.warnings()));
        };
    }
}
