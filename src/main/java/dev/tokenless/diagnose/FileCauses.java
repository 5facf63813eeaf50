package dev.tokenless.diagnose;

import dev.tokenless.check.Difference;
import dev.tokenless.check.Differences;
import dev.tokenless.check.Finding;
import dev.tokenless.check.Inspection;
import dev.tokenless.check.Inspection.Examined;
import dev.tokenless.check.Inspection.PackageVerdict;
import dev.tokenless.check.KnownPublishers;
import dev.tokenless.check.rules.Rules;
import dev.tokenless.ci.EnvironmentRef;
import dev.tokenless.net.Redaction;
import dev.tokenless.oidc.Claims;
import dev.tokenless.publish.IdToken;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.registry.Registry;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.Verdict;
import dev.tokenless.registry.directory.Registries;
import dev.tokenless.repo.Place;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.SourceTree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The causes that the repository's files show, together with the registered publishers where they are known. */
final class FileCauses {
    private static final Set<String> MAYBE = Set.of("repository-renamed", "owner-transferred");

    private final Tally tally;
    private final List<String> checked;
    private final List<String> notes;
    private final Inspection inspection;
    private final List<Examined> jobs;
    private final @Nullable RegistryId registry;

    FileCauses(
            Tally tally,
            List<String> checked,
            List<String> notes,
            Inspection inspection,
            List<Examined> jobs,
            @Nullable RegistryId registry) {
        this.tally = tally;
        this.checked = checked;
        this.notes = notes;
        this.inspection = inspection;
        this.jobs = jobs;
        this.registry = registry;
    }

    void add() {
        Inspection focused = new Inspection(
                inspection.project(),
                inspection.workflows(),
                jobs,
                inspection.known(),
                inspection.problems(),
                inspection.unread());
        List<Finding> findings = Rules.causes(focused);
        for (Finding finding : findings) {
            add(finding);
        }
        inOrder(findings);
    }

    private void add(Finding finding) {
        Examined examined = examined(finding.job());
        List<Evidence> evidence = new ArrayList<>();
        Set<String> packages = new LinkedHashSet<>();
        Claims claims = null;
        if (examined != null) {
            claims = compare(finding, examined, evidence, packages);
        }
        evidence.add(line(finding.place()));
        List<Remedy> fixes = new ArrayList<>();
        if (finding.fix() != null) {
            fixes.add(new Remedy(Remedy.Side.WORKFLOW, finding.fix().title(), finding.fix(), null, List.of()));
        }
        String name = packages.isEmpty()
                ? finding.job() == null || finding.job().packages().isEmpty()
                        ? null
                        : finding.job().packages().getFirst()
                : packages.iterator().next();
        if (claims == null && examined != null && !examined.presented().isEmpty()) {
            claims = examined.presented().getFirst().prediction().claims();
        }
        fixes.addAll(RegistrySide.remedies(
                finding.job() == null ? registry : finding.job().registry(),
                finding.rule(),
                claims,
                name,
                inspection.project()));
        tally.add(finding.rule(), certainty(finding), finding.message(), evidence, fixes, finding.job(), false);
    }

    private static Certainty certainty(Finding finding) {
        if (MAYBE.contains(finding.rule())) {
            return Certainty.LIKELY;
        }
        return switch (finding.severity()) {
            case ERROR -> Certainty.CERTAIN;
            case WARNING -> finding.rule().equals("publisher-absent") ? Certainty.CERTAIN : Certainty.POSSIBLE;
            case NOTE -> Certainty.POSSIBLE;
        };
    }

    private @Nullable Examined examined(@Nullable PublishJob job) {
        return jobs.stream().filter(e -> e.job().equals(job)).findFirst().orElse(null);
    }

    /** The two values of the difference that a finding reports. */
    private @Nullable Claims compare(
            Finding finding, Examined examined, List<Evidence> evidence, Set<String> packages) {
        Claims of = null;
        for (Inspection.Presented presented : examined.presented()) {
            for (PackageVerdict verdict : presented.verdicts()) {
                TrustedPublisher nearest = nearest(verdict.verdict());
                Claims claims = presented.prediction().claims();
                for (Difference d : Differences.of(examined.job().registry(), claims, nearest, verdict.verdict())) {
                    if (d.id().equals(finding.rule())) {
                        Evidence comparison = new Evidence.Comparison(d.claim(), d.presented(), d.expected());
                        if (!evidence.contains(comparison)) {
                            evidence.add(comparison);
                        }
                        if (verdict.packageName() != null) {
                            packages.add(verdict.packageName());
                        }
                        of = claims;
                    }
                }
            }
        }
        return of;
    }

    private @Nullable TrustedPublisher nearest(Verdict verdict) {
        List<TrustedPublisher> all = inspection.publishers();
        return all == null || verdict.publisher() < 0 || verdict.publisher() >= all.size()
                ? null
                : all.get(verdict.publisher());
    }

    private Evidence line(Place place) {
        String text = "";
        if (inspection.project().tree().read(place.path()) instanceof SourceTree.Text(var source)) {
            text = source.text()
                    .lines()
                    .skip(Math.max(0, place.line() - 1L))
                    .findFirst()
                    .orElse("");
        }
        return new Evidence.Line(place.path(), place.line(), Redaction.mask(text.strip()));
    }

    /** What was looked at and is as it should be. */
    private void inOrder(List<Finding> findings) {
        if (!inspection.unread().isEmpty()) {
            notes.add(inspection.unread().sentence(!inspection.jobs().isEmpty()));
        } else if (jobs.isEmpty()) {
            checked.add("No job of the repository publishes" + name(registry) + ".");
        }
        if (jobs.isEmpty()) {
            return;
        }
        for (Examined examined : jobs) {
            PublishJob job = examined.job();
            String where = "`" + job.job() + "` in `" + job.path() + "`";
            boolean clean = findings.stream().noneMatch(f -> job.equals(f.job()));
            if (job.idToken() == IdToken.WRITE && clean) {
                checked.add(where + " may ask for an identity token.");
            }
            if (job.authentication().tokens().isEmpty() && clean) {
                checked.add(where + " is given no stored token.");
            }
            if (job.environment() instanceof EnvironmentRef.Named(String environment, Place _) && clean) {
                checked.add(where + " runs in environment `" + environment + "`.");
            }
            verdicts(examined, where);
        }
        checked.add(causeRules() + " rules were applied to " + jobs.size() + " publish "
                + (jobs.size() == 1 ? "job" : "jobs") + ".");
    }

    private void verdicts(Examined examined, String where) {
        Map<String, Integer> accepted = new LinkedHashMap<>();
        boolean open = false;
        for (Inspection.Presented presented : examined.presented()) {
            for (PackageVerdict verdict : presented.verdicts()) {
                switch (verdict.verdict().outcome()) {
                    case MATCH -> accepted.merge(presented.prediction().trigger(), 1, Integer::sum);
                    case UNDETERMINED -> open = true;
                    case MISMATCH -> {}
                }
            }
        }
        String by = Registries.byId(examined.job().registry())
                .map(Registry::displayName)
                .orElse(examined.job().registry().id());
        if (!accepted.isEmpty()) {
            checked.add(by + " accepts " + where + " on " + String.join(", ", accepted.keySet()) + ".");
        }
        if (open) {
            checked.add("Whether " + by + " accepts " + where + " depends on values that the files do not tell.");
        }
        List<@Nullable String> unknown = inspection.known().unknown(examined.job());
        boolean all = unknown.size() >= Math.max(1, examined.job().packages().size());
        for (String name : unknown) {
            String of = all || name == null ? "" : " for `" + name + "`";
            String why = inspection.known().of(examined.job().registry(), name)
                            instanceof KnownPublishers.Unanswered(String reason, Instant _)
                    ? ": " + reason + " Say it"
                    : "; say it";
            String sentence =
                    "What " + by + " holds" + of + " is not known here" + why + " to have " + where + " compared.";
            if (!checked.contains(sentence)) {
                checked.add(sentence);
            }
        }
    }

    private static long causeRules() {
        return Rules.all().stream().filter(r -> !r.info().hardening()).count();
    }

    private static String name(@Nullable RegistryId id) {
        return id == null
                ? ""
                : " to " + Registries.byId(id).map(Registry::displayName).orElse(id.id());
    }
}
