package dev.tokenless.registry.cratesio;

import static dev.tokenless.registry.ClaimTexts.sameFolded;
import static dev.tokenless.registry.ClaimTexts.text;

import dev.tokenless.oidc.Claims;
import dev.tokenless.registry.PublisherIdentity;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * GitHub Actions at crates.io: owner, repository and environment in any case, the entry workflow's file exactly
 * (rust-lang/crates.io crates/crates_io_trustpub/src/github).
 */
final class GitHubStages {
    private static final Pattern FILE = Pattern.compile("([^/]+\\.(yml|yaml))(@.+)", Pattern.UNIX_LINES);
    private static final Set<String> REFUSED_EVENTS = Set.of("pull_request_target", "workflow_run");

    private GitHubStages() {}

    static Stages.Standing survivors(Claims claims, List<Candidate> all) {
        String event = text(claims, "event_name");
        if (refusedEvent(event)) {
            return new Stages.Dropped("Trusted Publishing does not support the `" + event
                    + "` event trigger due to security concerns. Please use a different trigger such as `push`,"
                    + " `release`, or `workflow_dispatch`.");
        }
        String repository = text(claims, "repository");
        int slash = repository.indexOf('/');
        if (slash < 0) {
            return new Stages.Dropped("Unexpected `repository` value");
        }
        String file = fileName(text(claims, "workflow_ref"));
        if (file == null) {
            return new Stages.Dropped("Unexpected `workflow_ref` value");
        }
        Integer ownerId = number(text(claims, "repository_owner_id"));
        if (ownerId == null) {
            return new Stages.Dropped("Unexpected `repository_owner_id` value");
        }
        List<Candidate> found = Stages.left(all, c -> sameRepository(c.identity(), repository));
        if (found.isEmpty()) {
            return Stages.none(repository);
        }
        List<Candidate> owned = Stages.left(found, c -> sameOwnerId(c.identity(), ownerId));
        if (owned.isEmpty()) {
            return new Stages.Dropped(Stages.start(repository) + " does not match the repository owner ID (" + ownerId
                    + ") in the JWT. Expected owner IDs: "
                    + found.stream().map(c -> "" + gitHub(c).ownerId()).collect(Collectors.joining(", "))
                    + ". Please recreate the Trusted Publishing config to update the repository owner ID.");
        }
        List<Candidate> named = Stages.left(owned, c -> gitHub(c).workflow().equals(file));
        if (named.isEmpty()) {
            return new Stages.Dropped(Stages.start(repository) + " does not match the workflow filename `" + file
                    + "` in the JWT. Expected workflow filenames: "
                    + Stages.quoted(owned, c -> gitHub(c).workflow()));
        }
        return Stages.environments(repository, named, List.of(), claims);
    }

    static boolean refusedEvent(String event) {
        return REFUSED_EVENTS.contains(event);
    }

    static boolean sameRepository(PublisherIdentity identity, String repository) {
        int slash = repository.indexOf('/');
        return slash >= 0
                && identity instanceof PublisherIdentity.GitHub g
                && sameFolded(g.owner(), repository.substring(0, slash))
                && sameFolded(g.repository(), repository.substring(slash + 1));
    }

    /** A stored id that is not known here is taken for the owner's. */
    static boolean sameOwnerId(PublisherIdentity identity, int ownerId) {
        if (!(identity instanceof PublisherIdentity.GitHub g)) {
            return false;
        }
        Integer stored = g.ownerId() == null ? null : number(g.ownerId());
        return g.ownerId() == null || (stored != null && stored == ownerId);
    }

    private static PublisherIdentity.GitHub gitHub(Candidate candidate) {
        return (PublisherIdentity.GitHub) candidate.identity();
    }

    /** The file name in a workflow reference; null where there is none. */
    static @Nullable String fileName(String reference) {
        Matcher file = FILE.matcher(reference);
        return file.find() ? file.group(1) : null;
    }

    /** A signed 32-bit number as Rust parses it; null where it is none. */
    static @Nullable Integer number(String text) {
        if (!text.matches("[+-]?[0-9]+")) {
            return null;
        }
        java.math.BigInteger value = new java.math.BigInteger(text);
        return value.bitLength() < 32 ? value.intValueExact() : null;
    }
}
