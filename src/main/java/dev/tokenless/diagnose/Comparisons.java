package dev.tokenless.diagnose;

import dev.tokenless.check.BestCase;
import dev.tokenless.check.Difference;
import dev.tokenless.check.Differences;
import dev.tokenless.check.Inspection.Examined;
import dev.tokenless.check.KnownPublishers;
import dev.tokenless.check.rules.PublisherFaults;
import dev.tokenless.oidc.ClaimValue;
import dev.tokenless.oidc.Claims;
import dev.tokenless.registry.Registry;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.Verdict;
import dev.tokenless.registry.Verdict.CheckOutcome;
import dev.tokenless.registry.Verdict.ClaimCheck;
import dev.tokenless.registry.directory.Registries;
import dev.tokenless.repo.Project;
import dev.tokenless.repo.RegistryId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Holds the claims that a job presented against what the registry holds, with the registry's own matching. */
final class Comparisons {
    private final Tally tally;
    private final Ledger ledger;
    private final @Nullable RegistryId id;
    private final Presented presented;
    private final KnownPublishers known;
    private final List<Examined> jobs;
    private final @Nullable Project project;

    private final List<Accepting> accepting = new ArrayList<>();

    /** A publisher that fits what the run presented, and from where it is known. */
    record Accepting(TrustedPublisher publisher, KnownPublishers.Source source) {}

    Comparisons(
            Tally tally,
            Ledger ledger,
            @Nullable RegistryId id,
            Presented presented,
            KnownPublishers known,
            List<Examined> jobs,
            @Nullable Project project) {
        this.tally = tally;
        this.ledger = ledger;
        this.id = id;
        this.presented = presented;
        this.known = known;
        this.jobs = jobs;
        this.project = project;
    }

    void add() {
        Registry registry = id == null ? null : Registries.byId(id).orElse(null);
        Claims claims = presented.claims();
        if (registry != null && claims == null && known.anything() && jobs.isEmpty()) {
            // Without claims nothing can be compared, but that there is nothing to compare with can be told.
            names(registry).forEach(name -> absent(registry, name));
            ofRegistry(registry).forEach(publisher -> byItself(registry, publisher));
        }
        if (registry == null || claims == null) {
            return;
        }
        audience(registry, claims);
        refusals(registry, claims);
        for (String name : names(registry)) {
            if (known.knows(registry.id(), name.isEmpty() ? null : name)) {
                verdict(registry, claims, known.all(), name);
            }
        }
    }

    /**
     * Where the registry found no publisher although one that is known fits the claims: what is known and what the registry
     * held then must differ.
     */
    void contradicted() {
        Registry registry = id == null ? null : Registries.byId(id).orElse(null);
        if (registry == null || accepting.isEmpty() || !tally.has("publisher-not-found"::equals, Certainty.LIKELY)) {
            return;
        }
        Accepting first = accepting.getFirst();
        String fields = Listed.and(registry.form(first.publisher()).stream()
                .map(Registry.FormField::label)
                .toList());
        String at = registry.displayName();
        String other = Symptoms.family(registry.id()).equals(RegistryId.PYPI)
                ? ", and whether it is registered there and not at "
                        + (registry.id().equals(RegistryId.PYPI) ? "TestPyPI" : "PyPI")
                : "";
        String what = presented.claims() == null ? "the job as its file stands" : "what this run presented";
        String say = switch (first.source()) {
            case FILE, TYPED ->
                "The publisher "
                        + (first.source() == KnownPublishers.Source.FILE
                                ? "in the publishers file"
                                : "that was typed here")
                        + " accepts " + what + ", so that what " + at + " held must be different from it"
                        + (presented.claims() == null ? ", or the run was of another state of the file" : "")
                        + ": compare " + fields + " on its page, letter by letter" + other + ".";
            case READ ->
                "The publisher that " + at + " holds now accepts " + what + ": it was registered or"
                        + " corrected after the run, or the run was for another package. Run the job again.";
            case PLAYED ->
                "The publisher that is played here accepts " + what + "; what " + at
                        + " held must be different from it.";
        };
        tally.tell(
                "publisher-not-found",
                say,
                accepting.stream()
                        .map(a -> RegistrySide.compare(registry, a.publisher()))
                        .distinct()
                        .toList());
    }

    private KnownPublishers.Source source(Registry registry, String name) {
        return known.of(registry.id(), name.isEmpty() ? null : name) instanceof KnownPublishers.Held held
                ? held.source()
                : KnownPublishers.Source.FILE;
    }

    /** From where it is known what the registry expects: a file is not the registry. */
    private static String by(KnownPublishers.Source source) {
        return switch (source) {
            case FILE -> ", by the publishers file";
            case TYPED -> ", by what was typed here";
            case READ -> "";
            case PLAYED -> ", as it is played here";
        };
    }

    /** Publishers that accept a job as its file stands, where nothing tells what the run presented. */
    void acceptedByFile(List<Accepting> fitting) {
        accepting.addAll(fitting);
    }

    private void audience(Registry registry, Claims claims) {
        if (!(claims.get("aud") instanceof ClaimValue.Text(String audience))) {
            return;
        }
        if (audience.equals(registry.audience())) {
            ledger.inOrder("The token is made out to " + registry.displayName() + ".");
            return;
        }
        tally.add(
                "audience-mismatch",
                Certainty.CERTAIN,
                "The token is made out to `" + audience + "`, " + registry.displayName() + " expects `"
                        + registry.audience() + "`.",
                List.of(new Evidence.Comparison("aud", audience, registry.audience())),
                List.of(),
                null,
                false);
    }

    /** What no registration could cure. */
    private void refusals(Registry registry, Claims claims) {
        refusal(registry, claims, "event_name", "event-not-supported", "The run was started by ");
        refusal(registry, claims, "iss", "unsupported-issuer", "The token was issued by ");
        refusal(registry, claims, "runner_environment", "self-hosted-runner", "The job ran on a runner that is ");
    }

    private void refusal(Registry registry, Claims claims, String claim, String cause, String begin) {
        if (BestCase.refuses(registry, claims, claim)) {
            String value = claims.text(claim).orElse("");
            tally.add(
                    cause,
                    Certainty.CERTAIN,
                    begin + "`" + value + "`, which " + registry.displayName() + " does not accept.",
                    List.of(new Evidence.Comparison(claim, value, null)),
                    List.of(),
                    null,
                    false);
        }
    }

    /** The packages in question: those of the jobs, else all that have a publisher. */
    private Set<String> names(Registry registry) {
        Set<String> names = new LinkedHashSet<>();
        jobs.forEach(j -> names.addAll(j.job().packages()));
        if (names.isEmpty()) {
            ofRegistry(registry).stream()
                    .map(TrustedPublisher::project)
                    .filter(Objects::nonNull)
                    .forEach(names::add);
        }
        if (names.isEmpty()) {
            names.add("");
        }
        return names;
    }

    private List<TrustedPublisher> ofRegistry(Registry registry) {
        return known.all().stream()
                .filter(p -> p.registry() == null || p.registry().equals(registry.id()))
                .toList();
    }

    /** A publisher alone tells whether any run could ever fit it. */
    private void byItself(Registry registry, TrustedPublisher publisher) {
        String name = publisher.project() == null ? "" : " for `" + publisher.project() + "`";
        List<PublisherFaults.Fault> faults = PublisherFaults.of(publisher, registry.displayName());
        for (PublisherFaults.Fault fault : faults) {
            tally.add(
                    fault.rule(),
                    Certainty.CERTAIN,
                    fault.sentence(),
                    List.of(new Evidence.Comparison(fault.field(), null, fault.value())),
                    RegistrySide.remedies(registry.id(), fault.rule(), null, publisher.project(), project),
                    null,
                    false);
        }
        List<Registry.FieldProblem> problems = faults.isEmpty() ? registry.validate(publisher) : List.of();
        problems.forEach(problem -> tally.add(
                "registration-refused",
                Certainty.LIKELY,
                registry.displayName() + " would not take this publisher" + name + " (" + problem.field() + "): "
                        + problem.message(),
                List.of(),
                List.of(),
                null,
                false));
        if (faults.isEmpty() && problems.isEmpty()) {
            ledger.inOrder(
                    "The publisher at " + registry.displayName() + name + " holds values that a run can present.");
            ledger.open(new NotKnown(
                    "Whether a run presents what the publisher at " + registry.displayName() + name + " holds",
                    "Nothing was given that tells what a run presents.",
                    "Give the repository, a log or a token to have them compared."));
        }
    }

    private void verdict(Registry registry, Claims claims, List<TrustedPublisher> all, String name) {
        Verdict verdict = registry.match(claims, all, name);
        TrustedPublisher nearest =
                verdict.publisher() >= 0 && verdict.publisher() < all.size() ? all.get(verdict.publisher()) : null;
        if (nearest == null) {
            absent(registry, name);
            return;
        }
        String of = name.isEmpty() ? "" : " for `" + name + "`";
        KnownPublishers.Source source = source(registry, name);
        for (ClaimCheck check : verdict.checks()) {
            if (check.outcome() == CheckOutcome.MATCH) {
                ledger.inOrder("`" + check.claim() + "` is what " + registry.displayName() + " expects" + of
                        + by(source) + ".");
            }
        }
        if (fits(verdict)) {
            accepting.add(new Accepting(nearest, source));
        }
        switch (verdict.outcome()) {
            case MATCH -> {}
            case UNDETERMINED ->
                ledger.open(new NotKnown(
                        "Whether " + registry.displayName() + " accepts what the run presented" + of,
                        "It depends on what is not among the claims that were given: "
                                + Listed.and(Unlooked.deciding(verdict)) + ".",
                        "The whole identity token, or all its claims, would tell."));
            case MISMATCH -> {}
        }
        for (Difference d : Differences.of(registry.id(), claims, nearest, verdict)) {
            if (d.id().equals("claim-mismatch") && d.claim().equals("aud")) {
                continue;
            }
            boolean mended = mended(d, name);
            tally.add(
                    d.id(),
                    d.likely() ? Certainty.LIKELY : Certainty.CERTAIN,
                    Reasoning.difference(d, registry.displayName())
                            + (mended
                                    ? " The workflow as it is now presents what is expected: it was changed after this"
                                            + " run."
                                    : ""),
                    List.of(new Evidence.Comparison(d.claim(), d.presented(), d.expected())),
                    mended
                            ? List.of(Remedy.AGAIN)
                            : RegistrySide.remedies(
                                    registry.id(),
                                    d.id(),
                                    claims,
                                    name.isEmpty() ? null : name,
                                    project,
                                    jobs.size() == 1 ? jobs.getFirst().job() : null),
                    jobs.size() == 1 ? jobs.getFirst().job() : null,
                    false);
        }
    }

    /** Whether the only job in question presents by now what its publisher demands, on every way to it. */
    private boolean mended(Difference difference, String name) {
        return jobs.size() == 1
                && Set.of("environment", "workflow").contains(difference.field())
                && !jobs.getFirst().presented().isEmpty()
                && jobs.getFirst().presented().stream()
                        .allMatch(p -> p.verdicts().stream()
                                .anyMatch(v -> (name.isEmpty() || name.equals(v.packageName()))
                                        && v.verdict().outcome() == Verdict.Outcome.MATCH));
    }

    /** Whether every value of the publisher is what was presented; what a registry asks beside them, it refuses in words. */
    private static boolean fits(Verdict verdict) {
        return verdict.outcome() != Verdict.Outcome.MISMATCH
                && verdict.checks().stream()
                        .noneMatch(c -> c.outcome() == CheckOutcome.UNDETERMINED && c.expected() != null);
    }

    private void absent(Registry registry, String name) {
        boolean none = ofRegistry(registry).stream()
                .noneMatch(p ->
                        name.isEmpty() || p.project() == null || p.project().equals(name));
        if (none && known.knows(registry.id(), name.isEmpty() ? null : name)) {
            List<Remedy> fixes = new ArrayList<>(RegistrySide.remedies(
                    registry.id(), "publisher-absent", presented.claims(), name.isEmpty() ? null : name, project));
            tally.add(
                    "publisher-absent",
                    Certainty.CERTAIN,
                    (known.unlisted(registry.id(), name.isEmpty() ? null : name)
                                    ? "The publishers that were given hold none at "
                                    : "No publisher is registered at ")
                            + registry.displayName()
                            + (name.isEmpty() ? "" : " for `" + name + "`") + ".",
                    List.of(),
                    fixes,
                    null,
                    false);
        }
    }
}
