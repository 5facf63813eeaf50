package dev.tokenless.registry.npm;

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
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** npm: publishers stand with each package, every letter counts, the workflow that started the run is compared. */
public enum Npm implements Registry {
    NPM;

    /** So many configurations a package may have since 2026-09-03. */
    public static final int MOST_CONFIGURATIONS = 10;

    @Override
    public RegistryId id() {
        return RegistryId.NPM;
    }

    @Override
    public String displayName() {
        return "npm";
    }

    @Override
    public String audience() {
        return "npm:" + NpmHost.REGISTRY;
    }

    @Override
    public String workflowClaim() {
        return "workflow_ref";
    }

    @Override
    public List<String> actionsOf(String tool) {
        return List.of(tool.contains("stage") ? "stage publish" : "publish");
    }

    @Override
    public Exchange exchange() {
        return new TokenExchange();
    }

    @Override
    public Verdict match(Claims claims, List<TrustedPublisher> publishers, String packageName) {
        return Matching.match(id(), new NpmRules(audience()), claims, publishers, packageName);
    }

    @Override
    public List<FormField> form(TrustedPublisher publisher) {
        return NpmForm.fields(publisher);
    }

    @Override
    public List<FieldProblem> validate(TrustedPublisher publisher) {
        return NpmForm.problems(publisher);
    }

    @Override
    public PublisherPage page(TrustedPublisher publisher) {
        String name = publisher.project() == null ? "" : publisher.project();
        return new PublisherPage(pages(name).settings(), false, form(publisher));
    }

    @Override
    public RegistryPages pages(String packageName) {
        int slash = packageName.startsWith("@") ? packageName.indexOf('/') : -1;
        String page = NpmHost.WEB + "/package/"
                + (slash < 0
                        ? PathSegment.of(packageName)
                        : "@" + PathSegment.of(packageName.substring(1, slash)) + "/"
                                + PathSegment.of(packageName.substring(slash + 1)));
        return new RegistryPages(
                page, page + "/access", NpmHost.WEB + "/settings/~/tokens", page + "?activeTab=versions", false);
    }

    @Override
    public boolean forbidsTokens() {
        return true;
    }

    @Override
    public boolean listsTokens() {
        return true;
    }

    @Override
    public Registration registration() {
        return new Api();
    }

    /** Every letter counts; only the order of a list does not. */
    @Override
    public boolean sameValue(String provider, String field, String a, String b) {
        boolean list = field.equals("permissions") || field.endsWith("context-ids");
        return list ? Set.of(items(a)).equals(Set.of(items(b))) : a.equals(b);
    }

    private static String[] items(String list) {
        return Arrays.stream(list.split(",")).map(String::strip).distinct().toArray(String[]::new);
    }
}
