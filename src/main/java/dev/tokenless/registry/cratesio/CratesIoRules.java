package dev.tokenless.registry.cratesio;

import static dev.tokenless.registry.ClaimTexts.check;
import static dev.tokenless.registry.ClaimTexts.sameFolded;
import static dev.tokenless.registry.ClaimTexts.text;
import static dev.tokenless.registry.ClaimTexts.texts;
import static dev.tokenless.registry.ClaimTexts.unchecked;

import dev.tokenless.oidc.ClaimValue;
import dev.tokenless.oidc.Claims;
import dev.tokenless.registry.Exchange;
import dev.tokenless.registry.Matching;
import dev.tokenless.registry.PublisherIdentity;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.Verdict;
import dev.tokenless.registry.Verdict.ClaimCheck;
import dev.tokenless.registry.Worlds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What crates.io brings to the matching of predicted claims: its exchange, then the permission to publish. */
record CratesIoRules(String audience) implements Matching.Rules {
    private static final TokenExchange EXCHANGE = new TokenExchange();
    private static final String OTHER = "\u2026";

    @Override
    public Map<String, List<ClaimValue>> stands(Claims claims, List<TrustedPublisher> stored) {
        Set<String> slugs = new LinkedHashSet<>();
        Set<String> paths = new LinkedHashSet<>();
        Set<String> ids = new LinkedHashSet<>();
        Set<String> namespaceIds = new LinkedHashSet<>();
        Set<String> workflows = new LinkedHashSet<>();
        Set<String> pipelines = new LinkedHashSet<>();
        List<@Nullable String> environments = new ArrayList<>();
        environments.add(null);
        for (TrustedPublisher publisher : stored) {
            if (Stages.environment(publisher.identity().environment()) != null) {
                environments.add(publisher.identity().environment());
            }
            switch (publisher.identity()) {
                case PublisherIdentity.GitHub g -> {
                    slugs.add(g.owner() + "/" + g.repository());
                    ids.add(g.ownerId() == null ? "0" : g.ownerId());
                    workflows.add("o/r/.github/workflows/" + g.workflow() + "@refs/heads/" + OTHER);
                }
                case PublisherIdentity.GitLab g -> {
                    paths.add(g.namespace() + "/" + g.project());
                    namespaceIds.add(g.namespaceId() == null ? "0" : g.namespaceId());
                    pipelines.add("gitlab.com/n/p//" + g.workflow() + "@refs/heads/" + OTHER);
                }
                case PublisherIdentity.CircleCi _ -> {}
                case PublisherIdentity.Google _ -> {}
                case PublisherIdentity.ActiveState _ -> {}
            }
        }
        slugs.add("other/" + OTHER);
        paths.add("other/" + OTHER);
        ids.add("0");
        namespaceIds.add("0");
        workflows.add("o/r/.github/workflows/other-" + OTHER + ".yml@refs/heads/" + OTHER);
        pipelines.add("gitlab.com/n/p//other-" + OTHER + ".yml@refs/heads/" + OTHER);
        environments.add(OTHER);
        Map<String, List<ClaimValue>> stands = new LinkedHashMap<>();
        stands.put("event_name", texts(List.of("push", "workflow_run")));
        stands.put("repository", texts(slugs));
        stands.put("workflow_ref", texts(workflows));
        stands.put("repository_owner_id", texts(ids));
        stands.put("project_path", texts(paths));
        stands.put("ci_config_ref_uri", texts(pipelines));
        stands.put("namespace_id", texts(namespaceIds));
        stands.put("environment", texts(environments));
        stands.put("sha", texts(List.of("0".repeat(40))));
        return stands;
    }

    @Override
    public List<ClaimCheck> checks(Claims known, TrustedPublisher publisher) {
        List<ClaimCheck> checks = new ArrayList<>();
        switch (publisher.identity()) {
            case PublisherIdentity.GitHub g -> gitHub(checks, known, g);
            case PublisherIdentity.GitLab g -> gitLab(checks, known, g);
            case PublisherIdentity.CircleCi _ -> {}
            case PublisherIdentity.Google _ -> {}
            case PublisherIdentity.ActiveState _ -> {}
        }
        if (!checks.isEmpty()) {
            String environment = Stages.environment(publisher.identity().environment());
            checks.add(
                    environment == null
                            ? unchecked(known, "environment", "")
                            : check(known, "environment", environment, Stages.environmentMatches(environment, known)));
        }
        return checks;
    }

    private static void gitHub(List<ClaimCheck> checks, Claims known, PublisherIdentity.GitHub g) {
        boolean refused = GitHubStages.refusedEvent(text(known, "event_name"));
        checks.add(
                refused
                        ? check(known, "event_name", "not pull_request_target or workflow_run", false)
                        : unchecked(known, "event_name", ""));
        checks.add(check(
                known,
                "repository",
                g.owner() + "/" + g.repository(),
                GitHubStages.sameRepository(g, text(known, "repository"))));
        Integer ownerId = GitHubStages.number(text(known, "repository_owner_id"));
        checks.add(
                g.ownerId() == null
                        ? unchecked(known, "repository_owner_id", "the owner id that is stored is not known here")
                        : check(
                                known,
                                "repository_owner_id",
                                g.ownerId(),
                                ownerId != null && GitHubStages.sameOwnerId(g, ownerId)));
        checks.add(check(
                known,
                "workflow_ref",
                g.owner() + "/" + g.repository() + "/.github/workflows/" + g.workflow() + "@" + OTHER,
                g.workflow().equals(GitHubStages.fileName(text(known, "workflow_ref")))));
    }

    private static void gitLab(List<ClaimCheck> checks, Claims known, PublisherIdentity.GitLab g) {
        String path = g.namespace() + "/" + g.project();
        checks.add(check(known, "project_path", path, GitLabStages.sameProject(g, text(known, "project_path"))));
        checks.add(
                g.namespaceId() == null
                        ? unchecked(known, "namespace_id", "the first exchange that succeeds stores the namespace's id")
                        : check(
                                known,
                                "namespace_id",
                                g.namespaceId(),
                                GitLabStages.sameNamespaceId(g, text(known, "namespace_id"))));
        checks.add(check(
                known,
                "ci_config_ref_uri",
                "gitlab.com/" + path + "//" + g.workflow() + "@" + OTHER,
                g.workflow().equals(GitLabStages.filePath(text(known, "ci_config_ref_uri")))));
    }

    @Override
    public boolean accepts(String issuer, TrustedPublisher publisher) {
        return switch (publisher.identity()) {
            case PublisherIdentity.GitHub _ -> issuer.equals(TokenExchange.GITHUB);
            case PublisherIdentity.GitLab _ -> issuer.equals(TokenExchange.GITLAB);
            case PublisherIdentity.CircleCi _ -> false;
            case PublisherIdentity.Google _ -> false;
            case PublisherIdentity.ActiveState _ -> false;
        };
    }

    @Override
    public Worlds.Decided decide(Claims known, List<TrustedPublisher> stored, String packageName) {
        // Predictions need not list what no rule reads; only their presence is demanded.
        Exchange.Circumstances circumstances = Matching.circumstances(audience, List.of(), List.of());
        return switch (EXCHANGE.exchange(Matching.signed(known), stored, circumstances)) {
            case Exchange.Refused refused -> new Worlds.Decided(-1, refused.refusal());
            case Exchange.Granted granted -> publish(granted, stored, packageName);
        };
    }

    private Worlds.Decided publish(Exchange.Granted granted, List<TrustedPublisher> stored, String packageName) {
        for (int index : granted.publishers()) {
            TrustedPublisher publisher = stored.get(index);
            String crate = publisher.project();
            if (packageName.isEmpty() || (crate != null && samePackage(crate, packageName))) {
                return Boolean.FALSE.equals(publisher.projectExists())
                        ? new Worlds.Decided(
                                index,
                                refusal("Trusted Publishing tokens do not support creating new crates. Publish the"
                                        + " crate manually, first"))
                        : new Worlds.Decided(index, null);
            }
        }
        return new Worlds.Decided(
                granted.publishers().getFirst(),
                refusal("The provided access token is not valid for crate `" + packageName + "`"));
    }

    private static Verdict.Refusal refusal(String text) {
        return new Verdict.Refusal(403, "", text, text);
    }

    /** The look-up folds case and treats the dash and the underscore alike. */
    @Override
    public boolean samePackage(String a, String b) {
        return sameFolded(a.replace('-', '_'), b.replace('-', '_'));
    }
}
