package dev.tokenless.registry.rubygems;

import static dev.tokenless.registry.ClaimTexts.check;
import static dev.tokenless.registry.ClaimTexts.text;
import static dev.tokenless.registry.ClaimTexts.texts;
import static dev.tokenless.registry.ClaimTexts.unchecked;

import dev.tokenless.oidc.ClaimValue;
import dev.tokenless.oidc.Claims;
import dev.tokenless.registry.ClaimTexts;
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

/** What RubyGems.org brings to the matching of predicted claims: its exchange, then the permission to push. */
record RubyGemsRules(String audience) implements Matching.Rules {
    private static final TokenExchange EXCHANGE = new TokenExchange();
    private static final String OTHER = "\u2026";

    @Override
    public Map<String, List<ClaimValue>> stands(Claims claims, List<TrustedPublisher> stored) {
        Set<String> slugs = new LinkedHashSet<>();
        Set<String> ids = new LinkedHashSet<>();
        Set<String> references = new LinkedHashSet<>();
        List<@Nullable String> environments = new ArrayList<>();
        environments.add(null);
        Set<String> refs = new LinkedHashSet<>();
        String presented = text(claims, "job_workflow_ref");
        for (int at = presented.indexOf('@'); at >= 0; at = presented.indexOf('@', at + 1)) {
            refs.add(presented.substring(at + 1));
        }
        refs.remove("");
        String ref = text(claims, "ref").isEmpty() ? "refs/heads/" + OTHER : text(claims, "ref");
        for (TrustedPublisher publisher : stored) {
            if (publisher.identity() instanceof PublisherIdentity.GitHub row) {
                slugs.add(row.owner() + "/" + row.repository());
                if (row.ownerId() != null) {
                    ids.add(row.ownerId());
                }
                references.add(TokenExchange.prefix(row) + ref);
                if (TokenExchange.blankless(row.environment()) != null) {
                    environments.add(row.environment());
                }
            }
        }
        slugs.add("other/" + OTHER);
        ids.add("0");
        references.add("other/other/.github/workflows/other.yml@" + ref);
        environments.add(OTHER);
        refs.add(refs.isEmpty() ? ref : "refs/tags/" + OTHER);
        refs.add("refs/tags/" + OTHER);
        Map<String, List<ClaimValue>> stands = new LinkedHashMap<>();
        stands.put("repository", texts(slugs));
        stands.put("repository_owner_id", texts(ids));
        stands.put("job_workflow_ref", texts(references));
        stands.put("environment", texts(environments));
        stands.put("ref", texts(refs));
        Set<String> shas = new LinkedHashSet<>(refs);
        shas.removeIf(s -> s.startsWith("refs/"));
        shas.add("0".repeat(40));
        stands.put("sha", texts(shas));
        stands.put("job_workflow_sha", texts(shas));
        return stands;
    }

    @Override
    public List<ClaimCheck> checks(Claims known, TrustedPublisher publisher) {
        if (!(publisher.identity() instanceof PublisherIdentity.GitHub row)) {
            return List.of();
        }
        List<ClaimCheck> checks = new ArrayList<>();
        String slug = row.owner() + "/" + row.repository();
        checks.add(check(known, "repository", slug, text(known, "repository").equals(slug)));
        String shown = text(known, "ref");
        boolean own = TokenExchange.blankless(row.workflowOwner()) == null;
        checks.add(check(
                known,
                "job_workflow_ref",
                TokenExchange.prefix(row) + (own && !shown.isEmpty() ? shown : OTHER),
                referenceMatches(row, known)));
        checks.add(
                row.ownerId() == null
                        ? unchecked(known, "repository_owner_id", "the owner id that is stored is not known here")
                        : check(
                                known,
                                "repository_owner_id",
                                row.ownerId(),
                                known.text("repository_owner_id")
                                        .filter(row.ownerId()::equals)
                                        .isPresent()));
        String environment = TokenExchange.blankless(row.environment());
        checks.add(
                environment == null
                        ? unchecked(known, "environment", "")
                        : check(known, "environment", environment, environment.equals(text(known, "environment"))));
        return checks;
    }

    private static boolean referenceMatches(PublisherIdentity.GitHub row, Claims known) {
        TokenExchange.Job job = TokenExchange.Job.of(known);
        boolean rightKind = job != null && job.own() == (TokenExchange.blankless(row.workflowOwner()) == null);
        return rightKind && TokenExchange.references(row, known).contains(text(known, "job_workflow_ref"));
    }

    @Override
    public boolean accepts(String issuer, TrustedPublisher publisher) {
        return publisher.identity() instanceof PublisherIdentity.GitHub;
    }

    @Override
    public Worlds.Decided decide(Claims known, List<TrustedPublisher> stored, String packageName) {
        Exchange.Circumstances circumstances = Matching.circumstances(audience, List.of(), List.of());
        return switch (EXCHANGE.exchange(Matching.signed(known), stored, circumstances)) {
            case Exchange.Refused refused -> new Worlds.Decided(-1, refused.refusal());
            case Exchange.Granted granted -> push(granted, stored, packageName);
        };
    }

    private static Worlds.Decided push(Exchange.Granted granted, List<TrustedPublisher> stored, String packageName) {
        for (int index : granted.publishers()) {
            TrustedPublisher publisher = stored.get(index);
            String gem = publisher.project();
            boolean same = gem != null
                    && (publisher.kind() == TrustedPublisher.Kind.PENDING
                            ? ClaimTexts.sameFolded(gem, packageName)
                            : gem.equals(packageName));
            if (packageName.isEmpty() || same) {
                return new Worlds.Decided(index, null);
            }
        }
        String text = "You are not allowed to push this gem.";
        return new Worlds.Decided(granted.publishers().getFirst(), new Verdict.Refusal(403, "", text, text));
    }

    @Override
    public boolean samePackage(String a, String b) {
        return a.equals(b);
    }
}
