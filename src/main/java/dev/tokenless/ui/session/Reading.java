package dev.tokenless.ui.session;

import dev.tokenless.check.Finding;
import dev.tokenless.check.Inspection;
import dev.tokenless.check.Inspection.Examined;
import dev.tokenless.registry.directory.Registries;
import dev.tokenless.repo.DeclaredPackage;
import dev.tokenless.repo.Problem;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.SourceText;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A repository as it was read once.
 *
 * @param sample whether it is the sample that ships with the program
 * @param uploads packages by registry, those that a job publishes first
 * @param sources the files that screens point at, by path; a file that could not be read is not among them
 */
public record Reading(
        Path folder,
        boolean sample,
        Inspection inspection,
        List<Finding> findings,
        List<Upload> uploads,
        Map<String, SourceText> sources,
        Instant at,
        Duration took) {
    public Reading {
        findings = List.copyOf(findings);
        uploads = List.copyOf(uploads);
        sources = Map.copyOf(sources);
    }

    /** The text of a file, empty where it could not be read. */
    public String text(String path) {
        SourceText source = sources.get(path);
        return source == null ? "" : source.text();
    }

    /** One reading is itself alone: comparing all that was read would cost more than showing it again. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    /** How the user knows the repository: {@code owner/name}, else the folder's name. */
    public String name() {
        var repository = inspection.project().repository();
        if (repository != null) {
            return repository.slug();
        }
        Path last = folder.getFileName();
        return last == null ? folder.toString() : last.toString();
    }

    /** The first CI file that could not be read: what it publishes is not known. */
    public Optional<Problem> unread() {
        return inspection.unread().first();
    }

    /** The uploads of an inspection: each package of each job, then the packages that no job publishes. */
    public static List<Upload> uploads(Inspection inspection) {
        List<Upload> uploads = new ArrayList<>();
        Set<String> published = new HashSet<>();
        List<DeclaredPackage> packages = inspection.project().packages();
        for (Examined examined : inspection.jobs()) {
            RegistryId registry = examined.job().registry();
            List<String> names = examined.job().packages();
            for (String name : names) {
                uploads.add(new Upload(registry, name, manifest(packages, registry, name), examined));
                published.add(kind(registry) + " " + name);
            }
            if (names.isEmpty()) {
                uploads.add(new Upload(registry, null, null, examined));
            }
        }
        for (DeclaredPackage declared : packages) {
            if (declared.publishable() && published.add(kind(declared.registry()) + " " + declared.name())) {
                uploads.add(new Upload(declared.registry(), declared.name(), declared.manifest(), null));
            }
        }
        return uploads;
    }

    /** TestPyPI takes the packages that are declared for PyPI. */
    private static RegistryId kind(RegistryId registry) {
        return Registries.declaredFor(registry);
    }

    private static @Nullable String manifest(List<DeclaredPackage> packages, RegistryId registry, String name) {
        return packages.stream()
                .filter(p ->
                        kind(p.registry()).equals(kind(registry)) && p.name().equals(name))
                .map(DeclaredPackage::manifest)
                .findFirst()
                .orElse(null);
    }
}
