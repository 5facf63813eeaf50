package dev.tokenless.registry.cratesio;

import dev.tokenless.oidc.Claims;
import dev.tokenless.registry.ClaimTexts;
import dev.tokenless.registry.Exchange;
import dev.tokenless.registry.Matching;
import dev.tokenless.registry.PathSegment;
import dev.tokenless.registry.PublisherPage;
import dev.tokenless.registry.Registry;
import dev.tokenless.registry.RegistryPages;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.Verdict;
import dev.tokenless.repo.RegistryId;
import java.util.List;
import java.util.Locale;

/** crates.io: GitHub Actions and GitLab.com, the entry workflow counts, and a refusal says what differs. */
public enum CratesIo implements Registry {
    CRATES_IO;

    /** Its web address, without a slash at the end. */
    public static final String ADDRESS = "https://crates.io";

    /** So many configurations of each provider a crate may have. */
    public static final int MOST_CONFIGURATIONS = 5;

    @Override
    public RegistryId id() {
        return RegistryId.CRATES_IO;
    }

    @Override
    public String displayName() {
        return "crates.io";
    }

    @Override
    public String audience() {
        return "crates.io";
    }

    @Override
    public String workflowClaim() {
        return "workflow_ref";
    }

    @Override
    public Exchange exchange() {
        return new TokenExchange();
    }

    @Override
    public Verdict match(Claims claims, List<TrustedPublisher> publishers, String packageName) {
        return Matching.match(id(), new CratesIoRules(audience()), claims, publishers, packageName);
    }

    @Override
    public List<FormField> form(TrustedPublisher publisher) {
        return CratesIoForm.fields(publisher);
    }

    @Override
    public List<FieldProblem> validate(TrustedPublisher publisher) {
        return CratesIoForm.problems(publisher);
    }

    @Override
    public PublisherPage page(TrustedPublisher publisher) {
        String crate = publisher.project() == null ? "" : publisher.project();
        return new PublisherPage(
                ADDRESS + "/crates/" + PathSegment.of(crate) + "/settings/new-trusted-publisher",
                false,
                form(publisher));
    }

    @Override
    public RegistryPages pages(String packageName) {
        String crate = ADDRESS + "/crates/" + PathSegment.of(packageName);
        return new RegistryPages(crate, crate + "/settings", ADDRESS + "/settings/tokens", crate + "/versions", false);
    }

    /** Letter case does not count on look-up, nor the difference of {@code -} and {@code _}. */
    @Override
    public String normalName(String packageName) {
        return packageName.replace('-', '_').toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean forbidsTokens() {
        return true;
    }

    @Override
    public Registration registration() {
        return new Api();
    }

    /** Only the workflow's letters count; the owner is spelt anew by the server. */
    @Override
    public boolean sameValue(String provider, String field, String a, String b) {
        return field.startsWith("workflow") ? a.equals(b) : ClaimTexts.sameFolded(a, b);
    }
}
