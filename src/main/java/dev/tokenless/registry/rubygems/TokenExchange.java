package dev.tokenless.registry.rubygems;

import static dev.tokenless.registry.ClaimTexts.cast;
import static dev.tokenless.registry.ClaimTexts.text;

import dev.tokenless.oidc.ClaimValue;
import dev.tokenless.oidc.Claims;
import dev.tokenless.registry.Exchange;
import dev.tokenless.registry.PresentedToken;
import dev.tokenless.registry.PublisherIdentity;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.Verdict;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The exchange of RubyGems.org, {@code POST /api/v1/oidc/trusted_publisher/exchange_token}: it picks one row without
 * looking at any gem, then holds it to its access policy, and hides every reason behind one 404 (rubygems/rubygems.org
 * app/models/oidc/trusted_publisher/github_action.rb, app/controllers/concerns/jwt_validation.rb). The reason in a
 * refusal is ours. A token may be exchanged again.
 */
public final class TokenExchange implements Exchange {
    static final String ISSUER = "https://token.actions.githubusercontent.com";

    private static final Pattern REFERENCE = Pattern.compile("\\A([^/]+)/([^/]+)/\\.github/workflows/([^@]+)@");

    @Override
    public Answer exchange(PresentedToken token, List<TrustedPublisher> stored, Circumstances circumstances) {
        if (!(token instanceof PresentedToken.Decoded decoded)) {
            return refused(400, "Invalid JWT Format. JWT should include 3 or 5 segments.", "invalid_jwt");
        }
        Claims claims = decoded.claims();
        for (String name : List.of("nbf", "iat", "exp")) {
            if (integer(claims, name) == null) {
                return missing(name);
            }
        }
        for (String name : List.of("iss", "jti")) {
            if (claims.text(name).isEmpty()) {
                return missing(name);
            }
        }
        BigInteger now = BigInteger.valueOf(circumstances.now());
        if (Objects.requireNonNull(integer(claims, "nbf")).compareTo(now) > 0
                || Objects.requireNonNull(integer(claims, "exp")).compareTo(now) <= 0) {
            return notFound("invalid_time");
        }
        if (!text(claims, "iss").equals(ISSUER)) {
            return notFound("unknown_issuer");
        }
        switch (decoded.signature()) {
            case KEYS_UNAVAILABLE -> {
                return notFound("keys_unavailable");
            }
            case INVALID, UNKNOWN_KEY -> {
                return notFound("invalid_signature");
            }
            case VALID -> {}
        }
        // The server calls methods of strings on the first two, and fetches the third without a default.
        if (claims.text("repository").isEmpty()
                || claims.text("job_workflow_ref").isEmpty()
                || claims.get("repository_owner_id") instanceof ClaimValue.Absent) {
            return refused(500, "Internal Server Error", "server_error");
        }
        return find(claims, stored, circumstances.audience());
    }

    private static Answer find(Claims claims, List<TrustedPublisher> stored, String audience) {
        Job job = Job.of(claims);
        if (job == null) {
            return notFound("invalid_job_workflow_ref");
        }
        String environment = environment(claims);
        int chosen = -1;
        for (int i = 0; i < stored.size(); i++) {
            if (!(stored.get(i).identity() instanceof PublisherIdentity.GitHub row)
                    || !passes(row, job, column(claims, "repository_owner_id"))) {
                continue;
            }
            String wanted = blankless(row.environment());
            if (wanted != null && wanted.equals(environment)) {
                chosen = i;
                break;
            }
            if (wanted == null && chosen < 0) {
                chosen = i;
            }
        }
        if (chosen < 0) {
            return notFound("no_matching_publisher");
        }
        PublisherIdentity.GitHub row =
                (PublisherIdentity.GitHub) stored.get(chosen).identity();
        List<String> references = references(row, claims);
        if (references.isEmpty()) {
            return notFound("no_workflow_refs");
        }
        if (!allowed(row, claims, references, audience)) {
            return notFound("access_policy_denied");
        }
        return granted(stored, row);
    }

    /** The row is global: it stands for every gem that registered the same six fields. */
    private static Answer granted(List<TrustedPublisher> stored, PublisherIdentity.GitHub row) {
        List<Integer> indexes = new ArrayList<>();
        List<String> gems = new ArrayList<>();
        for (int i = 0; i < stored.size(); i++) {
            if (stored.get(i).identity() instanceof PublisherIdentity.GitHub other && sameRow(row, other)) {
                indexes.add(i);
                String gem = stored.get(i).project();
                if (gem != null && !gems.contains(gem)) {
                    gems.add(gem);
                }
            }
        }
        return new Granted(indexes, gems, List.of(), List.of());
    }

    /** Whether two publishers are the same row; the owner's id is stored with the row. */
    static boolean sameRow(PublisherIdentity.GitHub a, PublisherIdentity.GitHub b) {
        return a.owner().equals(b.owner())
                && a.repository().equals(b.repository())
                && a.workflow().equals(b.workflow())
                && Objects.equals(blankless(a.environment()), blankless(b.environment()))
                && Objects.equals(blankless(a.workflowOwner()), blankless(b.workflowOwner()))
                && Objects.equals(blankless(a.workflowRepository()), blankless(b.workflowRepository()))
                && (a.ownerId() == null || b.ownerId() == null || a.ownerId().equals(b.ownerId()));
    }

    /** The environment as the look-up takes it: the empty string counts as one, null and false do not. */
    static @Nullable String environment(Claims claims) {
        if (claims.get("environment") instanceof ClaimValue.Json json
                && json.value().isBoolean()
                && !json.value().booleanValue()) {
            return null;
        }
        return column(claims, "environment");
    }

    /** A claim as the server's framework casts it for a column of text: a boolean becomes its first letter. */
    private static @Nullable String column(Claims claims, String name) {
        return claims.get(name) instanceof ClaimValue.Json json && json.value().isBoolean()
                ? json.value().booleanValue() ? "t" : "f"
                : cast(claims, name);
    }

    private static boolean passes(PublisherIdentity.GitHub row, Job job, @Nullable String ownerId) {
        boolean rightWorkflow = job.own()
                ? blankless(row.workflowOwner()) == null && blankless(row.workflowRepository()) == null
                : job.workflowOwner().equals(row.workflowOwner())
                        && job.workflowRepository().equals(row.workflowRepository());
        return rightWorkflow
                && row.owner().equals(job.owner())
                && row.repository().equals(job.repository())
                && row.workflow().equals(job.file())
                && sameOwnerId(row, ownerId);
    }

    /** A stored id that is not known is taken for the owner's. */
    static boolean sameOwnerId(PublisherIdentity.GitHub row, @Nullable String ownerId) {
        return row.ownerId() == null || row.ownerId().equals(ownerId);
    }

    /** The values of {@code job_workflow_ref} that the access policy of a row would take. */
    static List<String> references(PublisherIdentity.GitHub row, Claims claims) {
        String prefix = prefix(row);
        List<String> ends = new ArrayList<>();
        if (blankless(row.workflowOwner()) == null) {
            ends.add(text(claims, "ref"));
            ends.add(text(claims, "sha"));
        } else {
            String reference = text(claims, "job_workflow_ref");
            ends.add(reference.startsWith(prefix) ? reference.substring(prefix.length()) : "");
            ends.add(text(claims, "job_workflow_sha"));
        }
        return ends.stream().filter(e -> !e.isBlank()).map(e -> prefix + e).toList();
    }

    /** What a reference begins with for this row, the at sign included. */
    static String prefix(PublisherIdentity.GitHub row) {
        String owner = blankless(row.workflowOwner());
        String repository = blankless(row.workflowRepository());
        return (owner == null ? row.owner() : owner) + "/" + (repository == null ? row.repository() : repository)
                + "/.github/workflows/" + row.workflow() + "@";
    }

    private static boolean allowed(
            PublisherIdentity.GitHub row, Claims claims, List<String> references, String audience) {
        String environment = blankless(row.environment());
        return text(claims, "repository").equals(row.owner() + "/" + row.repository())
                && (environment == null || text(claims, "environment").equals(environment))
                && claims.text("repository_owner_id")
                        .filter(id -> sameOwnerId(row, id))
                        .isPresent()
                && claims.text("aud").filter(audience::equals).isPresent()
                && references.contains(text(claims, "job_workflow_ref"));
    }

    /** Blank values are stored as null. */
    static @Nullable String blankless(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }

    private static @Nullable BigInteger integer(Claims claims, String name) {
        return claims.get(name) instanceof ClaimValue.Json json && json.value().isIntegralNumber()
                ? json.value().bigIntegerValue()
                : null;
    }

    private static Answer missing(String name) {
        return refused(400, "Missing/invalid " + name, "missing_or_invalid_claim:" + name);
    }

    private static Answer notFound(String reason) {
        return refused(404, "Not Found", reason);
    }

    private static Answer refused(int status, String message, String reason) {
        return new Refused(new Verdict.Refusal(status, "", message, reason), List.of());
    }

    /**
     * What the claims say of the job.
     *
     * @param own whether the file that defines the job lies in the job's own repository, spelt the same
     */
    record Job(
            String owner,
            String repository,
            String workflowOwner,
            String workflowRepository,
            String file,
            boolean own) {

        /** Null where {@code job_workflow_ref} has not the form. */
        static @Nullable Job of(Claims claims) {
            Matcher reference = REFERENCE.matcher(text(claims, "job_workflow_ref"));
            if (!reference.find()) {
                return null;
            }
            String slug = text(claims, "repository");
            int slash = slug.indexOf('/');
            String owner = slash < 0 ? slug : slug.substring(0, slash);
            String repository = slash < 0 ? "" : slug.substring(slash + 1);
            boolean own = reference.group(1).equals(owner) && reference.group(2).equals(repository);
            return new Job(owner, repository, reference.group(1), reference.group(2), reference.group(3), own);
        }
    }
}
