package dev.tokenless.registry.pypi;

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

/** One of the two Python package indexes. They share their code and nothing else: accounts, projects, publishers differ. */
public enum Pypi implements Registry {
    PYPI(RegistryId.PYPI, "PyPI", "pypi", "https://pypi.org", "https://upload.pypi.org"),
    TESTPYPI(RegistryId.TESTPYPI, "TestPyPI", "testpypi", "https://test.pypi.org", "https://test.pypi.org");

    private final RegistryId id;
    private final String displayName;
    private final String audience;
    private final String web;
    private final String upload;

    Pypi(RegistryId id, String displayName, String audience, String web, String upload) {
        this.id = id;
        this.displayName = displayName;
        this.audience = audience;
        this.web = web;
        this.upload = upload;
    }

    @Override
    public RegistryId id() {
        return id;
    }

    @Override
    public String displayName() {
        return displayName;
    }

    @Override
    public String audience() {
        return audience;
    }

    /** Where its pages and its public reading are, without a slash at the end. */
    public String web() {
        return web;
    }

    /** Where clients upload and exchange, without a slash at the end. */
    public String upload() {
        return upload;
    }

    @Override
    public Exchange exchange() {
        return new MintEndpoint();
    }

    @Override
    public Verdict match(Claims claims, List<TrustedPublisher> publishers, String packageName) {
        return Matching.match(id, new PypiRules(audience), claims, publishers, packageName);
    }

    @Override
    public List<FormField> form(TrustedPublisher publisher) {
        return PypiForm.fields(publisher);
    }

    @Override
    public List<FieldProblem> validate(TrustedPublisher publisher) {
        return PypiForm.problems(publisher);
    }

    /** Only the page of a project takes values in its address; the pending form is filled in by hand. */
    @Override
    public PublisherPage page(TrustedPublisher publisher) {
        String project = publisher.project() == null ? "" : publisher.project();
        if (publisher.kind() == TrustedPublisher.Kind.PENDING || project.isEmpty()) {
            return new PublisherPage(web + "/manage/account/publishing/", false, form(publisher));
        }
        StringBuilder address = new StringBuilder(web)
                .append("/manage/project/")
                .append(PathSegment.of(project))
                .append("/settings/publishing/?provider=")
                .append(publisher.identity().provider());
        for (FormField field : form(publisher)) {
            if (!field.value().isEmpty()) {
                address.append('&').append(field.name()).append('=').append(PathSegment.of(field.value()));
            }
        }
        return new PublisherPage(address.toString(), true, form(publisher));
    }

    @Override
    public RegistryPages pages(String packageName) {
        String name = PathSegment.of(packageName);
        return new RegistryPages(
                web + "/project/" + name + "/",
                "",
                web + "/manage/account/#api-tokens",
                web + "/manage/project/" + name + "/history/",
                true);
    }

    @Override
    public String normalName(String packageName) {
        return MintEndpoint.normalized(packageName);
    }

    @Override
    public boolean takesPending() {
        return true;
    }

    @Override
    public RegistryId declaredFor() {
        return RegistryId.PYPI;
    }

    @Override
    public Registration registration() {
        return new WebForm(true);
    }

    /** The form of GitHub's publishers lower-cases the environment, and strips the file name. */
    @Override
    public boolean sameValue(String provider, String field, String a, String b) {
        return switch (field) {
            case "environment" -> provider.equals("github") ? ClaimTexts.sameFolded(a, b) : a.equals(b);
            case "project_name" -> MintEndpoint.normalized(a).equals(MintEndpoint.normalized(b));
            case "workflow_filename", "workflow_filepath" -> a.strip().equals(b.strip());
            default -> a.equals(b);
        };
    }
}
