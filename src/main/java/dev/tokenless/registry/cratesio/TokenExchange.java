package dev.tokenless.registry.cratesio;

import dev.tokenless.oidc.ClaimValue;
import dev.tokenless.oidc.Claims;
import dev.tokenless.registry.ClaimTexts;
import dev.tokenless.registry.Exchange;
import dev.tokenless.registry.PresentedToken;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.Verdict;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The exchange of crates.io, {@code POST /api/v1/trusted_publishing/tokens}: every surviving configuration counts, and
 * the text names the stage that dropped the last one (rust-lang/crates.io
 * src/controllers/trustpub/tokens/exchange/mod.rs). A refused token is not used up.
 */
public final class TokenExchange implements Exchange {
    static final String GITHUB = "https://token.actions.githubusercontent.com";
    static final String GITLAB = "https://gitlab.com";

    /** Seconds that the clocks may differ. */
    private static final int LEEWAY = 60;

    private static final List<String> GITHUB_CLAIMS =
            List.of("jti", "repository_owner_id", "repository", "workflow_ref", "event_name", "run_id", "sha");
    private static final List<String> GITLAB_CLAIMS =
            List.of("jti", "namespace_id", "project_path", "ci_config_ref_uri", "job_id", "sha");

    /** What the server's library can read in a header (Keats/jsonwebtoken src/algorithms.rs); others are no token. */
    private static final Set<String> ALGORITHMS = Set.of(
            "HS256", "HS384", "HS512", "ES256", "ES384", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "EdDSA");

    private static final String UNDECODED = "Failed to decode JWT";

    @Override
    public Answer exchange(PresentedToken token, List<TrustedPublisher> stored, Circumstances circumstances) {
        if (!(token instanceof PresentedToken.Decoded decoded)
                || !ALGORITHMS.contains(decoded.algorithm() == null ? "" : decoded.algorithm())
                || decoded.claims().text("iss").isEmpty()) {
            return refused(UNDECODED);
        }
        Claims claims = decoded.claims();
        String issuer = ClaimTexts.text(claims, "iss");
        if (!issuer.equals(GITHUB) && !issuer.equals(GITLAB)) {
            return refused("Unsupported JWT issuer: " + issuer);
        }
        if (decoded.keyId() == null) {
            return refused("Missing JWT key ID");
        }
        switch (decoded.signature()) {
            case KEYS_UNAVAILABLE -> {
                return new Refused(
                        new Verdict.Refusal(500, "", "Failed to load OIDC key set", "Failed to load OIDC key set"),
                        List.of());
            }
            case UNKNOWN_KEY -> {
                return refused("Invalid JWT key ID");
            }
            case INVALID -> {
                return refused(UNDECODED);
            }
            case VALID -> {}
        }
        boolean gitHub = issuer.equals(GITHUB);
        if (!"RS256".equals(decoded.algorithm())
                || !decodes(claims, gitHub ? GITHUB_CLAIMS : GITLAB_CLAIMS, circumstances)) {
            return refused(UNDECODED);
        }
        if (circumstances.usedTokenIds().contains(ClaimTexts.text(claims, "jti"))) {
            return refused("JWT has already been used");
        }
        List<Candidate> candidates = Candidate.of(stored);
        return switch (gitHub
                ? GitHubStages.survivors(claims, candidates)
                : GitLabStages.survivors(claims, candidates)) {
            case Stages.Dropped dropped -> refused(dropped.text());
            case Stages.Survived survived -> granted(claims, survived, stored);
        };
    }

    private static Answer granted(Claims claims, Stages.Survived survived, List<TrustedPublisher> stored) {
        List<Integer> indexes = new ArrayList<>();
        List<String> crates = new ArrayList<>();
        for (Candidate candidate : survived.survivors()) {
            indexes.add(candidate.index());
            String crate = stored.get(candidate.index()).project();
            if (crate != null && !crates.contains(crate)) {
                crates.add(crate);
            }
        }
        List<Effect> effects = new ArrayList<>();
        effects.add(new TokenUsed(
                ClaimTexts.text(claims, "jti"), integer(claims.get("exp")).longValue() + LEEWAY));
        survived.learned()
                .forEach(c -> effects.add(new NamespaceLearned(c.index(), ClaimTexts.text(claims, "namespace_id"))));
        return new Granted(indexes, crates, List.of(), effects);
    }

    /** The claims deserialize and the times and the audience are right; {@code aud} must be a plain string. */
    private static boolean decodes(Claims claims, List<String> strings, Circumstances circumstances) {
        for (String name : strings) {
            if (claims.text(name).isEmpty()) {
                return false;
            }
        }
        boolean environment = switch (claims.get("environment")) {
            case ClaimValue.Text _ -> true;
            case ClaimValue.Absent _ -> true;
            case ClaimValue.Json json -> json.value().isNull();
            case ClaimValue.Unknown _ -> false;
        };
        if (!environment || !isInteger(claims.get("exp")) || !isInteger(claims.get("iat"))) {
            return false;
        }
        BigDecimal latest = BigDecimal.valueOf(circumstances.now() + LEEWAY);
        BigDecimal begins = ClaimTexts.number(claims.get("nbf"));
        boolean begun = begins == null || begins.compareTo(latest) <= 0;
        return begun
                && integer(claims.get("exp")).compareTo(BigDecimal.valueOf(circumstances.now() - LEEWAY)) >= 0
                && integer(claims.get("iat")).compareTo(latest) <= 0
                && claims.text("aud").filter(circumstances.audience()::equals).isPresent();
    }

    private static boolean isInteger(ClaimValue claim) {
        return claim instanceof ClaimValue.Json json && json.value().isIntegralNumber();
    }

    private static BigDecimal integer(ClaimValue claim) {
        return claim instanceof ClaimValue.Json json ? json.value().decimalValue() : BigDecimal.ZERO;
    }

    private static Answer refused(String detail) {
        return new Refused(new Verdict.Refusal(400, "", detail, detail), List.of());
    }
}
