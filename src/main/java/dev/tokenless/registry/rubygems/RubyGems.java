package dev.tokenless.registry.rubygems;

import dev.tokenless.oidc.Claims;
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

/** RubyGems.org: GitHub Actions only, every letter counts, and one row serves every gem that registered the same. */
public enum RubyGems implements Registry {
    RUBYGEMS;

    /** Its web address, without a slash at the end. */
    public static final String ADDRESS = "https://rubygems.org";

    @Override
    public RegistryId id() {
        return RegistryId.RUBYGEMS;
    }

    @Override
    public String displayName() {
        return "RubyGems.org";
    }

    @Override
    public String shortName() {
        return "RubyGems";
    }

    @Override
    public String audience() {
        return "rubygems.org";
    }

    @Override
    public Exchange exchange() {
        return new TokenExchange();
    }

    @Override
    public Verdict match(Claims claims, List<TrustedPublisher> publishers, String packageName) {
        return Matching.match(id(), new RubyGemsRules(audience()), claims, publishers, packageName);
    }

    @Override
    public List<FormField> form(TrustedPublisher publisher) {
        return RubyGemsForm.fields(publisher);
    }

    @Override
    public List<FieldProblem> validate(TrustedPublisher publisher) {
        return RubyGemsForm.problems(publisher);
    }

    @Override
    public PublisherPage page(TrustedPublisher publisher) {
        String gem = publisher.project() == null ? "" : publisher.project();
        String path = publisher.kind() == TrustedPublisher.Kind.PENDING
                ? "/profile/oidc/pending_trusted_publishers/new"
                : "/gems/" + PathSegment.of(gem) + "/trusted_publishers/new";
        return new PublisherPage(ADDRESS + path, false, form(publisher));
    }

    @Override
    public Registration registration() {
        return new Api();
    }

    @Override
    public RegistryPages pages(String packageName) {
        String gem = ADDRESS + "/gems/" + PathSegment.of(packageName);
        return new RegistryPages(gem, "", ADDRESS + "/profile/api_keys", gem + "/security_events", true);
    }

    @Override
    public boolean takesPending() {
        return true;
    }

    /** A blank value is none; otherwise every letter counts. */
    @Override
    public boolean sameValue(String provider, String field, String a, String b) {
        return a.equals(b) || (a.isBlank() && b.isBlank());
    }
}
