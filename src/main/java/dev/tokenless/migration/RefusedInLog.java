package dev.tokenless.migration;

import dev.tokenless.diagnose.Cause;
import dev.tokenless.diagnose.Certainty;
import dev.tokenless.diagnose.Diagnosis;
import dev.tokenless.diagnose.Evidence;
import dev.tokenless.diagnose.LogLine;
import dev.tokenless.oidc.Claims;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.RepositoryId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A log in which the registry found no publisher for a job speaks against a publisher that was seen before that log was
 * written: it was removed or changed meanwhile.
 */
public final class RefusedInLog {
    private static final Set<String> NONE_FITS = Set.of("publisher-not-found", "publisher-absent");

    private RefusedInLog() {}

    /**
     * A package for whose job the registry found no publisher.
     *
     * @param at the newest time in the log
     */
    public record Refusal(RegistryId registry, String packageName, Instant at) {}

    /** What a log refuses. A log without times may be of any day: it refuses nothing that was seen or said. */
    public static List<Refusal> of(Diagnosis diagnosis) {
        Optional<Instant> newest = newest(diagnosis.log());
        if (newest.isEmpty()) {
            return List.of();
        }
        Instant written = newest.get();
        List<Refusal> all = new ArrayList<>();
        for (Cause cause : diagnosis.causes()) {
            PublishJob job = cause.job();
            if (job != null && NONE_FITS.contains(cause.id()) && certainByLog(cause)) {
                job.packages().forEach(name -> all.add(new Refusal(job.registry(), name, written)));
            }
        }
        return all;
    }

    /** What stays remembered: what was seen or said before such a log was written does not. */
    public static Remembered without(Diagnosis diagnosis, Remembered before) {
        Remembered after = before;
        for (Refusal refusal : of(diagnosis)) {
            String key = MigrationPlan.key(refusal.registry(), refusal.packageName());
            Remembered.Mark mark = before.marks(key).get(Stage.PUBLISHER_REGISTERED);
            if (mark != null && mark.at().isBefore(refusal.at()) && ofMark(diagnosis.claims(), mark)) {
                after = after.without(key, Stage.PUBLISHER_REGISTERED);
            }
        }
        return after;
    }

    /**
     * Takes what such a log refutes out of what is kept of a repository.
     *
     * @return what was taken back, as whole sentences
     */
    public static List<String> keep(MigrationStore store, RepositoryId repository, Diagnosis diagnosis) {
        Journal journal = new Journal(store, repository);
        Remembered before = journal.read();
        List<String> told = new ArrayList<>(journal.change(kept -> without(diagnosis, kept)));
        Remembered after = journal.read();
        for (Refusal refusal : of(diagnosis)) {
            String key = MigrationPlan.key(refusal.registry(), refusal.packageName());
            if (before.marks(key).containsKey(Stage.PUBLISHER_REGISTERED)
                    && !after.marks(key).containsKey(Stage.PUBLISHER_REGISTERED)) {
                told.add("The publisher of " + refusal.packageName()
                        + " is not taken for registered any more: the log is of a later time than the last look.");
            }
        }
        return told;
    }

    private static boolean certainByLog(Cause cause) {
        return cause.certainty() == Certainty.CERTAIN
                && cause.evidence().stream()
                        .anyMatch(e ->
                                e instanceof Evidence.Line line && line.path().equals("log"));
    }

    /** Whether the job presented what the mark was seen of, as far as the log tells; a mark may be of anything. */
    private static boolean ofMark(@Nullable Claims claims, Remembered.Mark mark) {
        String of = mark.of();
        Optional<String> workflow = claims == null ? Optional.empty() : claims.text("workflow_ref");
        if (of == null || claims == null || workflow.isEmpty()) {
            return true;
        }
        String path = workflow.get().replaceFirst("@.*$", "");
        String identity = path.substring(path.lastIndexOf('/') + 1) + " "
                + claims.text("environment").orElse("");
        return of.lines().anyMatch(identity::equals);
    }

    private static Optional<Instant> newest(List<LogLine> log) {
        // Times of this form sort as their letters do.
        return log.stream()
                .map(LogLine::time)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .flatMap(RefusedInLog::instant);
    }

    private static Optional<Instant> instant(String time) {
        try {
            return Optional.of(Instant.parse(time + "Z"));
        } catch (DateTimeException noTime) {
            return Optional.empty(); // something that only looks like one
        }
    }
}
