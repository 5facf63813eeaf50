package dev.tokenless.ui.workflow;

import dev.tokenless.fix.EnvironmentNames;
import dev.tokenless.fix.ReleaseTrigger;
import dev.tokenless.fix.WorkflowOptions;
import dev.tokenless.ui.session.Upload;
import java.util.Set;

/**
 * What the user chose for the file.
 *
 * @param fresh whether a new workflow is made instead of migrating the present one
 * @param naming how the jobs that have no environment get one
 * @param environment the name where there is one for all
 * @param pin whether the known actions of the publishing jobs are pinned to commits
 * @param separateBuild whether a job that builds and publishes is always divided; a new workflow always is
 * @param everything whether all packages are taken at once, not only the chosen one
 * @param fileName of a new workflow; empty for one that is free
 * @param tool the build tool of a new workflow; empty to tell it from the project
 */
record Choices(
        boolean fresh,
        Naming naming,
        String environment,
        boolean pin,
        boolean separateBuild,
        boolean everything,
        String fileName,
        ReleaseTrigger trigger,
        String tool,
        boolean testFirst,
        boolean attestations,
        boolean preflight) {

    /** How environments are named. */
    enum Naming {
        ONE,
        EACH_REGISTRY,
        EACH_PACKAGE,
        NONE
    }

    /** What an upload begins with. */
    static Choices of(String environment) {
        return new Choices(
                false, Naming.ONE, environment, true, true, false, "", ReleaseTrigger.TAG, "", false, true, false);
    }

    /** The same with environments named otherwise. */
    Choices naming(Naming how, String one) {
        return new Choices(
                fresh,
                how,
                one,
                pin,
                separateBuild,
                everything,
                fileName,
                trigger,
                tool,
                testFirst,
                attestations,
                preflight);
    }

    /** The same for another upload: nothing that holds for one registry alone. */
    Choices forUpload() {
        return new Choices(
                false,
                naming,
                environment,
                pin,
                separateBuild,
                everything,
                "",
                trigger,
                "",
                testFirst,
                attestations,
                preflight);
    }

    EnvironmentNames environments() {
        return switch (naming) {
            case ONE ->
                environment.isBlank() ? new EnvironmentNames.None() : new EnvironmentNames.One(environment.strip());
            case EACH_REGISTRY -> new EnvironmentNames.EachRegistry();
            case EACH_PACKAGE -> new EnvironmentNames.EachPackage();
            case NONE -> new EnvironmentNames.None();
        };
    }

    WorkflowOptions options(Upload upload) {
        String name = upload.packageName();
        return WorkflowOptions.usual()
                .withRegistries(everything ? Set.of() : Set.of(upload.registry()))
                .withPackages(everything || name == null ? Set.of() : Set.of(name))
                .withEnvironments(environments())
                .withPinned(pin)
                .withSeparateBuild(separateBuild)
                .withTrigger(trigger)
                .withTool(tool.isEmpty() || everything ? null : tool)
                .withTestFirst(testFirst)
                .withAttestations(attestations)
                .withPreflight(preflight);
    }
}
