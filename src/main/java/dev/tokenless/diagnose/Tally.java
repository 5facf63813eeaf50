package dev.tokenless.diagnose;

import dev.tokenless.publish.PublishJob;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Collects causes: the same cause from several sources is one, as sure as its surest source, with all its evidence. */
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
        private Certainty certainty;
        private String message;
        private boolean fromLog;
        private boolean elsewhere;
        private @Nullable PublishJob job;
        private final Set<String> jobs = new LinkedHashSet<>();
        private final Set<Evidence> evidence = new LinkedHashSet<>();
        private final List<Remedy> fixes = new ArrayList<>();

        private Entry(Certainty certainty, String message, boolean fromLog, @Nullable PublishJob job) {
            this.certainty = certainty;
            this.message = message;
            this.fromLog = fromLog;
            this.elsewhere = !fromLog;
            this.job = job;
        }

        /** The message is of one job; that others have the same cause is said with it. */
        private String said() {
            List<String> others = new ArrayList<>(jobs);
            others.remove(job == null ? "" : words(job));
            return job == null || others.isEmpty()
                    ? message
                    : message + " The same cause stands in " + String.join(", ", others) + ".";
        }

        private static String words(PublishJob job) {
            return "`" + job.job() + "`";
        }
    }

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /**
     * Adds a cause, or what another source says of it.
     *
     * @param fromLog whether the log shows it, rather than the files or the registry
     */
    void add(
            String id,
            Certainty certainty,
            String message,
            List<Evidence> evidence,
            List<Remedy> fixes,
            @Nullable PublishJob job,
            boolean fromLog) {
        Entry entry = entries.get(id);
        if (entry == null) {
            entry = new Entry(certainty, message, fromLog, job);
            entries.put(id, entry);
        } else {
            // A source that knows the values says it better than one that only knows the symptom.
            if (certainty.compareTo(entry.certainty) < 0
                    || (entry.fromLog && !fromLog && certainty == entry.certainty)) {
                entry.message = message;
                entry.job = job == null ? entry.job : job;
            }
            entry.certainty = entry.certainty.or(certainty);
            entry.fromLog |= fromLog;
            entry.elsewhere |= !fromLog;
        }
        if (job != null) {
            entry.jobs.add(Entry.words(job));
        }
        entry.evidence.addAll(evidence);
        for (Remedy fix : fixes) {
            if (entry.fixes.stream().noneMatch(f -> f.title().equals(fix.title()))) {
                entry.fixes.add(fix);
            }
        }
    }

    boolean has(String id) {
        return entries.containsKey(id);
    }

    /** Whether one of the causes that fit is at least this sure. */
    boolean has(Predicate<String> id, Certainty atLeast) {
        return entries.entrySet().stream()
                .anyMatch(e -> id.test(e.getKey()) && e.getValue().certainty.compareTo(atLeast) <= 0);
    }

    /** Whether files, claims or registry show a cause with some certainty. */
    boolean seenElsewhere() {
        return entries.values().stream().anyMatch(e -> e.certainty != Certainty.POSSIBLE && e.elsewhere);
    }

    /** Whether a cause is known from the log alone. */
    boolean seenInLogOnly(String id) {
        Entry entry = entries.get(id);
        return entry != null && entry.fromLog && !entry.elsewhere;
    }

    /** Gives what the log shows of one cause to those of its family that the files show, and drops it. */
    void handOver(String id, Set<String> family) {
        Entry from = entries.remove(id);
        if (from == null) {
            return;
        }
        entries.forEach((other, entry) -> {
            if (family.contains(other)) {
                entry.evidence.addAll(from.evidence);
                entry.fromLog = true;
            }
        });
    }

    void drop(String id) {
        entries.remove(id);
    }

    /** Lowers what only the files say, where the log shows that something else stopped the run. */
    void lowerWhatTheLogDoesNotShow(Predicate<String> except) {
        entries.forEach((id, entry) -> {
            if (!entry.fromLog && !except.test(id)) {
                entry.certainty = Certainty.POSSIBLE;
            }
        });
    }

    /** The causes, the most likely first. */
    List<Cause> causes() {
        List<Map.Entry<String, Entry>> all = new ArrayList<>(entries.entrySet());
        all.sort(Comparator.comparing((Map.Entry<String, Entry> e) -> e.getValue().certainty)
                .thenComparing(e -> !e.getValue().fromLog)
                .thenComparingInt(e -> rank(e.getKey())));
        return all.stream()
                .map(e -> new Cause(
                        e.getKey(),
                        e.getValue().certainty,
                        e.getValue().said(),
                        told(e.getValue().evidence),
                        e.getValue().fixes,
                        e.getValue().job))
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
