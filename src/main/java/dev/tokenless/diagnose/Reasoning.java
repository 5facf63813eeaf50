package dev.tokenless.diagnose;

import dev.tokenless.check.Difference;
import dev.tokenless.check.Inspection;
import dev.tokenless.check.Inspection.Examined;
import dev.tokenless.check.Inspector;
import dev.tokenless.check.KnownPublishers;
import dev.tokenless.check.Unread;
import dev.tokenless.oidc.Claims;
import dev.tokenless.oidc.KnownIdentity;
import dev.tokenless.registry.Registry;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.directory.Registries;
import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.RepositoryId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One diagnosis: the log first, then what was presented against what is registered, then the files. */
final class Reasoning {
    private final Given given;
    private final Clock clock;
    private final Tally tally = new Tally();
    private final List<String> notes = new ArrayList<>();
    private final Ledger ledger = new Ledger();

    Reasoning(Given given, Clock clock) {
        this.given = given;
        this.clock = clock;
    }

    Diagnosis diagnose() {
        List<LogLine> log = given.log() == null ? List.of() : given.log();
        Overcome run = Overcome.of(LogScan.hits(log), log);
        List<LogHit> hits = once(run.standing());
        Inspection inspection = given.project() == null
                ? null
                : Inspector.inspect(given.project(), given.known(), KnownIdentity.NOTHING);
        KnownPublishers known = inspection == null ? given.known() : inspection.known();
        List<TrustedPublisher> publishers = known.anything() ? known.all() : null;
        Presented read = Presented.of(given, log, clock, notes);
        RegistryId registry = Focus.registry(given, hits, read.claims(), inspection);
        Presented presented =
                read.token() == null && given.claims() == null && printedForAnother(read.claims(), registry, hits)
                        ? new Presented(null, null)
                        : read;
        List<Examined> jobs = Focus.jobs(inspection, registry, presented.claims(), hits);

        Symptoms symptoms = new Symptoms(tally, hits, registry, presented, inspection, jobs);
        symptoms.add();
        symptoms.called(log);
        Comparisons comparisons = new Comparisons(tally, ledger, registry, presented, known, jobs, given.project());
        comparisons.add();
        if (inspection != null) {
            Course course = course(inspection, presented, symptoms, jobs);
            FileCauses files = new FileCauses(tally, ledger, course, inspection, jobs, registry);
            files.add(!log.isEmpty());
            if (presented.claims() == null) {
                comparisons.acceptedByFile(files.accepting());
            }
        }
        Set<RegistryId> left = Focus.leftOut(given, registry, presented.claims(), inspection);
        if (!left.isEmpty() && registry != null) {
            ledger.open(Unlooked.leftOut(List.copyOf(left), registry));
        }
        new Settling(tally, notes).settle(symptoms, inspection, jobs);
        comparisons.contradicted();
        course(run, log, hits);
        elsewhere(presented.claims());
        List<TrustedPublisher> held = publishers;
        List<Cause> causes = new ArrayList<>(tally.causes().stream()
                .map(cause -> WorkflowRename.offered(cause, given.project(), held))
                .map(Advice::complete)
                .toList());
        if (registry != null && given.registry() == null) {
            others(registry, hits).forEach(other -> join(causes, other));
        }
        Unread unread = inspection == null ? Unread.NOTHING : inspection.unread();
        return new Diagnosis(
                registry,
                OneCure.together(causes),
                ledger.checked(),
                ledger.notKnown(),
                notes,
                unread,
                log,
                presented.claims());
    }

    /**
     * The indexes print the claims that they refuse, without the audience. In a log of several jobs they say nothing of
     * what another registry was shown.
     */
    private static boolean printedForAnother(
            @Nullable Claims claims, @Nullable RegistryId registry, List<LogHit> hits) {
        return claims != null
                && claims.text("aud").isEmpty()
                && registry != null
                && !Symptoms.family(registry).equals(RegistryId.PYPI)
                && hits.stream()
                        .map(h -> h.pattern().registry())
                        .anyMatch(of -> of != null && Symptoms.family(of).equals(RegistryId.PYPI));
    }

    /** What the run is known to have done, where it was one of this repository and it is plain of which job. */
    private Course course(Inspection inspection, Presented presented, Symptoms symptoms, List<Examined> jobs) {
        RepositoryId here = inspection.project().repository();
        String ran = presented.claims() == null
                ? null
                : presented.claims().text("repository").orElse(null);
        boolean ours = here == null || ran == null || ran.equalsIgnoreCase(here.slug());
        return ours && jobs.size() == 1
                ? new Course(presented.claims(), symptoms.exchanged(), jobs.getFirst(), null)
                : new Course(null, false, null, ours ? null : ran);
    }

    /** A text that a log repeats says the same again. */
    private static List<LogHit> once(List<LogHit> hits) {
        List<LogHit> once = new ArrayList<>();
        for (LogHit hit : hits) {
            boolean again = once.stream()
                    .anyMatch(h -> h.pattern().equals(hit.pattern())
                            && h.values().equals(hit.values())
                            && Objects.equals(h.line().job(), hit.line().job()));
            if (!again) {
                once.add(hit);
            }
        }
        return once;
    }

    /** What the log shows of the run's course, beside what stopped it. */
    private void course(Overcome run, List<LogLine> log, List<LogHit> hits) {
        run.hidden()
                .forEach(pair -> tally.add(
                        "token-left-over",
                        Certainty.CERTAIN,
                        "The exchange was refused and the upload went through all the same: a stored token did it, and"
                                + " hides that the identity is not accepted.",
                        List.of(line(pair.refusal()), line(pair.upload())),
                        List.of(),
                        null,
                        true));
        run.overcome().stream()
                .map(pair -> "A refusal (line " + pair.refusal().line().number()
                        + " of the log) was overcome by another try.")
                .distinct()
                .limit(3)
                .forEach(notes::add);
        if (log.stream().allMatch(l -> l.text().isBlank()) && given.log() != null) {
            ledger.open(new NotKnown(
                    "Why the release failed",
                    "There is no text of a log in what was given.",
                    "Give the log of the failed job."));
        } else if (hits.stream().noneMatch(LogHit::refusal) && given.log() != null) {
            LogHit published = run.published();
            notes.add(
                    published == null
                            ? "Nothing in these lines says why it failed. Paste more of the log, from the step that"
                                    + " publishes."
                            : withoutStop(published.says()) + " (line "
                                    + published.line().number()
                                    + " of the log). If something failed, it has another reason than the login.");
        }
    }

    private static String withoutStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    private static Evidence line(LogHit hit) {
        return new Evidence.Line("log", hit.line().number(), hit.line().text().strip());
    }

    /** A log of another repository's run says nothing about these files, unless the repository was renamed. */
    private void elsewhere(@Nullable Claims claims) {
        RepositoryId here = given.project() == null ? null : given.project().repository();
        String ran = claims == null ? null : claims.text("repository").orElse(null);
        if (here != null && here.provider() == Provider.GITHUB && ran != null && !ran.equalsIgnoreCase(here.slug())) {
            notes.add("The run was in `" + ran + "`, the folder is of `" + here.slug() + "`: unless the repository was"
                    + " renamed, the log is of another one, and what was found in these files does not explain it.");
            String[] names = ran.split("/", 2);
            if (names.length == 2
                    && !names[0].equalsIgnoreCase(here.owner())
                    && !names[1].equalsIgnoreCase(here.name())) {
                tally.lowerWhatTheLogDoesNotShow(Settling::isUnmatched);
            }
        }
    }

    /** A log may hold the refusals of several registries: the others are diagnosed for themselves. */
    private List<Diagnosis> others(RegistryId registry, List<LogHit> hits) {
        Set<RegistryId> others = new LinkedHashSet<>();
        for (LogHit hit : hits) {
            RegistryId of = hit.pattern().registry();
            boolean says = hit.pattern().unmatched()
                    || hit.compare() != null
                    || hit.causes().values().stream().anyMatch(c -> c != Certainty.POSSIBLE);
            if (of != null && says && !Symptoms.family(of).equals(Symptoms.family(registry))) {
                others.add(of);
            }
        }
        return others.stream()
                // A token that is made out to one registry says nothing about what another was given.
                .map(of -> new Given(given.project(), given.log(), null, null, given.known(), of))
                .map(other -> new Reasoning(other, clock).diagnose())
                .toList();
    }

    private void join(List<Cause> causes, Diagnosis other) {
        Registry of = other.registry() == null
                ? null
                : Registries.byId(other.registry()).orElse(null);
        for (Cause cause : other.causes()) {
            boolean known = causes.stream()
                    .anyMatch(c -> c.id().equals(cause.id()) && c.message().equals(cause.message()));
            // Of the other registry only what it said itself: the files are told of already.
            boolean said = cause.evidence().stream()
                    .anyMatch(
                            e -> e instanceof Evidence.Line line && line.path().equals("log"));
            if (!known && said) {
                causes.add(cause);
            }
        }
        causes.sort(Comparator.comparing(Cause::certainty));
        if (of != null) {
            notes.add("The log holds a refusal of " + of.displayName() + " too. Its causes stand with the others.");
            other.notKnown().forEach(ledger::open);
        }
    }

    /** For a difference the message and the evidence are the same whatever its source. */
    static String difference(Difference d, String registryName) {
        String field = d.field().replace('_', ' ');
        String presented = d.presented() == null ? "no " + field : field + " `" + d.presented() + "`";
        String expected = d.expected() == null ? "none" : "`" + d.expected() + "`";
        return "The job presents " + presented + ", the publisher at " + registryName + " says " + expected + "."
                + why(d.id(), registryName);
    }

    /** What the two values alone do not tell. */
    private static String why(String id, String registryName) {
        return switch (id) {
            case "reusable-workflow-not-supported" ->
                " The job stands in a called workflow, from which " + registryName + " takes no upload.";
            case "caller-workflow-not-registered" ->
                " " + registryName + " looks at the workflow that starts the run, not at the one that holds the job.";
            case "owner-case-mismatch", "environment-case-mismatch" ->
                " " + registryName + " tells upper and lower case apart.";
            case "repository-renamed" -> " If the repository was renamed, the publisher must be registered again.";
            case "owner-transferred" ->
                " If the repository moved to another owner, the publisher must be registered again.";
            default -> "";
        };
    }
}
