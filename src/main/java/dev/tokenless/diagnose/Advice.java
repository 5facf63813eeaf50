package dev.tokenless.diagnose;

import dev.tokenless.check.rules.Rules;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.registry.directory.Registries;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What to change on the side that the program cannot edit from here: the repository was not given, the edit is none that
 * a program should make, or the setting is kept at GitHub. It is text only; where an edit exists, the edit is offered.
 */
final class Advice {
    private Advice() {}

    /** A cause with what can be done on its other side. */
    static Cause complete(Cause cause) {
        List<Remedy> fixes = new ArrayList<>(cause.fixes());
        of(cause)
                .filter(advice -> fixes.stream().noneMatch(f -> f.side() == advice.side()))
                .ifPresent(fixes::add);
        return fixes.size() == cause.fixes().size()
                ? cause
                : new Cause(cause.id(), cause.certainty(), cause.message(), cause.evidence(), fixes, cause.job());
    }

    private static Optional<Remedy> of(Cause cause) {
        String wanted = expected(cause);
        return switch (cause.id()) {
            case "environment-missing-in-job", "environment-mismatch", "environment-case-mismatch" ->
                workflow("Run the publishing job in "
                        + (wanted == null ? "the environment that the publisher names" : "environment " + wanted));
            case "workflow-filename-mismatch", "workflow-extension-mismatch" ->
                workflow("Rename the workflow file to " + (wanted == null ? "the registered name" : file(wanted)));
            case "caller-workflow-not-registered" ->
                workflow("Start the release from " + (wanted == null ? "the workflow" : file(wanted))
                        + ", which the registry believes");
            case "reusable-workflow-not-supported", "reusable-cross-repository" ->
                workflow("Move the publishing job into the workflow that starts the run");
            case "id-token-permission-missing", "id-token-permission-shadowed" -> workflow(identity(cause));
            case "id-token-permission-capped-by-caller" ->
                workflow("Give the job that calls the workflow the permission id-token: write");
            case "contents-permission-missing" -> workflow("Give the job the permission contents: write");
            case "token-left-over", "token-disables-oidc", "stored-token-refused", "stored-token-in-use" ->
                workflow("Take the stored token out of the publishing step");
            case "fork-pull-request", "event-not-supported" ->
                workflow("Publish on a tag, a release, or a press of the button");
            case "publish-trigger-never-fires" -> workflow("Start the publishing job from an event that reaches it");
            case "npm-client-too-old" -> workflow("Publish with Node 24, or install npm 11.5.1 or later before");
            case "client-without-oidc" -> workflow(instead(cause));
            case "release-tool-too-old" -> workflow("Update the release tool to a version that exchanges identities");
            case "publish-action-inside-composite" -> workflow("Call the action as a step of the workflow itself");
            case "runner-without-docker" -> workflow("Run the publishing job on ubuntu-latest");
            case "self-hosted-runner" -> workflow("Run the publishing job on a runner of the CI provider");
            case "duplicate-attestations" -> workflow("Upload to each index from a job of its own");
            case "attestation-reusable-mismatch" ->
                workflow("Move the publishing job into the workflow that starts the run, or switch attestations off");
            case "token-expired-mid-job" -> workflow("Exchange the identity right before the upload");
            case "dist-tag-not-covered" -> workflow("Set the tag while publishing, with --tag");
            case "repository-url-missing" -> workflow("Name the repository in every published package.json");
            case "repository-url-mismatch" ->
                workflow("Correct repository.url in package.json" + (wanted == null ? "" : " to " + wanted));
            case "action-not-allowed" -> workflow("Stage the upload with npm stage publish, and approve it");
            case "upload-address-wrong" -> workflow("Correct the address that the client uploads to");
            case "audience-mismatch" ->
                workflow("Ask for the identity token with the audience " + (wanted == null ? audience(cause) : wanted));
            case "identity-token-reused" -> workflow("Let each upload ask for an identity token of its own");
            case "identity-token-expired" -> workflow("Ask for the identity token right before it is exchanged");
            case "detached-checkout" -> workflow("Check out a branch, or push the gem without the rake task");
            case "release-step-without-checkout" ->
                workflow("Check the repository out and set Ruby up before the release step");
            case "provenance-token-missing" -> workflow("Ask for SIGSTORE_ID_TOKEN under the job's id_tokens, too");
            case "version-already-published" -> workflow("Release under a new version");
            case "unsupported-issuer" -> workflow("Publish from GitHub.com or GitLab.com");
            case "environment-policy-blocks-ref" ->
                Optional.of(new Remedy(
                        Remedy.Side.GITHUB,
                        "Add a rule to the environment that lets the release through",
                        null,
                        null,
                        List.of()));
            case "attestation-refused" ->
                workflow("Publish without the signature for now: attestations: false, or the provenance switched off");
            case "identity-token-malformed" ->
                workflow("Hand on the token alone: the field value of the answer that the CI system gives");
            case "package-name-refused" -> registry("Take another name, or ask the registry for this one");
            case "registration-refused" -> registry("Correct what the registry says, and register again");
            case "registry-unavailable" -> registry("Look at the registry's status page, wait, and run the job again");
            case "first-publish-needs-token" ->
                registry("Publish the first version by hand, with a token, and register the publisher then");
            case "claim-mismatch" ->
                registry("Hold the claims of the token against the registered publisher, one by one");
            case "npm-immutable-subject" ->
                Optional.of(new Remedy(
                        Remedy.Side.GITHUB,
                        "See at GitHub whether the repository's subject holds ids; npm does not take that form yet",
                        null,
                        "https://github.com/npm/cli/issues/9969",
                        List.of()));
            default -> Optional.empty();
        };
    }

    /** The audience that the registry of the job asks for. */
    private static String audience(Cause cause) {
        PublishJob job = cause.job();
        return job == null
                ? "of the registry"
                : Registries.byId(job.registry())
                        .map(registry -> registry.audience())
                        .orElse("of the registry");
    }

    /** How the job comes by an identity token where its CI system runs it. */
    private static String identity(Cause cause) {
        PublishJob job = cause.job();
        if (job == null || !(job.ci() instanceof PublishJob.GitLabJob)) {
            return "Give the publishing job the permission id-token: write";
        }
        return "Ask for an identity token under the job's id_tokens"
                + Registries.byId(job.registry())
                        .map(registry -> ", with aud: " + registry.audience())
                        .orElse("");
    }

    /** What the registry of the job offers in the tool's place. */
    private static String instead(Cause cause) {
        String said = cause.job() == null ? "" : Rules.instead(cause.job());
        return said.isEmpty()
                ? "Publish with a tool that exchanges identities"
                : Character.toUpperCase(said.charAt(0)) + said.substring(1);
    }

    private static Optional<Remedy> registry(String title) {
        return Optional.of(new Remedy(Remedy.Side.REGISTRY, title, null, null, List.of()));
    }

    private static Optional<Remedy> workflow(String title) {
        return Optional.of(new Remedy(Remedy.Side.WORKFLOW, title, null, null, List.of()));
    }

    /** What the registry demands, where one value was seen. */
    static @Nullable String expected(Cause cause) {
        String found = null;
        for (Evidence evidence : cause.evidence()) {
            if (evidence instanceof Evidence.Comparison compared && compared.expected() != null) {
                if (found != null && !found.equals(compared.expected())) {
                    return null;
                }
                found = compared.expected();
            }
        }
        return found;
    }

    static String file(String reference) {
        String path = reference.replaceFirst("@.*$", "");
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
