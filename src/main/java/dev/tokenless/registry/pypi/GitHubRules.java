package dev.tokenless.registry.pypi;

import static dev.tokenless.registry.ClaimTexts.check;
import static dev.tokenless.registry.ClaimTexts.text;
import static dev.tokenless.registry.ClaimTexts.texts;
import static dev.tokenless.registry.ClaimTexts.unchecked;

import dev.tokenless.oidc.ClaimValue;
import dev.tokenless.oidc.Claims;
import dev.tokenless.registry.PublisherIdentity;
import dev.tokenless.registry.Verdict.ClaimCheck;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * GitHub Actions at the index: owner, repository, owner id and file name are looked up exactly, so the verification,
 * which ignores the case of the repository, never gets to see another spelling. Only the environment's case is ignored,
 * and only where it is stored in lower case (pypi/warehouse warehouse/oidc/models/github.py).
 */
enum GitHubRules implements KindRules {
    RULES;

    private static final Pattern FILE = Pattern.compile("[^/]+\\.(yml|yaml)(?=@)");
    private static final String TARGET = "pull_request_target";

    @Override
    public String kind() {
        return "github";
    }

    @Override
    public String issuer() {
        return Issuers.GITHUB;
    }

    @Override
    public List<String> required() {
        return List.of(
                "repository",
                "repository_owner",
                "repository_owner_id",
                "job_workflow_ref",
                "jti",
                "event_name",
                "ref",
                "sha");
    }

    @Override
    public boolean serves(PublisherIdentity identity) {
        return identity instanceof PublisherIdentity.GitHub;
    }

    @Override
    public Found find(List<Row> rows, Claims claims, boolean used) {
        String repository = text(claims, "repository");
        int slash = repository.indexOf('/');
        if (slash < 0) {
            return new Failed();
        }
        String file = fileName(text(claims, "job_workflow_ref"));
        if (file == null) {
            return new None("Could not job extract workflow filename from OIDC claims");
        }
        List<Row> passing = new ArrayList<>();
        for (Row row : rows) {
            PublisherIdentity.GitHub stored = gitHub(row);
            if (stored.owner().equals(repository.substring(0, slash))
                    && stored.repository().equals(repository.substring(slash + 1))
                    && sameOwnerId(stored, claims)
                    && stored.workflow().equals(file)) {
                passing.add(row);
            }
        }
        Row row = KindRules.specificFirst(passing, environment(claims), r -> Row.environment(r.identity()));
        return row == null ? new None(NOT_FOUND) : verify(row, claims, used);
    }

    private static Found verify(Row row, Claims claims, boolean used) {
        PublisherIdentity.GitHub stored = gitHub(row);
        if (!text(claims, "repository_owner").equals(stored.owner())) {
            return new None(KindRules.failed("repository_owner"));
        }
        String wrong = wrongReference(stored, claims);
        if (wrong != null) {
            return new None(wrong);
        }
        if (used) {
            return new Reused();
        }
        if (text(claims, "event_name").equals(TARGET)) {
            return new None("Publishing from a workflow invoked via 'pull_request_target' is not supported.");
        }
        return new Chosen(row);
    }

    /** The text that refuses {@code job_workflow_ref}; null where it is accepted. */
    private static @Nullable String wrongReference(PublisherIdentity.GitHub stored, Claims claims) {
        String presented = text(claims, "job_workflow_ref");
        if (presented.isEmpty()) {
            return "The job_workflow_ref claim is empty";
        }
        List<String> refs = Stream.of(text(claims, "ref"), text(claims, "sha"))
                .filter(r -> !r.isEmpty())
                .toList();
        if (refs.isEmpty()) {
            return "The ref and sha claims are empty";
        }
        List<String> expected =
                refs.stream().map(r -> reference(stored) + "@" + r).toList();
        return expected.contains(presented)
                ? null
                : "The job_workflow_ref claim does not match, expecting one of " + PythonText.sorted(expected)
                        + ", got " + PythonText.quoted(presented);
    }

    private static String reference(PublisherIdentity.GitHub stored) {
        return stored.owner() + "/" + stored.repository() + "/.github/workflows/" + stored.workflow();
    }

    /** The file name in a workflow reference; null where there is none. */
    static @Nullable String fileName(String reference) {
        Matcher file = FILE.matcher(reference);
        return file.find() ? file.group() : null;
    }

    /** A stored id that is not known is taken for the owner's: the index recorded it for that very name. */
    private static boolean sameOwnerId(PublisherIdentity.GitHub stored, Claims claims) {
        return stored.ownerId() == null || stored.ownerId().equals(text(claims, "repository_owner_id"));
    }

    private static String environment(Claims claims) {
        return text(claims, "environment").toLowerCase(Locale.ROOT);
    }

    private static PublisherIdentity.GitHub gitHub(Row row) {
        return (PublisherIdentity.GitHub) row.identity();
    }

    @Override
    public List<ClaimCheck> checks(Claims claims, Row row) {
        PublisherIdentity.GitHub stored = gitHub(row);
        List<ClaimCheck> checks = new ArrayList<>();
        String slug = stored.owner() + "/" + stored.repository();
        checks.add(check(claims, "repository", slug, text(claims, "repository").equals(slug)));
        checks.add(
                stored.ownerId() == null
                        ? unchecked(claims, "repository_owner_id", "the owner id that is stored is not known here")
                        : check(claims, "repository_owner_id", stored.ownerId(), sameOwnerId(stored, claims)));
        String ref = text(claims, "ref");
        boolean reference = stored.workflow().equals(fileName(text(claims, "job_workflow_ref")))
                && wrongReference(stored, claims) == null;
        checks.add(check(claims, "job_workflow_ref", reference(stored) + (ref.isEmpty() ? "" : "@" + ref), reference));
        String environment = Row.environment(stored);
        checks.add(
                environment.isEmpty()
                        ? unchecked(claims, "environment", "")
                        : check(claims, "environment", environment, environment.equals(environment(claims))));
        checks.add(
                text(claims, "event_name").equals(TARGET)
                        ? check(claims, "event_name", "not " + TARGET, false)
                        : unchecked(claims, "event_name", ""));
        return checks;
    }

    @Override
    public Map<String, List<ClaimValue>> stands(List<Row> rows, Claims claims) {
        List<PublisherIdentity.GitHub> stored =
                rows.stream().map(GitHubRules::gitHub).toList();
        String ref = References.some(claims, "ref");
        List<@Nullable String> environments = new ArrayList<>();
        environments.add(null);
        stored.forEach(s -> environments.add(Row.environment(s)));
        environments.removeIf(e -> e != null && e.isEmpty());
        environments.add(References.OTHER);
        Map<String, List<ClaimValue>> stands = new LinkedHashMap<>();
        stands.put(
                "repository",
                texts(References.with(stored, s -> s.owner() + "/" + s.repository(), "other/" + References.OTHER)));
        stands.put(
                "repository_owner", texts(References.with(stored, PublisherIdentity.GitHub::owner, References.OTHER)));
        stands.put(
                "repository_owner_id",
                texts(References.with(
                        stored.stream().filter(s -> s.ownerId() != null).toList(),
                        s -> Objects.requireNonNull(s.ownerId()),
                        "0")));
        stands.put(
                "job_workflow_ref",
                texts(References.with(
                        stored, s -> reference(s) + "@" + ref, "other/other/.github/workflows/other.yml@" + ref)));
        stands.put("environment", texts(environments));
        stands.put("event_name", texts(List.of("push", TARGET)));
        stands.put("ref", texts(References.refs(claims, "job_workflow_ref")));
        stands.put("sha", texts(References.shas(claims, "job_workflow_ref")));
        stands.put("jti", texts(List.of("jti")));
        return stands;
    }
}
