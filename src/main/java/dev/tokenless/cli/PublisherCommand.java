package dev.tokenless.cli;

import dev.tokenless.check.Inspection;
import dev.tokenless.check.Inspector;
import dev.tokenless.fix.ProposedPublisher;
import dev.tokenless.net.Http;
import dev.tokenless.net.HttpSettings;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.registry.BulkRegistration;
import dev.tokenless.registry.Outcome;
import dev.tokenless.registry.PublisherApi;
import dev.tokenless.registry.PublisherDiff;
import dev.tokenless.registry.PublisherPage;
import dev.tokenless.registry.PublisherRegistration;
import dev.tokenless.registry.PublisherRequest;
import dev.tokenless.registry.Registry;
import dev.tokenless.registry.Session;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.directory.Registries;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.manifest.ProjectReader;
import dev.tokenless.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tokenless publisher}. */
@Command(
        name = "publisher",
        mixinStandardHelpOptions = true,
        description = "Reads or changes trusted publishers: list, add, remove, link or diff.")
final class PublisherCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "DO", description = "${COMPLETION-CANDIDATES}")
    private Deed deed = Deed.list;

    @Parameters(index = "1", paramLabel = "PATH", arity = "0..1", description = "The folder of a repository.")
    private String path = ".";

    @Option(names = "--registry", paramLabel = "ID", description = "Only at this registry.")
    private @Nullable String registry;

    @Option(names = "--package", paramLabel = "NAME", description = "Only this package.")
    private @Nullable String packageName;

    @Option(names = "--publishers", paramLabel = "FILE", description = "What the sandbox holds, or what diff compares.")
    private @Nullable String publishers;

    @Option(names = "--pending", description = "link: for a package that does not exist yet.")
    private boolean pending;

    @Option(names = "--dry-run", description = "Show the requests and send none.")
    private boolean dryRun;

    @Option(names = "--sandbox", description = "Use the sandbox on this machine instead of the registries.")
    private boolean sandboxed;

    @Option(names = "--yes", description = "Send without asking, for scripts.")
    private boolean yes;

    @Option(names = "--format", description = "text or json; default ${DEFAULT-VALUE}.")
    private PublisherOutput.Format format = PublisherOutput.Format.text;

    @Option(names = "--offline", description = "Send nothing: only link and --dry-run work.")
    private boolean offline;

    PublisherCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    private enum Deed {
        list,
        add,
        remove,
        link,
        diff
    }

    @Override
    public Integer call() throws IOException {
        Path folder = Repositories.folder(terminal, path);
        RegistryId only = registry == null ? null : WorkflowCommand.registry(registry);
        List<TrustedPublisher> given = publishers == null ? null : Publishers.read(terminal, publishers);
        Inspection inspection = Inspector.inspect(ProjectReader.read(folder), given);
        List<PublishJob> jobs =
                inspection.jobs().stream().map(Inspection.Examined::job).toList();
        List<ProposedPublisher> wanted = ProposedPublisher.of(inspection.project(), jobs).stream()
                .filter(p -> only == null || only.equals(p.publisher().registry()))
                .filter(p ->
                        packageName == null || packageName.equals(p.publisher().project()))
                .toList();
        if (wanted.isEmpty()) {
            throw new Bug.Refusal(
                    ExitStatus.UNUSABLE,
                    "no job of this repository publishes such a package, so no publisher can be told. tokenless check"
                            + " lists the publish jobs.");
        }
        PublisherOutput output = new PublisherOutput(terminal, format);
        if (deed == Deed.link) {
            wanted.forEach(p -> output.page(page(p.publisher()), p));
            output.end();
            return ExitStatus.FINE;
        }
        try (Http http = new Http(sandboxed ? HttpSettings.standard().onlyLoopback() : HttpSettings.standard());
                Counters counters = sandboxed
                        ? Counters.ofSandbox(terminal, http, Sandbox.start(known(inspection)))
                        : Counters.ofRegistries(terminal, http)) {
            wanted.forEach(
                    p -> counters.assume(p.job().registry(), p.publisher().project()));
            int status = ExitStatus.FINE;
            for (Map.Entry<RegistryId, List<ProposedPublisher>> group :
                    byRegistry(wanted).entrySet()) {
                status = Math.max(status, act(output, counters, group.getKey(), group.getValue(), inspection));
            }
            output.end();
            return status;
        }
    }

    private static List<TrustedPublisher> known(Inspection inspection) {
        List<TrustedPublisher> known = inspection.publishers();
        return known == null ? List.of() : known;
    }

    private static Map<RegistryId, List<ProposedPublisher>> byRegistry(List<ProposedPublisher> wanted) {
        Map<RegistryId, List<ProposedPublisher>> groups = new LinkedHashMap<>();
        for (ProposedPublisher one : wanted) {
            groups.computeIfAbsent(one.job().registry(), k -> new ArrayList<>()).add(one);
        }
        return groups;
    }

    private PublisherPage page(TrustedPublisher publisher) {
        Registry at = Registries.byId(java.util.Objects.requireNonNull(publisher.registry()))
                .orElseThrow();
        return at.page(
                pending
                        ? new TrustedPublisher(
                                publisher.registry(),
                                publisher.project(),
                                TrustedPublisher.Kind.PENDING,
                                publisher.identity(),
                                publisher.allowed(),
                                null,
                                null,
                                null)
                        : publisher);
    }

    private int act(
            PublisherOutput output,
            Counters counters,
            RegistryId at,
            List<ProposedPublisher> group,
            Inspection inspection) {
        PublisherApi api = counters.api(at).orElse(null);
        if (api == null) {
            group.forEach(p -> output.page(page(p.publisher()), p));
            return ExitStatus.FINE;
        }
        if (offline && !dryRun && !sandboxed) {
            throw new Bug.Refusal(ExitStatus.UNUSABLE, "--offline sends nothing. Use --dry-run or --sandbox with it.");
        }
        Session session = dryRun ? counters.nobody() : counters.session(at);
        List<String> names = group.stream()
                .map(p -> p.publisher().project())
                .filter(java.util.Objects::nonNull)
                .distinct()
                .toList();
        return switch (deed) {
            case list -> list(output, api, session, names);
            case add -> add(output, api, session, group);
            case remove -> remove(output, api, session, group);
            case diff -> diff(output, api, session, names, known(inspection));
            case link -> ExitStatus.FINE;
        };
    }

    private int list(PublisherOutput output, PublisherApi api, Session session, List<String> names) {
        int status = ExitStatus.FINE;
        for (String name : names) {
            if (dryRun) {
                output.request(api.listing(name, session));
                continue;
            }
            switch (api.list(name, session)) {
                case Outcome.Done<List<TrustedPublisher>>(List<TrustedPublisher> there) ->
                    output.stored(api.registry(), name, there);
                case Outcome.Failed<List<TrustedPublisher>>(Outcome.Failure failure) -> {
                    output.failure(api.registry(), name, failure);
                    status = ExitStatus.REFUSED;
                }
            }
        }
        return status;
    }

    private int add(PublisherOutput output, PublisherApi api, Session session, List<ProposedPublisher> group) {
        List<TrustedPublisher> wanted =
                group.stream().map(ProposedPublisher::publisher).toList();
        List<PublisherRequest> requests =
                wanted.stream().map(w -> api.addition(w, session)).toList();
        requests.forEach(output::request);
        if (dryRun || !agreed(requests.size())) {
            return ExitStatus.FINE;
        }
        int[] status = {ExitStatus.FINE};
        new BulkRegistration(api).register(wanted, List.of(), session, result -> {
            String name = String.valueOf(result.wanted().project());
            switch (result.outcome()) {
                case Outcome.Done<PublisherRegistration.Registered>(PublisherRegistration.Registered done) ->
                    output.registered(api.registry(), name, done);
                case Outcome.Failed<PublisherRegistration.Registered>(Outcome.Failure failure) -> {
                    output.failure(api.registry(), name, failure);
                    status[0] = ExitStatus.REFUSED;
                }
            }
        });
        return status[0];
    }

    private int remove(PublisherOutput output, PublisherApi api, Session session, List<ProposedPublisher> group) {
        int status = ExitStatus.FINE;
        for (ProposedPublisher one : group) {
            String name = String.valueOf(one.publisher().project());
            if (dryRun) {
                output.request(api.listing(name, session));
                continue;
            }
            switch (api.list(name, session)) {
                case Outcome.Done<List<TrustedPublisher>>(List<TrustedPublisher> there) -> {
                    if (!(dev.tokenless.registry.Comparison.of(api.registry(), one.publisher(), there)
                            instanceof dev.tokenless.registry.Comparison.Same same)) {
                        output.absent(api.registry(), name);
                        continue;
                    }
                    output.request(api.removal(same.there(), session));
                    if (!agreed(1)) {
                        continue;
                    }
                    if (api.remove(same.there(), session)
                            instanceof Outcome.Failed<TrustedPublisher>(Outcome.Failure failure)) {
                        output.failure(api.registry(), name, failure);
                        status = ExitStatus.REFUSED;
                    } else {
                        output.removed(api.registry(), name);
                    }
                }
                case Outcome.Failed<List<TrustedPublisher>>(Outcome.Failure failure) -> {
                    output.failure(api.registry(), name, failure);
                    status = ExitStatus.REFUSED;
                }
            }
        }
        return status;
    }

    private int diff(
            PublisherOutput output,
            PublisherApi api,
            Session session,
            List<String> names,
            List<TrustedPublisher> inFile) {
        int status = ExitStatus.FINE;
        for (String name : names) {
            List<TrustedPublisher> mine = inFile.stream()
                    .filter(p -> p.registry() == null || api.registry().id().equals(p.registry()))
                    .filter(p -> p.project() == null || name.equals(p.project()))
                    .toList();
            switch (api.list(name, session)) {
                case Outcome.Done<List<TrustedPublisher>>(List<TrustedPublisher> there) -> {
                    PublisherDiff difference = PublisherDiff.of(api.registry(), name, mine, there);
                    output.difference(api.registry(), difference);
                    status = difference.same() ? status : Math.max(status, ExitStatus.FINDINGS);
                }
                case Outcome.Failed<List<TrustedPublisher>>(Outcome.Failure failure) -> {
                    output.failure(api.registry(), name, failure);
                    status = ExitStatus.REFUSED;
                }
            }
        }
        return status;
    }

    /** Nothing is sent unseen: a person is asked, a script says so beforehand; the sandbox needs no asking. */
    private boolean agreed(int requests) {
        if (yes || sandboxed) {
            return true;
        }
        if (!terminal.interactive()) {
            throw new Bug.Refusal(
                    ExitStatus.UNUSABLE,
                    "nothing was sent: say --yes where nobody can be asked, or --dry-run to look.");
        }
        return terminal.ask(requests == 1 ? "Send this request? [y/N] " : "Send these requests? [y/N] ")
                .strip()
                .equalsIgnoreCase("y");
    }
}
