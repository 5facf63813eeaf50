package dev.tokenless.registry.pypi;

import dev.tokenless.oidc.Claims;
import dev.tokenless.registry.Exchange;
import dev.tokenless.registry.Matching;
import dev.tokenless.registry.PathSegment;
import dev.tokenless.registry.PublisherIdentity;
import dev.tokenless.registry.PublisherPage;
import dev.tokenless.registry.Registry;
import dev.tokenless.registry.RegistryPages;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.Verdict;
import dev.tokenless.repo.RegistryId;
import java.util.List;
import java.util.Locale;

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

    /**
     * The form of GitHub's publishers lower-cases the environment, and strips the file name. A record that holds capitals
     * all the same is never found, so it is not the same as any (pypi/warehouse warehouse/oidc/forms/github.py,
     * warehouse/oidc/models/github.py).
     */
    @Override
    public boolean sameValue(String provider, String field, String there, String wanted) {
        return switch (field) {
            case "environment" -> there.equals(provider.equals("github") ? wanted.toLowerCase(Locale.ROOT) : wanted);
            case "project_name" -> MintEndpoint.normalized(there).equals(MintEndpoint.normalized(wanted));
            case "workflow_filename", "workflow_filepath" -> there.strip().equals(wanted.strip());
            default -> there.equals(wanted);
        };
    }

    @Override
    public TrustedPublisher stored(TrustedPublisher typed) {
        if (!(typed.identity() instanceof PublisherIdentity.GitHub g)) {
            return typed;
        }
        String environment = g.environment();
        return typed.with(new PublisherIdentity.GitHub(
                g.owner(),
                g.repository(),
                g.workflow().strip(),
                environment == null ? null : environment.toLowerCase(Locale.ROOT),
                g.ownerId(),
                g.workflowOwner(),
                g.workflowRepository()));
    }
}
