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
    private final List<String> checked;
    private final @Nullable RegistryId id;
    private final Presented presented;
    private final KnownPublishers known;
    private final List<Examined> jobs;
    private final @Nullable Project project;

    Comparisons(
            Tally tally,
            List<String> checked,
            @Nullable RegistryId id,
            Presented presented,
            KnownPublishers known,
            List<Examined> jobs,
            @Nullable Project project) {
        this.tally = tally;
        this.checked = checked;
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

    private void audience(Registry registry, Claims claims) {
        if (!(claims.get("aud") instanceof ClaimValue.Text(String audience))) {
            return;
        }
        if (audience.equals(registry.audience())) {
            checked.add("The token is made out to " + registry.displayName() + ".");
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
            checked.add("The publisher at " + registry.displayName() + name
                    + " holds values that a run can present. Give the repository, a log or a token to have"
                    + " them compared.");
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
        for (ClaimCheck check : verdict.checks()) {
            if (check.outcome() == CheckOutcome.MATCH) {
                checked.add("`" + check.claim() + "` is what " + registry.displayName() + " expects"
                        + (name.isEmpty() ? "" : " for `" + name + "`") + ".");
            }
        }
        for (Difference d : Differences.of(registry.id(), claims, nearest, verdict)) {
            if (d.id().equals("claim-mismatch") && d.claim().equals("aud")) {
                continue;
            }
            tally.add(
                    d.id(),
                    d.likely() ? Certainty.LIKELY : Certainty.CERTAIN,
                    Reasoning.difference(d, registry.displayName()),
                    List.of(new Evidence.Comparison(d.claim(), d.presented(), d.expected())),
                    RegistrySide.remedies(registry.id(), d.id(), claims, name.isEmpty() ? null : name, project),
                    jobs.size() == 1 ? jobs.getFirst().job() : null,
                    false);
        }
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
