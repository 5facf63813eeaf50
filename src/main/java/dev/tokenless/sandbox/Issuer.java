package dev.tokenless.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.tokenless.sandbox.http.Handler;
import dev.tokenless.sandbox.http.Request;
import dev.tokenless.sandbox.http.Response;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Plays the identity-token services of GitHub Actions and GitLab. Registries compare the {@code iss} claim with the real
 * issuer's address, so tokens carry that address while their keys are published here.
 *
 * <p>Shape of the services: github/docs, content/actions/reference/security/oidc.md; gitlabhq/gitlabhq,
 * doc/ci/secrets/id_token_authentication.md.
 */
public final class Issuer implements Handler {
    /** The issuer of GitHub Actions on github.com. */
    public static final String GITHUB = "https://token.actions.githubusercontent.com";

    /** The issuer of GitLab CI on gitlab.com. */
    public static final String GITLAB = "https://gitlab.com";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> CLAIMS = new TypeReference<>() {};
    /** One key pair for as long as the program runs: to make one takes longer than all the rest of a rehearsal. */
    private static final FutureTask<RSAKey> KEY = new FutureTask<>(Issuer::newKey);

    private static final int JOBS_AT_MOST = 10_000;
    private static final String DISCOVERY = "/.well-known/openid-configuration";

    private final Clock clock;
    private final URI base;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Job> jobs = new ConcurrentHashMap<>();

    private record Job(String token, Map<String, Object> claims) {}

    /**
     * Plays the services at an address; making the key pair begins at once and is not waited for.
     *
     * @param base the address at which {@link #answer} is reached, without a slash at its end
     */
    Issuer(URI base, Clock clock) {
        this.base = base;
        this.clock = clock;
        makeKey();
    }

    /** Begins to make the key pair where nobody has begun. */
    static void makeKey() {
        if (!KEY.isDone()) {
            Thread.ofPlatform().daemon().name("sandbox-key").start(KEY);
        }
    }

    private static RSAKey newKey() throws JOSEException {
        return new RSAKeyGenerator(2048)
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.RS256)
                .keyIDFromThumbprint(true)
                .generate();
    }

    /** Where the keys of an issuer are found instead of at the issuer's own address; null for one that is not played. */
    @Nullable
    URI discovery(String issuer) {
        return switch (issuer) {
            case GITHUB -> URI.create(base + DISCOVERY);
            case GITLAB -> URI.create(base + "/gitlab" + DISCOVERY);
            default -> null;
        };
    }

    /**
     * Lets a job run whose identity tokens carry these claims. {@code aud}, {@code jti}, {@code iat}, {@code nbf} and
     * {@code exp} are filled in for each token unless they are given, {@code iss} is GitHub's unless it is given.
     *
     * @return how the job asks for its tokens
     */
    public JobAccess run(Map<String, ?> claims) {
        if (jobs.size() >= JOBS_AT_MOST) {
            throw new IllegalStateException("the sandbox runs at most " + JOBS_AT_MOST + " jobs");
        }
        byte[] secret = new byte[24];
        random.nextBytes(secret);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        String id = UUID.randomUUID().toString();
        jobs.put(id, new Job(token, Collections.unmodifiableMap(new LinkedHashMap<>(claims))));
        return new JobAccess(URI.create(base + "/jobs/" + id + "/idtoken?api-version=2.0"), token);
    }

    /**
     * Signs a token for an audience, as the services do: GitHub's token lives for 300 s from {@code iat} and is valid
     * from 600 s before it (github/docs, content/actions/concepts/security/openid-connect.md), GitLab's from 5 s before
     * it (gitlabhq/gitlabhq, lib/gitlab/ci/jwt_v2.rb).
     */
    public String token(Map<String, ?> claims, String audience) {
        long now = clock.instant().getEpochSecond();
        Map<String, Object> all = new LinkedHashMap<>(claims);
        Object issuer = all.computeIfAbsent("iss", _ -> GITHUB);
        all.putIfAbsent("aud", audience);
        all.putIfAbsent("jti", UUID.randomUUID().toString());
        all.putIfAbsent("iat", now);
        long issued = all.get("iat") instanceof Number n ? n.longValue() : now;
        all.putIfAbsent("nbf", issuer.equals(GITLAB) ? issued - 5 : issued - 600);
        all.putIfAbsent("exp", issued + 300);
        try {
            RSAKey signing = key();
            JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .type(JOSEObjectType.JWT)
                    .keyID(signing.getKeyID())
                    .build();
            JWSObject jwt = new JWSObject(header, new Payload(JSON.writeValueAsString(all)));
            jwt.sign(new RSASSASigner(signing));
            return jwt.serialize();
        } catch (JOSEException | JsonProcessingException e) {
            throw new IllegalStateException("signing failed", e);
        }
    }

    @Override
    public Response answer(Request request) {
        List<String> path = request.rawSegments();
        boolean get = request.method().equals("GET") || request.method().equals("HEAD");
        if (path.size() == 3 && path.get(0).equals("jobs") && path.get(2).equals("idtoken")) {
            return get ? idToken(path.get(1), request) : Response.empty(405);
        }
        if (request.method().equals("POST") && request.rawPath().equals("/jobs")) {
            return newJob(request);
        }
        if (!get) {
            return Response.empty(404);
        }
        return switch (request.rawPath()) {
            case DISCOVERY -> Response.json(200, configuration(GITHUB, "/.well-known/jwks"));
            case "/gitlab" + DISCOVERY -> Response.json(200, configuration(GITLAB, "/gitlab/oauth/discovery/keys"));
            case "/.well-known/jwks", "/gitlab/oauth/discovery/keys" ->
                Response.json(200, new JWKSet(key()).toPublicJWKSet().toJSONObject(true));
            default -> Response.empty(404);
        };
    }

    /** No part of GitHub: how a script beside the sandbox lets a job run with claims of its choice. */
    private Response newJob(Request request) {
        if (!request.hasType("application/json")) {
            return Response.json(415, Map.of("message", "send the claims as application/json"));
        }
        try {
            Map<String, Object> claims = JSON.readValue(request.body(), CLAIMS);
            if (claims == null || jobs.size() >= JOBS_AT_MOST) {
                return Response.json(400, Map.of("message", "no claims, or too many jobs"));
            }
            return Response.json(201, Map.of("environment", run(claims).environment()));
        } catch (IOException _) {
            return Response.json(400, Map.of("message", "the claims are not a JSON object"));
        }
    }

    private Response idToken(String id, Request request) {
        Job job = jobs.get(id);
        if (job == null) {
            return Response.empty(404);
        }
        String given = request.header("Authorization").orElse("");
        if (!given.regionMatches(true, 0, "bearer ", 0, 7)
                || !given.substring(7).trim().equals(job.token())) {
            return Response.json(401, Map.of("message", "the request token of the job is missing or wrong"));
        }
        String audience = request.query("audience").orElse(defaultAudience(job.claims()));
        return Response.json(200, Map.of("count", 1, "value", token(job.claims(), audience)));
    }

    /** Without an audience GitHub takes the address of the repository's owner. */
    private static String defaultAudience(Map<String, Object> claims) {
        return claims.get("repository") instanceof String repository
                ? "https://github.com/" + repository.split("/", 2)[0]
                : "https://github.com";
    }

    private Map<String, Object> configuration(String issuer, String keys) {
        Map<String, Object> configuration = new LinkedHashMap<>();
        configuration.put("issuer", issuer);
        configuration.put("jwks_uri", base + keys);
        configuration.put("subject_types_supported", List.of("public", "pairwise"));
        configuration.put("response_types_supported", List.of("id_token"));
        configuration.put("id_token_signing_alg_values_supported", List.of("RS256"));
        configuration.put("scopes_supported", List.of("openid"));
        return configuration;
    }

    private static RSAKey key() {
        try {
            return KEY.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the key was made", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("no key could be made", e);
        }
    }
}
