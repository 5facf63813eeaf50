package dev.tokenless.registry.cratesio;

import static dev.tokenless.registry.ClaimTexts.sameFolded;
import static dev.tokenless.registry.ClaimTexts.text;

import dev.tokenless.oidc.Claims;
import dev.tokenless.registry.PublisherIdentity;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * GitLab CI at crates.io: namespace, project and environment in any case, the pipeline file's whole path exactly, the
 * namespace's id trusted on first use (rust-lang/crates.io crates/crates_io_trustpub/src/gitlab).
 */
final class GitLabStages {
    private GitLabStages() {}

    static Stages.Standing survivors(Claims claims, List<Candidate> all) {
        String path = text(claims, "project_path");
        if (path.indexOf('/') < 0) {
            return new Stages.Dropped("Unexpected `project_path` value");
        }
        String file = filePath(text(claims, "ci_config_ref_uri"));
        if (file == null) {
            return new Stages.Dropped("Unexpected `ci_config_ref_uri` value");
        }
        List<Candidate> found = Stages.left(all, c -> sameProject(c.identity(), path));
        if (found.isEmpty()) {
            return Stages.none(path);
        }
        String namespace = text(claims, "namespace_id");
        List<Candidate> owned = Stages.left(found, c -> sameNamespaceId(c.identity(), namespace));
        if (owned.isEmpty()) {
            return new Stages.Dropped(Stages.start(path) + " does not match the namespace ID (" + namespace
                    + ") in the JWT. Expected namespace IDs: "
                    + found.stream().map(c -> "" + gitLab(c).namespaceId()).collect(Collectors.joining(", "))
                    + ". Please recreate the Trusted Publishing config to update the namespace ID.");
        }
        List<Candidate> named = Stages.left(owned, c -> gitLab(c).workflow().equals(file));
        if (named.isEmpty()) {
            return new Stages.Dropped(Stages.start(path) + " does not match the workflow filepath `" + file
                    + "` in the JWT. Expected workflow filepaths: "
                    + Stages.quoted(owned, c -> gitLab(c).workflow()));
        }
        List<Candidate> learned = Stages.left(owned, c -> gitLab(c).namespaceId() == null);
        return Stages.environments(path, named, learned, claims);
    }

    static boolean sameProject(PublisherIdentity identity, String path) {
        int slash = path.lastIndexOf('/');
        return slash >= 0
                && identity instanceof PublisherIdentity.GitLab g
                && sameFolded(g.namespace(), path.substring(0, slash))
                && sameFolded(g.project(), path.substring(slash + 1));
    }

    static boolean sameNamespaceId(PublisherIdentity identity, String namespaceId) {
        return identity instanceof PublisherIdentity.GitLab g
                && (g.namespaceId() == null || g.namespaceId().equals(namespaceId));
    }

    private static PublisherIdentity.GitLab gitLab(Candidate candidate) {
        return (PublisherIdentity.GitLab) candidate.identity();
    }

    /** The text between the first two slashes and the last at sign; null where that is no YAML file. */
    static @Nullable String filePath(String reference) {
        int start = reference.indexOf("//");
        int end = reference.lastIndexOf('@');
        if (start < 0 || end < start + 2) {
            return null;
        }
        String path = reference.substring(start + 2, end);
        String name = path.substring(path.lastIndexOf('/') + 1);
        boolean yaml = name.endsWith(".yml") || name.endsWith(".yaml");
        return yaml && !name.equals(".yml") && !name.equals(".yaml") ? path : null;
    }
}
