package dev.tokenless.diagnose;

import dev.tokenless.check.Inspection;
import dev.tokenless.check.Inspection.Examined;
import dev.tokenless.ci.EnvironmentRef;
import dev.tokenless.oidc.Claims;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.directory.Registries;
import dev.tokenless.repo.RegistryId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which registry and which publish jobs of the repository a diagnosis is about. */
final class Focus {
    private static final Pattern FILE = Pattern.compile("/(\\.github/workflows/[^@]+)@");

    private Focus() {}

    /**
     * The registry: the one that was named, else the one that log, token or the rest speak of; null where they do not, which
     * means all of them.
     */
    static @Nullable RegistryId registry(
            Given given, List<LogHit> hits, @Nullable Claims claims, @Nullable Inspection inspection) {
        if (given.registry() != null) {
            return given.registry();
        }
        RegistryId byAudience = byAudience(claims);
        if (byAudience != null) {
            return byAudience;
        }
        Set<RegistryId> jobs = new LinkedHashSet<>();
        if (inspection != null) {
            inspection.jobs().stream()
                    .map(e -> e.job().registry())
                    .filter(r -> Registries.byId(r).isPresent())
                    .forEach(jobs::add);
        }
        RegistryId byLog = byLog(given, hits, jobs);
        if (byLog != null) {
            RegistryId byEnvironment = byLog.equals(RegistryId.PYPI) || byLog.equals(RegistryId.TESTPYPI)
                    ? byEnvironment(claims, inspection)
                    : null;
            return byEnvironment == null ? byLog : byEnvironment;
        }
        if (jobs.size() == 1) {
            return jobs.iterator().next();
        }
        // A publishers file that was handed in speaks of what is meant. An answer of one registry, asked for at any
        // time
        // before, says nothing of what is wrong now: with it alone the jobs of all others would be passed over.
        List<TrustedPublisher> publishers = given.known().listed() == null && !jobs.isEmpty()
                ? List.of()
                : given.known().all();
        Set<RegistryId> registered = new LinkedHashSet<>();
        publishers.forEach(p -> {
            if (p.registry() != null) {
                registered.add(p.registry());
            }
        });
        return registered.size() == 1 ? registered.iterator().next() : null;
    }

    private static @Nullable RegistryId byAudience(@Nullable Claims claims) {
        String audience = claims == null ? null : claims.text("aud").orElse(null);
        return Registries.all().stream()
                .filter(r -> r.audience().equals(audience))
                .map(r -> r.id())
                .findFirst()
                .orElse(null);
    }

    /** The index whose jobs alone run in the environment that was presented; null where that is not one of the two. */
    private static @Nullable RegistryId byEnvironment(@Nullable Claims claims, @Nullable Inspection inspection) {
        String ran = claims == null ? null : claims.text("environment").orElse(null);
        if (ran == null || inspection == null) {
            return null;
        }
        Set<RegistryId> found = new LinkedHashSet<>();
        for (Examined examined : inspection.jobs()) {
            PublishJob job = examined.job();
            boolean index =
                    job.registry().equals(RegistryId.PYPI) || job.registry().equals(RegistryId.TESTPYPI);
            if (index
                    && !(job.environment() instanceof EnvironmentRef.Named(String named, var _)
                            && !named.equals(ran))) {
                found.add(job.registry());
            }
        }
        return found.size() == 1 ? found.iterator().next() : null;
    }

    /** PyPI and TestPyPI print the same texts; the address in the log tells them apart. */
    private static @Nullable RegistryId byLog(Given given, List<LogHit> hits, Set<RegistryId> jobs) {
        Set<RegistryId> found = new LinkedHashSet<>();
        for (LogHit hit : hits) {
            if (hit.pattern().registry() != null && !hit.pattern().exchanged()) {
                found.add(hit.pattern().registry());
            }
        }
        RegistryId first = found.isEmpty() ? null : found.iterator().next();
        if (!RegistryId.PYPI.equals(first)) {
            return first;
        }
        // What another job of the log uploaded to, or was refused by, says nothing of this one.
        Set<@Nullable String> refused = new HashSet<>();
        hits.stream()
                .filter(h -> h.refusal() && RegistryId.PYPI.equals(h.pattern().registry()))
                .forEach(h -> refused.add(h.line().job()));
        List<LogLine> lines = given.log() == null
                ? List.of()
                : given.log().stream()
                        .filter(l -> refused.isEmpty() || refused.contains(null) || refused.contains(l.job()))
                        .toList();
        boolean test = lines.stream().anyMatch(l -> l.text().contains("test.pypi.org"))
                && lines.stream().noneMatch(l -> l.text().contains("upload.pypi.org"));
        boolean onlyTest = jobs.contains(RegistryId.TESTPYPI) && !jobs.contains(RegistryId.PYPI);
        return test || onlyTest ? RegistryId.TESTPYPI : RegistryId.PYPI;
    }

    /**
     * The jobs in question: those of the registry, and of these the one that the claims or the log name, where they name
     * one.
     */
    static List<Examined> jobs(
            @Nullable Inspection inspection,
            @Nullable RegistryId registry,
            @Nullable Claims claims,
            List<LogHit> hits) {
        if (inspection == null) {
            return List.of();
        }
        List<Examined> jobs = inspection.jobs().stream()
                .filter(e -> Registries.byId(e.job().registry()).isPresent())
                .filter(e -> registry == null || e.job().registry().equals(registry))
                .toList();
        List<Examined> byFile = narrowed(jobs, e -> inFile(e.job(), claims));
        return narrowed(byFile, e -> inLog(e.job(), hits));
    }

    /**
     * The registries of the repository's jobs that are not looked at because the publishers that were handed in are of one
     * alone: nobody asked for that in so many words, so that it is to be said.
     */
    static Set<RegistryId> leftOut(
            Given given, @Nullable RegistryId registry, @Nullable Claims claims, @Nullable Inspection inspection) {
        Set<RegistryId> left = new LinkedHashSet<>();
        if (registry != null
                && given.registry() == null
                && given.log() == null
                && claims == null
                && inspection != null) {
            inspection.jobs().stream()
                    .map(e -> e.job().registry())
                    .filter(r -> !r.equals(registry) && Registries.byId(r).isPresent())
                    .forEach(left::add);
        }
        return left;
    }

    private static List<Examined> narrowed(List<Examined> jobs, java.util.function.Predicate<Examined> fits) {
        List<Examined> fitting = new ArrayList<>(jobs.stream().filter(fits).toList());
        return fitting.isEmpty() ? jobs : fitting;
    }

    private static boolean inFile(PublishJob job, @Nullable Claims claims) {
        String reference = claims == null
                ? ""
                : claims.text("job_workflow_ref")
                        .or(() -> claims.text("workflow_ref"))
                        .orElse("");
        Matcher file = FILE.matcher(reference);
        return file.find() && file.group(1).equals(job.path());
    }

    /** The log calls a job by its name, with the values of its matrix, and a called one by its caller's name too. */
    private static boolean inLog(PublishJob job, List<LogHit> hits) {
        for (LogHit hit : hits) {
            String named = hit.line().job();
            if (named == null) {
                continue;
            }
            String own = named.substring(named.lastIndexOf(" / ") < 0 ? 0 : named.lastIndexOf(" / ") + 3);
            int matrix = own.indexOf(" (");
            String bare = (matrix < 0 ? own : own.substring(0, matrix)).strip();
            if (bare.equals(job.job()) || bare.equals(name(job))) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable String name(PublishJob job) {
        return job.ci() instanceof PublishJob.GitHubJob(var _, var ci) ? ci.name() : null;
    }
}
