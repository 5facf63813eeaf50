package dev.tokenless.check;

import dev.tokenless.oidc.ClaimValue;
import dev.tokenless.oidc.Claims;
import dev.tokenless.registry.PublisherIdentity;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.Verdict;
import dev.tokenless.registry.Verdict.CheckOutcome;
import dev.tokenless.registry.Verdict.ClaimCheck;
import dev.tokenless.repo.RegistryId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names what a verdict only marks as different. Whether something differs is the registry's answer; this class never
 * compares on its own, it only looks how two values that the registry holds for different are unlike.
 */
public final class Differences {
    private Differences() {}

    /**
     * The differences between the claims and the nearest publisher, each with its cause id, in the registry's order.
     *
     * @param claims presented or predicted
     * @param publisher the one at the verdict's index; null where there is none, then the list is empty
     */
    public static List<Difference> of(
            RegistryId registry, Claims claims, @Nullable TrustedPublisher publisher, Verdict verdict) {
        if (publisher == null || verdict.outcome() == Verdict.Outcome.MATCH) {
            return List.of();
        }
        List<Difference> found = new ArrayList<>();
        for (ClaimCheck check : verdict.checks()) {
            if (check.outcome() == CheckOutcome.MISMATCH) {
                found.addAll(name(registry, claims, publisher, check));
            }
        }
        Map<String, Difference> byId = new LinkedHashMap<>();
        found.forEach(d -> byId.putIfAbsent(d.id() + "/" + d.field(), d));
        return dropOwnerIdBesideOwner(List.copyOf(byId.values()));
    }

    /** Another owner has another id: where the name already says it, the id says nothing more. */
    private static List<Difference> dropOwnerIdBesideOwner(List<Difference> all) {
        boolean owner = all.stream().anyMatch(d -> d.field().equals("repository"));
        return owner ? all.stream().filter(d -> !d.field().equals("owner_id")).toList() : all;
    }

    private static List<Difference> name(
            RegistryId registry, Claims claims, TrustedPublisher publisher, ClaimCheck check) {
        return switch (publisher.identity()) {
            case PublisherIdentity.GitHub g -> GitHubDifferences.name(registry, claims, publisher, g, check);
            case PublisherIdentity.GitLab g -> gitLab(claims, publisher, g, check);
            case PublisherIdentity.CircleCi _ -> plain(publisher, check);
            case PublisherIdentity.Google _ -> plain(publisher, check);
            case PublisherIdentity.ActiveState _ -> plain(publisher, check);
        };
    }

    private static List<Difference> gitLab(
            Claims claims, TrustedPublisher publisher, PublisherIdentity.GitLab g, ClaimCheck check) {
        String claim = check.claim();
        if (claim.equals("environment")) {
            return List.of(environment(publisher, check, g.environment()));
        }
        if (claim.startsWith("namespace_id")) {
            return List.of(new Difference(
                    "owner-transferred",
                    true,
                    claim,
                    "owner_id",
                    text(check.presented()),
                    check.expected(),
                    publisher));
        }
        if (claim.equals("iss")) {
            return List.of(unsupported(publisher, check));
        }
        String path = claims.text("project_path").orElse(null);
        if (claim.equals("ci_config_ref_uri") && path != null) {
            String file = gitLabFile(text(check.presented()));
            String expectedPath = g.namespace() + "/" + g.project();
            if (file != null && !file.equals(g.workflow())) {
                return List.of(file(publisher, claim, file, g.workflow(), false));
            }
            if (!expectedPath.equals(path) && expectedPath.equalsIgnoreCase(path)) {
                return List.of(new Difference(
                        "owner-case-mismatch", false, claim, "repository", path, expectedPath, publisher));
            }
            return List.of(new Difference(
                    "workflow-filename-mismatch", false, claim, "workflow", file, g.workflow(), publisher));
        }
        if (claim.equals("project_path")
                || claim.equals("sub")
                || claim.startsWith("namespace")
                || claim.equals("project")) {
            if (path == null) {
                return plain(publisher, check);
            }
            int slash = path.lastIndexOf('/');
            return List.of(GitHubDifferences.repository(
                    publisher,
                    "project_path",
                    path.substring(0, Math.max(0, slash)),
                    path.substring(slash + 1),
                    g.namespace(),
                    g.project()));
        }
        return plain(publisher, check);
    }

    /** The file of a {@code ci_config_ref_uri}: behind the first {@code //}, before the last {@code @}. */
    private static @Nullable String gitLabFile(@Nullable String uri) {
        if (uri == null) {
            return null;
        }
        int slashes = uri.indexOf("//");
        int at = uri.lastIndexOf('@');
        if (slashes < 0) {
            return uri;
        }
        return at > slashes ? uri.substring(slashes + 2, at) : uri.substring(slashes + 2);
    }

    static Difference environment(TrustedPublisher publisher, ClaimCheck check, @Nullable String expected) {
        String presented = text(check.presented());
        String id;
        if (presented == null || presented.isEmpty()) {
            id = "environment-missing-in-job";
            presented = null;
        } else if (expected == null) {
            id = "environment-mismatch";
        } else {
            id = environmentCause(presented, expected);
        }
        return new Difference(id, false, "environment", "environment", presented, expected, publisher);
    }

    static Difference file(
            TrustedPublisher publisher, String claim, String presented, String expected, boolean callerCounts) {
        String id = fileCause(presented, expected, callerCounts);
        if (id.startsWith("workflow-") && publisher.kind() == TrustedPublisher.Kind.PENDING) {
            id = "pending-publisher-wrong-workflow";
        }
        return new Difference(id, false, claim, "workflow", presented, expected, publisher);
    }

    /** The cause id for two environments that a registry named as different. */
    public static String environmentCause(String presented, String expected) {
        String fault = fieldFault(presented, expected);
        if (fault != null) {
            return fault;
        }
        return same(presented, expected) ? "environment-case-mismatch" : "environment-mismatch";
    }

    /**
     * The cause id for two workflow files that a registry named as different.
     *
     * @param throughCall whether the job stands in a called workflow and the registry reads the calling one
     */
    public static String fileCause(String presented, String expected, boolean throughCall) {
        String fault = fieldFault(presented, expected);
        if (fault != null) {
            return fault;
        }
        if (throughCall) {
            return "caller-workflow-not-registered";
        }
        return !presented.equals(expected) && stem(presented).equals(stem(expected))
                ? "workflow-extension-mismatch"
                : "workflow-filename-mismatch";
    }

    private static String stem(String file) {
        if (file.endsWith(".yaml")) {
            return file.substring(0, file.length() - 5);
        }
        return file.endsWith(".yml") ? file.substring(0, file.length() - 4) : file;
    }

    static Difference unsupported(TrustedPublisher publisher, ClaimCheck check) {
        return new Difference(
                "unsupported-issuer", false, "iss", "issuer_url", text(check.presented()), check.expected(), publisher);
    }

    /** The fault of the registered value itself, where that is all that is wrong; null where it is another value. */
    static @Nullable String fieldFault(String presented, String expected) {
        if (!expected.equals(expected.strip()) && same(expected.strip(), presented)) {
            return "publisher-field-whitespace";
        }
        return holdsSeveral(expected) && listed(expected).stream().anyMatch(e -> same(e, presented))
                ? "publisher-field-list"
                : null;
    }

    static boolean holdsSeveral(String value) {
        return listed(value).size() > 1;
    }

    private static List<String> listed(String value) {
        List<String> parts = new ArrayList<>();
        for (String part : value.split("[,;|\\s]+", -1)) {
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        return parts;
    }

    static boolean same(String a, String b) {
        return a.toLowerCase(Locale.ROOT).equals(b.toLowerCase(Locale.ROOT));
    }

    static List<Difference> plain(TrustedPublisher publisher, ClaimCheck check) {
        return List.of(new Difference(
                "repository-mismatch",
                false,
                check.claim(),
                check.claim(),
                text(check.presented()),
                check.expected(),
                publisher));
    }

    static @Nullable String text(ClaimValue value) {
        return switch (value) {
            case ClaimValue.Text(String text) -> text;
            case ClaimValue.Json(var json) -> json.isNull() ? null : json.toString();
            case ClaimValue.Absent _ -> null;
            case ClaimValue.Unknown _ -> null;
        };
    }
}
