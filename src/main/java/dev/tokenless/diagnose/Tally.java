package dev.tokenless.diagnose;

import dev.tokenless.publish.PublishJob;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Collects causes: the same cause from several sources is one, as sure as its surest source, with all its evidence. What
 * the files say of several jobs is one cause only where it is the same.
 */
final class Tally {
    /**
     * The order of a release: what stops it earlier stands first among causes that are equally sure. What is not listed
     * stands behind.
     */
    private static final List<String> ORDER = List.of(
            "publish-trigger-never-fires",
            "environment-policy-blocks-ref",
            "id-token-permission-capped-by-caller",
            "runner-without-docker",
            "publish-action-inside-composite",
            "release-step-without-checkout",
            "fork-pull-request",
            "id-token-permission-shadowed",
            "id-token-permission-missing",
            "token-disables-oidc",
            "stored-token-refused",
            "npm-client-too-old",
            "release-tool-too-old",
            "client-without-oidc",
            "unsupported-issuer",
            "audience-mismatch",
            "event-not-supported",
            "self-hosted-runner",
            "reusable-cross-repository",
            "reusable-workflow-not-supported",
            "publisher-field-whitespace",
            "publisher-field-list",
            "pending-publisher-wrong-workflow",
            "caller-workflow-not-registered",
            "workflow-extension-mismatch",
            "workflow-filename-mismatch",
            "environment-missing-in-job",
            "environment-case-mismatch",
            "environment-mismatch",
            "owner-case-mismatch",
            "repository-renamed",
            "owner-transferred",
            "repository-mismatch",
            "pending-publisher-missing",
            "publisher-not-found",
            "first-publish-needs-token",
            "publisher-absent",
            "action-not-allowed",
            "package-not-covered",
            "token-left-over",
            "attestation-reusable-mismatch",
            "duplicate-attestations",
            "repository-url-missing",
            "repository-url-mismatch",
            "contents-permission-missing");

    private static final class Entry {
        private final String id;
        private Certainty certainty;
        private String message;
        private boolean fromLog;
        private boolean elsewhere;
        private @Nullable PublishJob job;
        /** What the files say of a job, without the job's name: the same is said of other jobs in the same words. */
        private @Nullable String detail;

        private String since = "";
        /** Findings of the same kind in the same job, beside the one that the message is of. */
        private int more;

        private final Set<PublishJob> jobs = new LinkedHashSet<>();
        private final Set<Evidence> evidence = new LinkedHashSet<>();
        private final List<Remedy> fixes = new ArrayList<>();

        private Entry(String id, Certainty certainty, String message, boolean fromLog, @Nullable PublishJob job) {
            this.id = id;
            this.certainty = certainty;
            this.message = message;
            this.fromLog = fromLog;
            this.elsewhere = !fromLog;
            this.job = job;
        }

        /** The message is of one job; that others have the same cause is said with it. */
        private String said() {
            PublishJob first = job;
            List<String> others = jobs.stream()
                    .filter(other -> first == null || !words(other, first).equals(words(first, first)))
                    .map(other -> words(other, first == null ? other : first))
                    .distinct()
                    .toList();
            return (first == null || others.isEmpty()
                            ? message
                            : message + " The same holds for " + Listed.and(others) + ".")
                    + (more == 0 ? "" : " So it is in " + (more == 1 ? "one more place" : more + " more places") + ".")
                    + since;
        }

        /** A job's name, with its file where that is another one than that of the job that the message is of. */
        private static String words(PublishJob job, PublishJob first) {
            return "`" + job.job() + "`"
                    + (job.path().equals(first.path())
                            ? ""
                            : " in `" + job.path().substring(job.path().lastIndexOf('/') + 1) + "`");
        }

        /** Adds a fix. Of two that register something the one that knows the values says all that the other does. */
        private void offer(Remedy fix) {
            if (fix.side() == Remedy.Side.REGISTRY) {
                if (fix.fields().isEmpty()
                        ? fixes.stream().anyMatch(f -> f.side() == fix.side())
                        : fixes.stream().anyMatch(f -> f.fields().equals(fix.fields()) && sameLink(f, fix))) {
                    return;
                }
                if (!fix.fields().isEmpty()) {
                    fixes.removeIf(f -> f.side() == fix.side() && f.fields().isEmpty());
                }
            }
            if (fixes.stream()
                    .noneMatch(f -> f.side() == fix.side() && f.title().equals(fix.title()))) {
                fixes.add(fix);
            }
        }

        private static boolean sameLink(Remedy a, Remedy b) {
            return Objects.equals(a.link(), b.link());
        }

        /** Whether two sources speak of one thing: no value of a claim is another here. */
        private boolean agrees(List<Evidence> other) {
            return other.stream()
                    .noneMatch(o -> o instanceof Evidence.Comparison theirs
                            && evidence.stream()
                                    .anyMatch(e -> e instanceof Evidence.Comparison ours
                                            && ours.claim().equals(theirs.claim())
                                            && !Objects.equals(ours.presented(), theirs.presented())));
        }
    }

    private final List<Entry> entries = new ArrayList<>();

    /**
     * Adds a cause that the log, the claims or a registered publisher shows, or what another of these says of it.
     *
     * @param fromLog whether the log shows it
     */
    void add(
            String id,
            Certainty certainty,
            String message,
            List<Evidence> evidence,
            List<Remedy> fixes,
            @Nullable PublishJob job,
            boolean fromLog) {
        Entry entry = entries.stream()
                .filter(e -> e.id.equals(id) && (job == null || e.job == null || e.job.equals(job)))
                .findFirst()
                .orElse(null);
        merge(entry, id, certainty, message, evidence, fixes, job, fromLog);
    }

    /**
     * Adds a cause that the files show of a job. The same finding of several jobs is one cause, whose fixes are all needed;
     * what is said of them in other words, with another tool or another value, is a cause of its own.
     *
     * @param since what to say where the log shows that it was not so in its run, empty otherwise
     */
    void addOfFiles(
            String id,
            Certainty certainty,
            String message,
            List<Evidence> evidence,
            List<Remedy> fixes,
            @Nullable PublishJob job,
            String since) {
        String detail = job == null ? message : message.replace(where(job), "");
        Entry entry = entries.stream()
                .filter(e -> e.id.equals(id) && detail.equals(e.detail) && since.equals(e.since))
                .findFirst()
                .or(() -> entries.stream()
                        .filter(e -> e.id.equals(id) && e.detail == null && since.isEmpty())
                        .filter(e ->
                                e.job == null || job == null || e.job.registry().equals(job.registry()))
                        .filter(e -> e.agrees(evidence))
                        .findFirst())
                .orElse(null);
        Entry another = entry != null ? null : ofSameJob(id, job, evidence, since);
        if (another != null) {
            another.more++;
        }
        Entry merged = merge(another == null ? entry : another, id, certainty, message, evidence, fixes, job, false);
        merged.detail = another == null ? detail : merged.detail;
        merged.since = since;
    }

    /** A finding without two values to compare is told by its line; several in one job are one cause in several places. */
    private @Nullable Entry ofSameJob(String id, @Nullable PublishJob job, List<Evidence> evidence, String since) {
        boolean compared = evidence.stream().anyMatch(Evidence.Comparison.class::isInstance);
        return compared
                ? null
                : entries.stream()
                        .filter(e -> e.id.equals(id) && e.detail != null && since.equals(e.since))
                        .filter(e -> job != null && job.equals(e.job) && e.jobs.size() == 1)
                        .filter(e -> e.evidence.stream().noneMatch(Evidence.Comparison.class::isInstance))
                        .findFirst()
                        .orElse(null);
    }

    /** The job as the sentences of the rules name it. */
    private static String where(PublishJob job) {
        return "`" + job.job() + "` in `" + job.path().substring(job.path().lastIndexOf('/') + 1) + "`";
    }

    private Entry merge(
            @Nullable Entry known,
            String id,
            Certainty certainty,
            String message,
            List<Evidence> evidence,
            List<Remedy> fixes,
            @Nullable PublishJob job,
            boolean fromLog) {
        Entry entry = known;
        if (entry == null) {
            entry = new Entry(id, certainty, message, fromLog, job);
            entries.add(entry);
        } else {
            // A source that knows the values says it better than one that only knows the symptom.
            if (certainty.compareTo(entry.certainty) < 0
                    || (entry.fromLog && !entry.elsewhere && !fromLog && certainty == entry.certainty)) {
                entry.message = message;
                entry.job = job == null ? entry.job : job;
            }
            entry.certainty = entry.certainty.or(certainty);
            entry.fromLog |= fromLog;
            entry.elsewhere |= !fromLog;
        }
        if (job != null) {
            entry.jobs.add(job);
        }
        entry.evidence.addAll(evidence);
        fixes.forEach(entry::offer);
        return entry;
    }

    boolean has(String id) {
        return entries.stream().anyMatch(e -> e.id.equals(id));
    }

    /** Whether one of the causes that fit is at least this sure. */
    boolean has(Predicate<String> id, Certainty atLeast) {
        return entries.stream().anyMatch(e -> id.test(e.id) && e.certainty.compareTo(atLeast) <= 0);
    }

    /** Whether files, claims or registry show a cause with some certainty. */
    boolean seenElsewhere() {
        return entries.stream().anyMatch(e -> e.certainty != Certainty.POSSIBLE && e.elsewhere);
    }

    /** Whether a cause is known from the log alone. */
    boolean seenInLogOnly(String id) {
        List<Entry> named = entries.stream().filter(e -> e.id.equals(id)).toList();
        return !named.isEmpty() && named.stream().allMatch(e -> e.fromLog && !e.elsewhere);
    }

    /** Gives what the log shows of one cause to those of its family that the files show, and drops it. */
    void handOver(String id, Set<String> family) {
        List<Entry> from = entries.stream().filter(e -> e.id.equals(id)).toList();
        entries.removeAll(from);
        for (Entry entry : entries) {
            if (!from.isEmpty() && family.contains(entry.id)) {
                from.forEach(f -> entry.evidence.addAll(f.evidence));
                entry.fromLog = true;
            }
        }
    }

    /** Gives the lines of a symptom to the causes that explain it, and drops it. What only today's files show does not. */
    void handOverProved(String id, Set<String> family) {
        List<Entry> from = entries.stream().filter(e -> e.id.equals(id)).toList();
        entries.removeAll(from);
        for (Entry entry : entries) {
            if (family.contains(entry.id) && entry.since.isEmpty() && entry.certainty != Certainty.POSSIBLE) {
                from.forEach(f -> f.evidence.stream()
                        .filter(Evidence.Line.class::isInstance)
                        .forEach(entry.evidence::add));
            }
        }
    }

    /** Says more of a cause, with other fixes. */
    void tell(String id, String more, List<Remedy> fixes) {
        for (Entry entry : entries) {
            if (entry.id.equals(id)) {
                entry.message = (entry.message + " " + more).strip();
                entry.fixes.clear();
                entry.fixes.addAll(fixes);
            }
        }
    }

    /** Says more of a cause, once. */
    void tell(String id, String more) {
        for (Entry entry : entries) {
            if (entry.id.equals(id) && !entry.message.contains(more)) {
                entry.message = (entry.message + " " + more).strip();
            }
        }
    }

    void drop(String id) {
        entries.removeIf(e -> e.id.equals(id));
    }

    /** Lowers what only the files say, where the log shows that something else stopped the run. */
    void lowerWhatTheLogDoesNotShow(Predicate<String> except) {
        for (Entry entry : entries) {
            if (!entry.fromLog && !except.test(entry.id)) {
                entry.certainty = Certainty.POSSIBLE;
            }
        }
    }

    /** The causes, the most likely first. */
    List<Cause> causes() {
        List<Entry> all = new ArrayList<>(entries);
        all.sort(Comparator.comparing((Entry e) -> e.certainty)
                .thenComparing(e -> !e.fromLog)
                .thenComparingInt(e -> rank(e.id)));
        return all.stream()
                .map(e -> new Cause(e.id, e.certainty, e.said(), told(e.evidence), e.fixes, e.job))
                .toList();
    }

    /** A comparison that names both values says all that one without the expected value says. */
    private static List<Evidence> told(Set<Evidence> evidence) {
        List<Evidence> told = new ArrayList<>();
        for (Evidence one : evidence) {
            boolean said = one instanceof Evidence.Comparison compared
                    && compared.expected() == null
                    && evidence.stream()
                            .anyMatch(other -> other instanceof Evidence.Comparison fuller
                                    && fuller.expected() != null
                                    && fuller.claim().equals(compared.claim()));
            if (!said) {
                told.add(one);
            }
        }
        // What differs is the answer; where it was read comes behind it.
        told.sort(Comparator.comparingInt(e -> switch (e) {
            case Evidence.Comparison compared -> compared.expected() != null ? 0 : 1;
            case Evidence.Line _ -> 2;
        }));
        return told;
    }

    private static int rank(String id) {
        int rank = ORDER.indexOf(id);
        return rank < 0 ? ORDER.size() : rank;
    }
}
