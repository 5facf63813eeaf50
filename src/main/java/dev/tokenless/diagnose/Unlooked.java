package dev.tokenless.diagnose;

import dev.tokenless.check.Inspection;
import dev.tokenless.check.Inspection.Examined;
import dev.tokenless.check.KnownPublishers;
import dev.tokenless.check.KnownPublishers.Held;
import dev.tokenless.check.KnownPublishers.Unanswered;
import dev.tokenless.oidc.ClaimValue;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.registry.Registry;
import dev.tokenless.registry.Verdict;
import dev.tokenless.registry.Verdict.CheckOutcome;
import dev.tokenless.registry.Verdict.ClaimCheck;
import dev.tokenless.registry.directory.Registries;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.SourceTree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the files leave open, with the reason and the way to know it. */
final class Unlooked {
    private static final String SAY = "Name them in the step Publisher, or in a publishers file.";
    private static final String ANOTHER =
            "Name the folder of a repository that publishes, or give the log of the release.";

    private Unlooked() {}

    static String name(RegistryId id) {
        return Registries.byId(id).map(Registry::displayName).orElse(id.id());
    }

    /** CI files that could not be read may hold what matters. */
    static NotKnown unread(Inspection inspection) {
        String sentence = inspection.unread().sentence(!inspection.jobs().isEmpty());
        int colon = sentence.indexOf(": ");
        int stop = sentence.lastIndexOf(". ");
        boolean mend = stop > colon;
        return new NotKnown(
                inspection.jobs().isEmpty() ? "What is published" : "What else is published",
                capital(mend ? sentence.substring(colon + 2, stop + 1) : sentence.substring(colon + 2)),
                mend ? sentence.substring(stop + 2) : "See to it that the folder can be read.");
    }

    private static String capital(String sentence) {
        return sentence.startsWith(".")
                ? "The file " + sentence
                : Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }

    /** There is no job to look at. */
    static NotKnown noJob(Inspection inspection, @Nullable RegistryId registry, boolean log) {
        String what = log ? "Which job of the repository wrote the log" : "Whether a release would work";
        List<String> elsewhere = inspection.jobs().stream()
                .map(e -> e.job().registry())
                .filter(id -> Registries.byId(id).isPresent())
                .distinct()
                .map(Unlooked::name)
                .toList();
        String to = registry == null ? "a registry that offers trusted publishing" : name(registry);
        if (!elsewhere.isEmpty()) {
            return new NotKnown(
                    what,
                    "No job of the repository publishes to " + to + "; its jobs publish to " + Listed.and(elsewhere)
                            + ".",
                    log ? "Name the folder of the repository that the log is of." : "Name one of these registries.");
        }
        boolean files = !inspection.workflows().isEmpty()
                || !(inspection.project().tree().read(".gitlab-ci.yml") instanceof SourceTree.Absent);
        return new NotKnown(
                what,
                files
                        ? "No job of the repository publishes to " + to + "."
                        : "The folder holds no workflow in .github/workflows and no .gitlab-ci.yml.",
                log ? "Name the folder of the repository that the log is of." : ANOTHER);
    }

    /** Which claims an open verdict hangs on, in words. */
    static List<String> deciding(Verdict verdict) {
        List<String> deciding = new ArrayList<>();
        for (ClaimCheck check : verdict.checks()) {
            if (check.outcome() == CheckOutcome.UNDETERMINED) {
                String why =
                        check.presented() instanceof ClaimValue.Unknown(String reason, var _) ? reason : check.note();
                deciding.add("`" + check.claim() + "`" + (why.isEmpty() ? "" : " (" + why + ")"));
            }
        }
        return deciding;
    }

    /** From where it is known what a job's packages have, as the beginning of a sentence; empty for the registry itself. */
    static String source(KnownPublishers known, PublishJob job) {
        List<@Nullable String> names = new ArrayList<>(job.packages());
        if (names.isEmpty()) {
            names.add(null);
        }
        for (String name : names) {
            if (known.of(job.registry(), name) instanceof Held held) {
                return switch (held.source()) {
                    case FILE -> "By the publishers file, ";
                    case TYPED -> "By what was typed here, ";
                    case READ -> "";
                    case PLAYED -> "As it is played here, ";
                };
            }
        }
        return "";
    }

    /** The packages of a job of which it is not known what their registry holds, or with what to compare it. */
    static void acceptance(Inspection inspection, Examined examined, String where, Ledger ledger) {
        PublishJob job = examined.job();
        String by = name(job.registry());
        KnownPublishers known = inspection.known();
        List<@Nullable String> unknown = known.unknown(job);
        boolean all = unknown.size() >= Math.max(1, job.packages().size());
        for (String name : unknown) {
            String reason = known.of(job.registry(), name) instanceof Unanswered(String why, Instant _)
                    ? why
                    : "Nobody said which publishers " + by + " holds.";
            String of = all || name == null ? where : where + " for `" + name + "`";
            ledger.acceptance(by, of, reason, SAY);
        }
        boolean compared =
                examined.presented().stream().anyMatch(p -> !p.verdicts().isEmpty());
        if (!all && !compared) {
            boolean named = inspection.project().repository() != null;
            ledger.acceptance(
                    by,
                    where,
                    named
                            ? "It is not known what the job would present."
                            : "The folder has no remote, so that the name of its repository is not known.",
                    named
                            ? "The log of a release shows it."
                            : "Add the remote with git remote add origin, and the address.");
        }
    }

    /** What the jobs of other registries are, where only those of one were looked at. */
    static NotKnown leftOut(List<RegistryId> others, RegistryId registry) {
        return new NotKnown(
                "Whether the jobs for "
                        + Listed.and(others.stream().map(Unlooked::name).toList()) + " would work",
                "The publishers that were given are of " + name(Objects.requireNonNull(registry))
                        + " alone, so that only its jobs were looked at.",
                "Name another registry to look at its jobs.");
    }
}
