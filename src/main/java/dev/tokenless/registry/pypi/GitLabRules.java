package dev.tokenless.registry.pypi;

import static dev.tokenless.registry.ClaimTexts.check;
import static dev.tokenless.registry.ClaimTexts.sameFolded;
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
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * GitLab CI at the index: the project is found in any case, but the pipeline's reference must then be spelt as it is
 * stored; the environment is compared exactly, other than GitHub's (pypi/warehouse warehouse/oidc/models/gitlab.py).
 */
enum GitLabRules implements KindRules {
    RULES;

    private static final Pattern FILE = Pattern.compile("(?<=//)(.*[^/]\\.(yml|yaml))(?=@)", Pattern.UNIX_LINES);

    @Override
    public String kind() {
        return "gitlab";
    }

    @Override
    public String issuer() {
        return Issuers.GITLAB;
    }

    @Override
    public List<String> required() {
        return List.of("sub", "project_path", "ci_config_ref_uri", "jti", "iss", "ref_path", "sha");
    }

    @Override
    public boolean serves(PublisherIdentity identity) {
        return identity instanceof PublisherIdentity.GitLab;
    }

    @Override
    public Found find(List<Row> rows, Claims claims, boolean used) {
        String path = text(claims, "project_path");
        int slash = path.lastIndexOf('/');
        if (slash < 0) {
            return new Failed();
        }
        String file = filePath(text(claims, "ci_config_ref_uri"));
        if (file == null) {
            return new None("Could not extract workflow filename from OIDC claims");
        }
        List<Row> passing = new ArrayList<>();
        for (Row row : rows) {
            PublisherIdentity.GitLab stored = gitLab(row);
            if (sameFolded(stored.namespace(), path.substring(0, slash))
                    && sameFolded(stored.project(), path.substring(slash + 1))
                    && stored.workflow().equals(file)
                    && Row.issuer(stored).equals(text(claims, "iss"))) {
                passing.add(row);
            }
        }
        Row row = KindRules.specificFirst(passing, text(claims, "environment"), r -> Row.environment(r.identity()));
        return row == null ? new None(NOT_FOUND) : verify(row, claims, used);
    }

    private static Found verify(Row row, Claims claims, boolean used) {
        PublisherIdentity.GitLab stored = gitLab(row);
        if (!subjectMatches(stored, claims)) {
            return new None(KindRules.failed("sub"));
        }
        if (!sameFolded(slug(stored), text(claims, "project_path"))) {
            return new None(KindRules.failed("project_path"));
        }
        String wrong = wrongReference(stored, claims);
        if (wrong != null) {
            return new None(wrong);
        }
        return used ? new Reused() : new Chosen(row);
    }

    private static boolean subjectMatches(PublisherIdentity.GitLab stored, Claims claims) {
        String[] parts = text(claims, "sub").split(":", -1);
        return parts.length >= 2
                && !parts[0].isEmpty()
                && !parts[1].isEmpty()
                && sameFolded(parts[0] + ":" + parts[1], "project_path:" + slug(stored));
    }

    private static @Nullable String wrongReference(PublisherIdentity.GitLab stored, Claims claims) {
        String presented = text(claims, "ci_config_ref_uri");
        if (presented.isEmpty()) {
            return "The ci_config_ref_uri claim is empty";
        }
        String ref = text(claims, "ref_path");
        String sha = text(claims, "sha");
        if (ref.isEmpty() || sha.isEmpty()) {
            return "The ref_path and sha claims are empty";
        }
        List<String> expected = List.of(reference(stored) + "@" + ref, reference(stored) + "@" + sha);
        return expected.contains(presented)
                ? null
                : "The ci_config_ref_uri claim does not match, expecting one of " + PythonText.sorted(expected)
                        + ", got " + PythonText.quoted(presented);
    }

    private static String slug(PublisherIdentity.GitLab stored) {
        return stored.namespace() + "/" + stored.project();
    }

    private static String reference(PublisherIdentity.GitLab stored) {
        String issuer = Row.issuer(stored);
        String host = issuer.startsWith("https://") ? issuer.substring("https://".length()) : issuer;
        return host + "/" + slug(stored) + "//" + stored.workflow();
    }

    /** The pipeline file's path in its reference; null where there is none. The longest candidate wins. */
    static @Nullable String filePath(String reference) {
        Matcher file = FILE.matcher(reference);
        return file.find() ? file.group(1) : null;
    }

    private static PublisherIdentity.GitLab gitLab(Row row) {
        return (PublisherIdentity.GitLab) row.identity();
    }

    @Override
    public List<ClaimCheck> checks(Claims claims, Row row) {
        PublisherIdentity.GitLab stored = gitLab(row);
        List<ClaimCheck> checks = new ArrayList<>();
        checks.add(check(claims, "iss", Row.issuer(stored), Row.issuer(stored).equals(text(claims, "iss"))));
        checks.add(check(claims, "project_path", slug(stored), sameFolded(slug(stored), text(claims, "project_path"))));
        String ref = text(claims, "ref_path");
        boolean reference = stored.workflow().equals(filePath(text(claims, "ci_config_ref_uri")))
                && wrongReference(stored, claims) == null;
        checks.add(check(claims, "ci_config_ref_uri", reference(stored) + (ref.isEmpty() ? "" : "@" + ref), reference));
        String environment = Row.environment(stored);
        checks.add(
                environment.isEmpty()
                        ? unchecked(claims, "environment", "")
                        : check(claims, "environment", environment, environment.equals(text(claims, "environment"))));
        checks.add(check(claims, "sub", "project_path:" + slug(stored), subjectMatches(stored, claims)));
        return checks;
    }

    @Override
    public Map<String, List<ClaimValue>> stands(List<Row> rows, Claims claims) {
        List<PublisherIdentity.GitLab> stored =
                rows.stream().map(GitLabRules::gitLab).toList();
        String ref = References.some(claims, "ref_path");
        List<@Nullable String> environments = new ArrayList<>();
        environments.add(null);
        stored.forEach(s -> environments.add(Row.environment(s)));
        environments.removeIf(e -> e != null && e.isEmpty());
        environments.add(References.OTHER);
        Map<String, List<ClaimValue>> stands = new LinkedHashMap<>();
        stands.put("sub", texts(References.with(stored, s -> "project_path:" + slug(s) + ":", "project_path:x/x:")));
        stands.put("project_path", texts(References.with(stored, GitLabRules::slug, "other/" + References.OTHER)));
        stands.put(
                "ci_config_ref_uri",
                texts(References.with(
                        stored, s -> reference(s) + "@" + ref, "gitlab.com/other/other//other.yml@" + ref)));
        stands.put("environment", texts(environments));
        stands.put("ref_path", texts(References.refs(claims, "ci_config_ref_uri")));
        stands.put("sha", texts(References.shas(claims, "ci_config_ref_uri")));
        stands.put("iss", texts(References.with(stored, Row::issuer, Issuers.GITLAB)));
        stands.put("jti", texts(List.of("jti")));
        return stands;
    }
}
