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
import dev.tokenless.publish.Authentication;
import dev.tokenless.publish.IdToken;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.Verdict;
import dev.tokenless.repo.Place;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.SourceTree;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The causes that the repository's files show, together with the registered publishers where they are known. */
final class FileCauses {
    private static final Set<String> MAYBE = Set.of("repository-renamed", "owner-transferred");

    private final Tally tally;
    private final Ledger ledger;
    private final Course course;
    private final Inspection inspection;
    private final List<Examined> jobs;
    private final @Nullable RegistryId registry;

    FileCauses(
            Tally tally,
            Ledger ledger,
            Course course,
            Inspection inspection,
            List<Examined> jobs,
            @Nullable RegistryId registry) {
        this.tally = tally;
        this.ledger = ledger;
        this.course = course;
        this.inspection = inspection;
        this.jobs = jobs;
        this.registry = registry;
    }

    /**
     * Adds them.
     *
     * @param log whether a log was given
     */
    void add(boolean log) {
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
        inOrder(findings, log);
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
        if (claims == null && examined != null && !examined.presented().isEmpty()) {
            claims = examined.presented().getFirst().prediction().claims();
        }
        for (String name : concerned(finding, packages)) {
            fixes.addAll(RegistrySide.remedies(
                    finding.job() == null ? registry : finding.job().registry(),
                    finding.rule(),
                    claims,
                    name,
                    inspection.project(),
                    finding.job()));
        }
        String since = course.since(finding, evidence);
        tally.addOfFiles(
                finding.rule(),
                since.isEmpty() ? certainty(finding) : Certainty.POSSIBLE,
                finding.message(),
                evidence,
                fixes,
                finding.job(),
                since);
    }

    /** The packages whose publishers are to be mended: those with the difference, or without any publisher. */
    private List<@Nullable String> concerned(Finding finding, Set<String> differing) {
        List<@Nullable String> names = new ArrayList<>(differing);
        PublishJob job = finding.job();
        if (names.isEmpty() && job != null) {
            boolean absent = finding.rule().equals("publisher-absent");
            job.packages().stream()
                    .filter(name -> !absent
                            || inspection.known().of(job.registry(), name)
                                            instanceof KnownPublishers.Held(var held, var _, var _)
                                    && held.isEmpty())
                    .limit(absent ? Long.MAX_VALUE : 1)
                    .forEach(names::add);
        }
        if (names.isEmpty()) {
            names.add(null);
        }
        return names;
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

    /** What was looked at and is as it should be, and what could not be looked at. */
    private void inOrder(List<Finding> findings, boolean log) {
        if (!inspection.unread().isEmpty()) {
            ledger.open(Unlooked.unread(inspection));
        }
        if (jobs.isEmpty()) {
            if (inspection.unread().isEmpty()) {
                ledger.open(Unlooked.noJob(inspection, registry, log));
            }
            return;
        }
        for (Examined examined : jobs) {
            boolean clean = findings.stream().noneMatch(f -> examined.job().equals(f.job()));
            if (clean) {
                inOrder(examined.job(), where(examined.job()));
            }
            verdicts(examined, where(examined.job()), findings);
        }
        ledger.inOrder(causeRules() + " rules were applied to " + jobs.size() + " publish "
                + (jobs.size() == 1 ? "job" : "jobs") + ".");
    }

    private static String where(PublishJob job) {
        return "`" + job.job() + "` in `" + job.path() + "`";
    }

    private void inOrder(PublishJob job, String where) {
        boolean throughCallers = job.idToken() == IdToken.INHERITED_FROM_CALLER
                && !job.called().isEmpty()
                && job.called().stream().allMatch(c -> c.idToken() == IdToken.WRITE);
        if (job.idToken() == IdToken.WRITE || throughCallers) {
            ledger.inOrder(where + " may ask for an identity token" + (throughCallers ? ", by its caller." : "."));
        }
        switch (job.authentication()) {
            case Authentication.Trusted _ -> ledger.inOrder(where + " is given no stored token.");
            case Authentication.Unknown(String reason) ->
                ledger.open(new NotKnown(
                        "How " + where + " logs in",
                        "The files do not tell: " + reason + ".",
                        "The log of a release shows it."));
            case Authentication.Token _ -> {}
            case Authentication.Both _ -> {}
        }
        if (job.environment() instanceof EnvironmentRef.Named(String environment, Place _)) {
            ledger.inOrder(where + " runs in environment `" + environment + "`.");
        }
    }

    /** The identity fits and the upload is refused all the same. */
    private static boolean refused(List<Finding> findings, PublishJob job) {
        return findings.stream()
                .anyMatch(f -> job.equals(f.job())
                        && Set.of("action-not-allowed", "package-not-covered").contains(f.rule()));
    }

    /** The publishers that accept the only job in question as its file stands, on every way to it. */
    List<Comparisons.Accepting> accepting() {
        if (jobs.size() != 1) {
            return List.of();
        }
        List<Comparisons.Accepting> all = new ArrayList<>();
        PublishJob job = jobs.getFirst().job();
        for (Inspection.Presented presented : jobs.getFirst().presented()) {
            for (PackageVerdict verdict : presented.verdicts()) {
                TrustedPublisher nearest = nearest(verdict.verdict());
                if (verdict.verdict().outcome() != Verdict.Outcome.MATCH
                        || nearest == null
                        || !(inspection.known().of(job.registry(), verdict.packageName())
                                instanceof KnownPublishers.Held held)) {
                    return List.of();
                }
                all.add(new Comparisons.Accepting(nearest, held.source()));
            }
        }
        return all.stream().distinct().toList();
    }

    private void verdicts(Examined examined, String where, List<Finding> findings) {
        Set<String> accepted = new LinkedHashSet<>();
        Set<String> packages = new LinkedHashSet<>();
        Set<String> deciding = new LinkedHashSet<>();
        for (Inspection.Presented presented : examined.presented()) {
            boolean all = !presented.verdicts().isEmpty();
            for (PackageVerdict verdict : presented.verdicts()) {
                all &= verdict.verdict().outcome() == Verdict.Outcome.MATCH;
                if (verdict.verdict().outcome() == Verdict.Outcome.UNDETERMINED) {
                    deciding.addAll(Unlooked.deciding(verdict.verdict()));
                }
            }
            if (all) {
                accepted.add(presented.prediction().trigger());
                presented.verdicts().stream()
                        .map(PackageVerdict::packageName)
                        .filter(Objects::nonNull)
                        .forEach(p -> packages.add("`" + p + "`"));
            }
        }
        String by = Unlooked.name(examined.job().registry());
        if (!accepted.isEmpty() && course.elsewhere() != null) {
            // By the remote's name it would fit; the run says that this is not the repository's name.
            ledger.acceptance(
                    by,
                    where,
                    "The run was in `" + course.elsewhere() + "`, which is not what the folder's remote names.",
                    "Correct the remote, or give the log of a run of this repository.");
        } else if (!accepted.isEmpty() && !refused(findings, examined.job())) {
            ledger.inOrder(Unlooked.source(inspection.known(), examined.job()) + by + " accepts " + where
                    + (packages.size() < examined.job().packages().size()
                            ? " for " + Listed.and(List.copyOf(packages))
                            : "")
                    + " on " + Listed.and(List.copyOf(accepted)) + ".");
        }
        if (!deciding.isEmpty()) {
            ledger.acceptance(
                    by,
                    where,
                    "It depends on what the files do not tell: " + Listed.and(List.copyOf(deciding)) + ".",
                    "The log of a release, or its identity token, shows the values.");
        }
        Unlooked.acceptance(inspection, examined, where, ledger);
    }

    private static long causeRules() {
        return Rules.all().stream().filter(r -> !r.info().hardening()).count();
    }
}
