package dev.tokenless.migration;

import dev.tokenless.check.Inspection;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.registry.directory.Registries;
import dev.tokenless.repo.DeclaredPackage;
import dev.tokenless.repo.RegistryId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The packages of a repository that are to be migrated: what its jobs upload to the registries that we know. */
public final class PlannedPackages {
    private PlannedPackages() {}

    /** One package at one registry. */
    public record Key(RegistryId registry, String packageName) {}

    /**
     * The packages that the jobs name, and where a job names none those that the manifests declare for its registry.
     */
    public static List<Key> of(Inspection inspection) {
        Set<Key> keys = new LinkedHashSet<>();
        for (Inspection.Examined examined : inspection.jobs()) {
            PublishJob job = examined.job();
            if (Registries.byId(job.registry()).isEmpty()) {
                continue;
            }
            if (!job.packages().isEmpty()) {
                job.packages().forEach(name -> keys.add(new Key(job.registry(), name)));
            } else {
                RegistryId declaredFor = Registries.declaredFor(job.registry());
                for (DeclaredPackage declared : inspection.project().packages()) {
                    if (declared.registry().equals(declaredFor) && declared.publishable()) {
                        keys.add(new Key(job.registry(), declared.name()));
                    }
                }
            }
        }
        return List.copyOf(keys);
    }

    /** The jobs that upload to a registry that we know and whose package neither they nor any manifest name. */
    public static List<PublishJob> unnamed(Inspection inspection) {
        return inspection.jobs().stream()
                .map(Inspection.Examined::job)
                .filter(job -> Registries.byId(job.registry()).isPresent())
                .filter(job -> job.packages().isEmpty())
                .filter(job -> inspection.project().packages().stream()
                        .noneMatch(p -> p.registry().equals(Registries.declaredFor(job.registry())) && p.publishable()))
                .toList();
    }
}
