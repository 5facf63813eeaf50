package dev.tokenless.registry;

import dev.tokenless.oidc.Claims;
import dev.tokenless.repo.RegistryId;
import java.util.List;

/** One package registry: all that the program knows of it stands in the package of its implementation. */
public interface Registry {

    RegistryId id();

    /** The registry's name as it writes it, for example {@code crates.io}. */
    String displayName();

    /** The name where there is little room, as in a column of a table. */
    default String shortName() {
        return displayName();
    }

    /** The audience that its clients ask for in the identity token. */
    String audience();

    /**
     * Holds claims against what the registry trusts, by this registry's own rules. The registry's clock is not asked:
     * signature, times and replay are the exchange's business, not the prediction's.
     *
     * @param claims presented or predicted
     * @param publishers everything that is known to be registered, in the registry's order
     * @param packageName the package to be uploaded; empty where it is not known, then the permission to upload is not
     *     looked at
     */
    Verdict match(Claims claims, List<TrustedPublisher> publishers, String packageName);

    /** The registry's token exchange, with its own order of checks and its own texts. */
    Exchange exchange();

    /** The registry's names of a publisher's fields, in the order of its form, with the values of this publisher. */
    List<FormField> form(TrustedPublisher publisher);

    /** What the registry's form would refuse of this publisher, in the registry's words; empty where nothing. */
    List<FieldProblem> validate(TrustedPublisher publisher);

    /** How a publisher is registered here. */
    Registration registration();

    /** The page on which this publisher is registered by hand. */
    PublisherPage page(TrustedPublisher publisher);

    /** The pages of a package that a maintainer is sent to. */
    RegistryPages pages(String packageName);

    /** The form under which the registry takes two names for the same package; every letter counts where it says nothing. */
    default String normalName(String packageName) {
        return packageName;
    }

    /** Whether a publisher may wait here for a package that does not exist yet. */
    default boolean takesPending() {
        return false;
    }

    /** The registry for which manifests declare the packages that are uploaded here: PyPI for TestPyPI. */
    default RegistryId declaredFor() {
        return id();
    }

    /**
     * The claim that carries the workflow here: {@code workflow_ref} names the file that the run began with,
     * {@code job_workflow_ref} the one in which the job stands. They differ for a job in a called workflow.
     */
    default String workflowClaim() {
        return "job_workflow_ref";
    }

    /**
     * The actions that a publisher must be allowed for an upload.
     *
     * @param tool the catalogue's name of the uploading tool
     * @return empty where the registry tells no actions apart
     */
    default List<String> actionsOf(String tool) {
        return List.of();
    }

    /** Whether a package can be set to refuse stored tokens, see {@link PublisherApi.TokenSwitch}. */
    default boolean forbidsTokens() {
        return false;
    }

    /** Whether a user's stored tokens can be listed and revoked from here, see {@link PublisherApi.StoredTokens}. */
    default boolean listsTokens() {
        return false;
    }

    /**
     * Whether a value that the registry holds is what it would store of a wanted one.
     *
     * @param provider the word for the provider, since the rules may differ between them
     * @param field as it is sent
     * @param there as the registry holds it
     * @param wanted as it would be typed into the form
     */
    default boolean sameValue(String provider, String field, String there, String wanted) {
        return there.equals(wanted);
    }

    /** What the registry stores of a publisher that is typed into its form. */
    default TrustedPublisher stored(TrustedPublisher typed) {
        return typed;
    }

    /**
     * One field of the registry's form.
     *
     * @param label as the page shows it
     * @param name as it is sent
     * @param claim the claim that it is compared with, empty where none
     */
    record FormField(String label, String name, String value, String claim) {}

    /** A value that the registry would refuse. */
    record FieldProblem(String field, String message) {}

    /** How a publisher is registered. */
    sealed interface Registration {}

    /** Through an API that takes the user's credential. */
    record Api() implements Registration {}

    /**
     * Through a page.
     *
     * @param prefilled whether the page of an existing package takes values in its address
     */
    record WebForm(boolean prefilled) implements Registration {}
}
