package dev.tokenless.cli;

import dev.tokenless.check.Inspection;
import dev.tokenless.check.Inspector;
import dev.tokenless.fix.ProposedPublisher;
import dev.tokenless.net.Http;
import dev.tokenless.net.HttpSettings;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.registry.PublisherApi;
import dev.tokenless.registry.PublisherPage;
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
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tokenless publisher}. */
@Command(
        name = "publisher",
        mixinStandardHelpOptions = true,
        description = "Reads or changes trusted publishers: list, add, remove, link or diff; tokens lists stored"
                + " tokens where the registry tells them.")
final class PublisherCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "DO", description = "${COMPLETION-CANDIDATES}")
    private Deed deed = Deed.list;

    @Parameters(
            index = "1",
            paramLabel = "PATH",
            arity = "0..1",
            description = "The folder of a repository; default: the current one.")
    private String path = ".";

    @Option(names = "--registry", paramLabel = "ID", description = "Only at this registry.")
    private @Nullable String registry;

    @Option(names = "--package", paramLabel = "NAME", description = "Only this package; may be repeated.")
    private List<String> packageNames = new ArrayList<>();

    @Option(
            names = "--owned",
            description =
                    "list, add: among the packages that the credential owns (RubyGems, crates.io). Without --package"
                            + " add takes those of this repository; --package '*' takes all.")
    private boolean owned;

    @Option(names = "--user", paramLabel = "NAME", description = "--owned: whose packages, where a key does not tell.")
    private @Nullable String user;

    @Option(
            names = "--sign-in",
            description = "Sign in for this run: npm in the browser, RubyGems with password and one-time password.")
    private boolean signIn;

    @Option(names = "--own-npm", description = "npm: through your own npm, which is signed in already.")
    private boolean ownNpm;

    @Option(names = "--write", description = "add: write what is registered to%n.github/trusted-publishers.json.")
    private boolean write;

    @Option(names = "--revoke", paramLabel = "KEY", description = "tokens: revoke this one.")
    private @Nullable String revoke;

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

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or json; default ${DEFAULT-VALUE}.")
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
        diff,
        tokens
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
                .filter(p -> owned
                        || packageNames.isEmpty()
                        || packageNames.contains(p.publisher().project()))
                .toList();
        boolean listsOwned = deed == Deed.list && owned && only != null;
        if (wanted.isEmpty() && deed != Deed.tokens && !listsOwned) {
            throw UnreadFiles.refusal(
                    terminal,
                    inspection,
                    "no job of this repository publishes such a package, so no publisher can be told. tokenless check"
                            + " lists the publish jobs.");
        }
        UnreadFiles.told(terminal, inspection);
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
            Doing doing = new Doing(http, output, counters, inspection);
            int status = deed == Deed.tokens ? tokens(doing, jobs, only) : ExitStatus.FINE;
            Map<RegistryId, List<ProposedPublisher>> groups = byRegistry(deed == Deed.tokens ? List.of() : wanted);
            if (listsOwned) {
                // What an account owns has nothing to do with the repository.
                groups.putIfAbsent(only, List.of());
            }
            for (Map.Entry<RegistryId, List<ProposedPublisher>> group : groups.entrySet()) {
                status = Math.max(status, act(doing, group.getKey(), group.getValue()));
            }
            if (deed == Deed.add) {
                status = Math.max(status, file(folder, doing));
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
        Registry at =
                Registries.byId(Objects.requireNonNull(publisher.registry())).orElseThrow();
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

    private Counters.SignIn signIn() {
        return ownNpm ? Counters.SignIn.OWN_NPM : signIn ? Counters.SignIn.SIGN_IN : Counters.SignIn.CREDENTIAL;
    }

    private void allowSending() {
        if (offline && !dryRun && !sandboxed) {
            throw new Bug.Refusal(ExitStatus.UNUSABLE, "--offline sends nothing. Use --dry-run or --sandbox with it.");
        }
    }

    private int act(Doing doing, RegistryId at, List<ProposedPublisher> group) {
        PublisherApi api = doing.counters().api(at, signIn()).orElse(null);
        if (api == null) {
            group.forEach(p -> doing.output().page(page(p.publisher()), p));
            return ExitStatus.FINE;
        }
        allowSending();
        Session session = dryRun ? doing.counters().nobody() : doing.counters().session(at, signIn(), owned);
        PublisherDeeds deeds = new PublisherDeeds(terminal, doing.output(), api, session, dryRun, yes || sandboxed);
        List<TrustedPublisher> wanted =
                group.stream().map(ProposedPublisher::publisher).toList();
        if (owned && (deed == Deed.list || deed == Deed.add)) {
            Owned mine = Owned.of(api, session, user);
            doing.output().owned(api.registry(), mine.names(), wanted);
            if (deed == Deed.list) {
                return packageNames.isEmpty() ? ExitStatus.FINE : deeds.list(mine.chosen(packageNames));
            }
            wanted = mine.chosen(wanted, packageNames);
        }
        if (deed == Deed.add && !dryRun && !sandboxed) {
            wanted = Spelling.of(
                    terminal, doing.http(), doing.inspection().project().repository(), wanted);
        }
        List<String> names = wanted.stream()
                .map(TrustedPublisher::project)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return switch (deed) {
            case list -> deeds.list(names);
            case add -> {
                PublisherDeeds.Added added = deeds.add(wanted);
                doing.registered().put(api.registry(), added.registered());
                yield added.status();
            }
            case remove -> deeds.remove(wanted);
            case diff -> deeds.diff(names, known(doing.inspection()));
            case link, tokens -> ExitStatus.FINE;
        };
    }

    /**
     * The registries that the repository publishes to, or the one that is named: those that list tokens are asked, for the
     * others the page is named. No credential is asked for at a registry that has nothing to do with the repository.
     */
    private int tokens(Doing doing, List<PublishJob> jobs, @Nullable RegistryId only) {
        List<Registry> meant = (only == null
                        ? jobs.stream().map(PublishJob::registry).distinct()
                        : Stream.of(only))
                .flatMap(id -> Registries.byId(id).stream())
                .toList();
        if (meant.isEmpty()) {
            throw UnreadFiles.refusal(
                    terminal,
                    doing.inspection(),
                    "no job of this repository publishes to a registry that is known here. Name one with --registry.");
        }
        List<Registry> listing = meant.stream().filter(Registry::listsTokens).toList();
        for (Registry registry : meant) {
            if (!listing.contains(registry)) {
                terminal.complain(registry.displayName() + " does not list stored tokens to programs. Look at them, and"
                        + " revoke them, on " + registry.pages("").tokens() + ".");
            }
        }
        if (listing.isEmpty() && revoke != null) {
            return ExitStatus.UNUSABLE;
        }
        if (!listing.isEmpty()) {
            allowSending();
        }
        int status = ExitStatus.FINE;
        for (Registry registry : listing) {
            status = Math.max(status, tokens(doing, registry.id()));
        }
        return status;
    }

    private int tokens(Doing doing, RegistryId registry) {
        PublisherApi api = doing.counters().api(registry, signIn()).orElse(null);
        if (!(api instanceof PublisherApi.StoredTokens tokens)) {
            throw new Bug.Refusal(
                    ExitStatus.UNUSABLE,
                    "your own npm is asked for tokens by npm token list. Leave --own-npm out to read them here.");
        }
        Session session = dryRun ? doing.counters().nobody() : doing.counters().session(registry, signIn(), false);
        return new TokenDeeds(terminal, doing.output(), tokens, session, dryRun, yes || sandboxed).act(revoke);
    }

    /** Publishers as code: offered after registering. */
    private int file(Path folder, Doing doing) throws IOException {
        if (dryRun || doing.registered().values().stream().allMatch(List::isEmpty)) {
            return ExitStatus.FINE;
        }
        return PublishersWriting.offer(terminal, folder, doing.registered(), write);
    }

    /** One call's surroundings, with what it registered. */
    private record Doing(
            Http http,
            PublisherOutput output,
            Counters counters,
            Inspection inspection,
            Map<Registry, List<TrustedPublisher>> registered) {
        Doing(Http http, PublisherOutput output, Counters counters, Inspection inspection) {
            this(http, output, counters, inspection, new LinkedHashMap<>());
        }
    }
}
