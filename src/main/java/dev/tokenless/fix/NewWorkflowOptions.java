package dev.tokenless.fix;

import dev.tokenless.repo.RegistryId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the user may choose of a new release workflow.
 *
 * @param registries only packages of these, all where empty
 * @param packages only these by name, all where empty
 * @param fileName the workflow's file name, which is what is registered
 * @param tool the build tool, null to tell it from the project: {@code build}, {@code uv}, {@code hatch},
 *     {@code poetry}, {@code pdm}, {@code flit}, {@code maturin}, {@code cibuildwheel}; {@code npm}, {@code pnpm},
 *     {@code yarn}, {@code bun}
 * @param testFirst whether Python packages go to TestPyPI before PyPI
 * @param attestations whether PyPI's attestations are made, which is its action's default
 * @param preflight whether the workflow can be started by hand to try the exchange without uploading
 * @param pinned whether actions are pinned to commits
 */
public record NewWorkflowOptions(
        Set<RegistryId> registries,
        Set<String> packages,
        String fileName,
        ReleaseTrigger trigger,
        @Nullable String tool,
        EnvironmentNames environments,
        boolean testFirst,
        boolean attestations,
        boolean preflight,
        boolean pinned,
        ActionPins pins) {
    public NewWorkflowOptions {
        registries = Set.copyOf(registries);
        packages = Set.copyOf(packages);
    }

    /** Everything told from the project, started by a tag. */
    public static NewWorkflowOptions usual() {
        return new NewWorkflowOptions(
                Set.of(),
                Set.of(),
                "release.yml",
                ReleaseTrigger.TAG,
                null,
                new EnvironmentNames.EachRegistry(),
                false,
                true,
                false,
                true,
                ActionPins.builtIn());
    }

    public NewWorkflowOptions withRegistries(Set<RegistryId> some) {
        return new NewWorkflowOptions(
                some,
                packages,
                fileName,
                trigger,
                tool,
                environments,
                testFirst,
                attestations,
                preflight,
                pinned,
                pins);
    }

    public NewWorkflowOptions withPackages(Set<String> some) {
        return new NewWorkflowOptions(
                registries,
                some,
                fileName,
                trigger,
                tool,
                environments,
                testFirst,
                attestations,
                preflight,
                pinned,
                pins);
    }

    public NewWorkflowOptions withFileName(String name) {
        return new NewWorkflowOptions(
                registries,
                packages,
                name,
                trigger,
                tool,
                environments,
                testFirst,
                attestations,
                preflight,
                pinned,
                pins);
    }

    public NewWorkflowOptions withTrigger(ReleaseTrigger other) {
        return new NewWorkflowOptions(
                registries,
                packages,
                fileName,
                other,
                tool,
                environments,
                testFirst,
                attestations,
                preflight,
                pinned,
                pins);
    }

    public NewWorkflowOptions withTool(@Nullable String other) {
        return new NewWorkflowOptions(
                registries,
                packages,
                fileName,
                trigger,
                other,
                environments,
                testFirst,
                attestations,
                preflight,
                pinned,
                pins);
    }

    public NewWorkflowOptions withEnvironments(EnvironmentNames names) {
        return new NewWorkflowOptions(
                registries, packages, fileName, trigger, tool, names, testFirst, attestations, preflight, pinned, pins);
    }

    public NewWorkflowOptions withTestFirst(boolean wanted) {
        return new NewWorkflowOptions(
                registries,
                packages,
                fileName,
                trigger,
                tool,
                environments,
                wanted,
                attestations,
                preflight,
                pinned,
                pins);
    }

    public NewWorkflowOptions withAttestations(boolean wanted) {
        return new NewWorkflowOptions(
                registries,
                packages,
                fileName,
                trigger,
                tool,
                environments,
                testFirst,
                wanted,
                preflight,
                pinned,
                pins);
    }

    public NewWorkflowOptions withPreflight(boolean wanted) {
        return new NewWorkflowOptions(
                registries,
                packages,
                fileName,
                trigger,
                tool,
                environments,
                testFirst,
                attestations,
                wanted,
                pinned,
                pins);
    }

    public NewWorkflowOptions withPins(ActionPins table, boolean wanted) {
        return new NewWorkflowOptions(
                registries,
                packages,
                fileName,
                trigger,
                tool,
                environments,
                testFirst,
                attestations,
                preflight,
                wanted,
                table);
    }
}
