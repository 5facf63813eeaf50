package dev.tokenless.fix;

import dev.tokenless.edit.ActionPins;
import dev.tokenless.repo.RegistryId;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the user may choose of what is written, for a workflow that is migrated and for a new one.
 *
 * @param registries only packages of these, all where empty
 * @param packages only these by name, all where empty
 * @param environments how jobs that have no environment get one; an environment that is there stays
 * @param pins the table from which actions that are added take their commit
 * @param pinned new workflow: whether actions are pinned to commits; migration: whether the known actions of the
 *     publishing jobs, which were there before, are pinned too
 * @param separateBuild migration: whether a job that builds and publishes to PyPI is always divided, also where it need
 *     not be; a new workflow always builds in a job of its own
 * @param fileName new workflow: its file name, which is what is registered
 * @param trigger new workflow: what starts a release
 * @param tool new workflow: the build tool, null to tell it from the project: {@code build}, {@code uv}, {@code hatch},
 *     {@code poetry}, {@code pdm}, {@code flit}, {@code maturin}, {@code cibuildwheel}; {@code npm}, {@code pnpm},
 *     {@code yarn}, {@code bun}
 * @param testFirst new workflow: whether Python packages go to TestPyPI before PyPI
 * @param attestations new workflow: whether what was built is attested where the registry keeps attestations
 * @param preflight new workflow: whether it can be started by hand to try the exchange without uploading
 */
public record WorkflowOptions(
        Set<RegistryId> registries,
        Set<String> packages,
        EnvironmentNames environments,
        ActionPins pins,
        boolean pinned,
        boolean separateBuild,
        String fileName,
        ReleaseTrigger trigger,
        @Nullable String tool,
        boolean testFirst,
        boolean attestations,
        boolean preflight) {
    public WorkflowOptions {
        registries = Set.copyOf(registries);
        packages = Set.copyOf(packages);
    }

    /** Everything told from the project, started by a tag, pinned. */
    public static WorkflowOptions usual() {
        return new WorkflowOptions(
                Set.of(),
                Set.of(),
                new EnvironmentNames.EachRegistry(),
                ActionPins.builtIn(),
                true,
                true,
                "release.yml",
                ReleaseTrigger.TAG,
                null,
                false,
                true,
                false);
    }

    /** The smallest change: an environment a registry, nothing pinned that was not, nothing divided that need not be. */
    public static WorkflowOptions smallest() {
        return usual().withPinned(false).withSeparateBuild(false);
    }

    /** The smallest change, and the hardening that checks would ask for next. */
    public static WorkflowOptions hardened() {
        return usual();
    }

    public WorkflowOptions withRegistries(Set<RegistryId> some) {
        return with(c -> c.registries = some);
    }

    public WorkflowOptions withPackages(Set<String> some) {
        return with(c -> c.packages = some);
    }

    public WorkflowOptions withEnvironments(EnvironmentNames names) {
        return with(c -> c.environments = names);
    }

    public WorkflowOptions withPins(ActionPins table) {
        return with(c -> c.pins = table);
    }

    public WorkflowOptions withPinned(boolean wanted) {
        return with(c -> c.pinned = wanted);
    }

    public WorkflowOptions withSeparateBuild(boolean wanted) {
        return with(c -> c.separateBuild = wanted);
    }

    public WorkflowOptions withFileName(String name) {
        return with(c -> c.fileName = name);
    }

    public WorkflowOptions withTrigger(ReleaseTrigger other) {
        return with(c -> c.trigger = other);
    }

    public WorkflowOptions withTool(@Nullable String other) {
        return with(c -> c.tool = other);
    }

    public WorkflowOptions withTestFirst(boolean wanted) {
        return with(c -> c.testFirst = wanted);
    }

    public WorkflowOptions withAttestations(boolean wanted) {
        return with(c -> c.attestations = wanted);
    }

    public WorkflowOptions withPreflight(boolean wanted) {
        return with(c -> c.preflight = wanted);
    }

    private WorkflowOptions with(Consumer<Copy> change) {
        Copy copy = new Copy(this);
        change.accept(copy);
        return copy.options();
    }

    /** The options while one of them is exchanged. */
    private static final class Copy {
        private Set<RegistryId> registries;
        private Set<String> packages;
        private EnvironmentNames environments;
        private ActionPins pins;
        private boolean pinned;
        private boolean separateBuild;
        private String fileName;
        private ReleaseTrigger trigger;
        private @Nullable String tool;
        private boolean testFirst;
        private boolean attestations;
        private boolean preflight;

        Copy(WorkflowOptions from) {
            registries = from.registries;
            packages = from.packages;
            environments = from.environments;
            pins = from.pins;
            pinned = from.pinned;
            separateBuild = from.separateBuild;
            fileName = from.fileName;
            trigger = from.trigger;
            tool = from.tool;
            testFirst = from.testFirst;
            attestations = from.attestations;
            preflight = from.preflight;
        }

        WorkflowOptions options() {
            return new WorkflowOptions(
                    registries,
                    packages,
                    environments,
                    pins,
                    pinned,
                    separateBuild,
                    fileName,
                    trigger,
                    tool,
                    testFirst,
                    attestations,
                    preflight);
        }
    }
}
