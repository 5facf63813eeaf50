package dev.tokenless.diagnose;

import dev.tokenless.check.Inspection;
import dev.tokenless.check.Inspection.Examined;
import dev.tokenless.ci.EnvironmentRef;
import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Workflow;
import dev.tokenless.net.Redaction;
import dev.tokenless.oidc.Claims;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.repo.Project;
import dev.tokenless.repo.RegistryId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the log says by itself. */
final class Symptoms {
    private final Tally tally;
    private final List<LogHit> hits;
    private final @Nullable RegistryId registry;
    private final Presented presented;
    private final @Nullable Inspection inspection;
    private final List<Examined> jobs;
    private final Map<String, Certainty> guesses = new LinkedHashMap<>();
    private final Set<String> said = new HashSet<>();
    private boolean unmatched;

    Symptoms(
            Tally tally,
            List<LogHit> hits,
            @Nullable RegistryId registry,
            Presented presented,
            @Nullable Inspection inspection,
            List<Examined> jobs) {
        this.tally = tally;
        this.hits = hits;
        this.registry = registry;
        this.presented = presented;
        this.inspection = inspection;
        this.jobs = jobs;
    }

    /** A called workflow, as a step's text or the head of a job's log names it. */
    private static final Pattern CALLED = Pattern.compile(
            "(?i)\\buses: ?([\\w.-]{1,100}/[\\w.-]{1,100})/\\.github/workflows/([\\w.-]{1,200}\\.ya?ml)@");

    /** Where the log names a called workflow and the registry does not say what differs, the call may be what differs. */
    void called(List<LogLine> log) {
        if (!unmatched || presented.claims() != null) {
            return;
        }
        for (LogLine line : log) {
            Matcher called = CALLED.matcher(line.text());
            if (called.find()) {
                Project here = project();
                boolean own = here != null
                        && here.repository() != null
                        && here.repository().slug().equalsIgnoreCase(called.group(1));
                String id = own ? "reusable-workflow-not-supported" : "reusable-cross-repository";
                guesses.putIfAbsent(id, Certainty.POSSIBLE);
                tally.add(
                        id,
                        Certainty.POSSIBLE,
                        "The job may stand in `" + called.group(2) + "` of `" + called.group(1)
                                + "`, which another workflow calls. If so, the registered file must be the one that the"
                                + " registry reads.",
                        List.of(new Evidence.Line(
                                "log", line.number(), line.text().strip())),
                        List.of(),
                        null,
                        true);
                return;
            }
        }
    }

    /** Causes that a symptom merely allows, with how sure it makes them. */
    Map<String, Certainty> guesses() {
        return guesses;
    }

    /**
     * Whether the log shows by a version what the files speak against, in the job that failed: the run had what it printed,
     * whatever the file says today.
     */
    boolean shown(String id) {
        return hits.stream()
                .filter(hit -> hit.pattern().older() != null && hit.causes().containsKey(id))
                .anyMatch(version -> hits.stream()
                        .anyMatch(hit -> hit.refusal()
                                && hit.pattern().older() == null
                                && Objects.equals(
                                        hit.line().job(), version.line().job())));
    }

    /** Whether some line of the log names what happened, if only that no publisher was found. */
    boolean certain() {
        return unmatched || !said.isEmpty();
    }

    /** Whether a line of the log names this cause for certain. */
    boolean said(String id) {
        return said.contains(id);
    }

    /** Whether the log shows that the registry was asked to exchange the identity, be it refused. */
    boolean exchanged() {
        return unmatched
                || hits.stream()
                        .filter(this::ofThisRegistry)
                        .anyMatch(h -> h.pattern().exchanged()
                                || h.compare() != null && !h.compare().equals("repository.url"));
    }

    /** Whether a cause is of the kind that the log speaks of. */
    @SafeVarargs
    final boolean explains(String id, Set<String> unmatchedFamily, Set<String>... families) {
        if (said.contains(id) || (unmatched && unmatchedFamily.contains(id))) {
            return true;
        }
        for (Set<String> family : families) {
            if (family.contains(id) && family.stream().anyMatch(said::contains)) {
                return true;
            }
        }
        return false;
    }

    void add() {
        Set<String> overridden = new HashSet<>();
        Set<String> present = new HashSet<>();
        for (LogHit hit : hits) {
            overridden.addAll(hit.pattern().overrides());
            if (hit.newEnough()) {
                overridden.addAll(hit.pattern().causes().keySet());
            }
            hit.causes().forEach((id, certainty) -> {
                if (certainty == Certainty.CERTAIN) {
                    present.add(id);
                }
            });
        }
        for (LogHit hit : hits) {
            if (hit.pattern().unless().stream().noneMatch(present::contains) && ofThisRegistry(hit)) {
                add(hit, overridden);
            }
        }
    }

    /** With the registry named, the texts of another one in the same log are not about it. */
    private boolean ofThisRegistry(LogHit hit) {
        RegistryId of = hit.pattern().registry();
        return of == null
                || registry == null
                || of.equals(registry)
                || family(of).equals(family(registry));
    }

    static RegistryId family(RegistryId id) {
        return id.equals(RegistryId.TESTPYPI) ? RegistryId.PYPI : id;
    }

    private void add(LogHit hit, Set<String> overridden) {
        List<Evidence> evidence = evidence(hit);
        hit.causes().forEach((id, certainty) -> {
            if (!overridden.contains(id)) {
                if (certainty == Certainty.CERTAIN) {
                    said.add(id);
                } else {
                    guesses.merge(id, certainty, Certainty::or);
                }
                put(id, certainty, hit, evidence);
            }
        });
        String compare = hit.compare();
        if (compare != null) {
            String id = LogValues.cause(compare, hit, presented.claims(), jobs);
            said.add(id);
            if (mended(compare, hit)) {
                tally.add(
                        id,
                        Certainty.CERTAIN,
                        hit.says(id) + " The workflow as it is now presents what is expected: it was changed after this"
                                + " run.",
                        evidence,
                        List.of(Remedy.AGAIN),
                        jobs.getFirst().job(),
                        true);
            } else {
                put(id, Certainty.CERTAIN, hit, evidence);
            }
        }
        if (hit.pattern().unmatched()) {
            unmatched = true;
            put("publisher-not-found", hit.cut() ? Certainty.LIKELY : Certainty.CERTAIN, hit, evidence);
            hints(hit, evidence);
        }
    }

    /** Whether the only job in question presents by now what the registry said it expects, on every way to it. */
    private boolean mended(String claim, LogHit hit) {
        String expected = hit.value("expected");
        if (expected == null || jobs.size() != 1 || jobs.getFirst().presented().isEmpty()) {
            return false;
        }
        List<String> wanted = LogValues.listed(expected);
        return jobs.getFirst().presented().stream()
                .map(p -> p.prediction().claims().text(claim).orElse(""))
                .allMatch(now -> wanted.contains(now) || wanted.contains(Advice.file(now)));
    }

    /** What the claims behind a refusal suggest, before anybody said what is registered. */
    private void hints(LogHit hit, List<Evidence> evidence) {
        Claims claims = presented.claims();
        if (claims == null || inspection != null && known(inspection)) {
            return;
        }
        boolean python = registry != null && family(registry).equals(RegistryId.PYPI);
        if (python && LogValues.throughCall(claims)) {
            guesses.put("reusable-workflow-not-supported", Certainty.LIKELY);
            tally.add(
                    "reusable-workflow-not-supported",
                    Certainty.LIKELY,
                    "The job stands in " + code(claims, "job_workflow_ref") + " and the run was started by "
                            + code(claims, "workflow_ref") + ": the index does not support publishing from a called"
                            + " workflow.",
                    List.of(comparison(claims, "job_workflow_ref"), comparison(claims, "workflow_ref")),
                    List.of(),
                    null,
                    true);
        }
        String now = jobs.size() == 1
                        && jobs.getFirst().job().environment() instanceof EnvironmentRef.Named(String named, var _)
                ? named
                : null;
        String ran = claims.text("environment").orElse("");
        if (now != null && !ran.isEmpty() && !(python ? ran.equalsIgnoreCase(now) : ran.equals(now))) {
            tally.tell(
                    "publisher-not-found",
                    "The run presented environment `" + ran + "`; as its file is now, the job runs in `" + now
                            + "`, which is what the values below say.");
        }
        if (claims.values().get("environment") instanceof dev.tokenless.oidc.ClaimValue.Absent) {
            guesses.put("environment-missing-in-job", Certainty.POSSIBLE);
            tally.add(
                    "environment-missing-in-job",
                    Certainty.POSSIBLE,
                    "The job ran in no environment. If the publisher names one, that is why."
                            + (now == null ? "" : " As its file is now, it runs in `" + now + "`."),
                    List.of(new Evidence.Comparison("environment", null, null)),
                    now == null ? List.of() : List.of(Remedy.AGAIN),
                    null,
                    true);
        }
    }

    /** Whether it is known what the registry holds for a job in question. */
    private boolean known(Inspection read) {
        return jobs.isEmpty()
                ? read.known().anything()
                : jobs.stream().anyMatch(j -> read.known().unknown(j.job()).isEmpty());
    }

    private static String code(Claims claims, String name) {
        return "`" + claims.text(name).orElse("") + "`";
    }

    private static Evidence.Comparison comparison(Claims claims, String name) {
        return new Evidence.Comparison(name, claims.text(name).orElse(null), null);
    }

    private void put(String id, Certainty certainty, LogHit hit, List<Evidence> evidence) {
        tally.add(
                id,
                certainty,
                named(hit.says(id)),
                evidence,
                RegistrySide.remedies(
                        registry,
                        id,
                        presented.claims(),
                        hit.value("package"),
                        project(),
                        jobs.size() == 1 ? jobs.getFirst().job() : null),
                jobs.size() == 1 ? jobs.getFirst().job() : null,
                true);
    }

    /** Both indexes print the same texts; where it is known which of them it was, it is named. */
    private String named(String sentence) {
        return registry != null && family(registry).equals(RegistryId.PYPI) && sentence.startsWith("The index ")
                ? Unlooked.name(registry) + sentence.substring("The index".length())
                : sentence;
    }

    private @Nullable Project project() {
        return inspection == null ? null : inspection.project();
    }

    private List<Evidence> evidence(LogHit hit) {
        List<Evidence> evidence = new ArrayList<>();
        String claim = hit.compare() != null ? hit.compare() : hit.pattern().field();
        String expected = hit.value("expected");
        boolean told = hit.compare() != null || hit.value("presented") != null;
        if (claim != null && told && !hit.cut()) {
            evidence.add(new Evidence.Comparison(
                    claim,
                    hit.value("presented"),
                    expected == null ? null : String.join(", ", LogValues.listed(expected))));
        }
        evidence.add(
                new Evidence.Line("log", hit.line().number(), hit.line().text().strip()));
        if (jobs.size() == 1) {
            inRepository(jobs.getFirst().job(), evidence);
        }
        return evidence;
    }

    /** The step of the repository that wrote the log. */
    private static void inRepository(PublishJob job, List<Evidence> evidence) {
        if (job.ci() instanceof PublishJob.GitHubJob(Workflow workflow, Job _)
                && job.place().path().equals(workflow.path())) {
            String line = workflow.source()
                    .text()
                    .lines()
                    .skip(Math.max(0, job.place().line() - 1L))
                    .findFirst()
                    .orElse("");
            evidence.add(new Evidence.Line(workflow.path(), job.place().line(), Redaction.mask(line.strip())));
        }
    }
}
