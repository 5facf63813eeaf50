package dev.tokenless.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** How GitHub makes the {@code sub} claim of a repository's identity tokens. */
public final class SubjectTemplates {
    private final GitHubSession session;

    public SubjectTemplates(GitHubSession session) {
        this.session = session;
    }

    /**
     * A template.
     *
     * @param usesDefault whether the repository keeps to the usual form, or to its organisation's
     * @param claims whose values make the subject, in order; empty for the usual form
     * @param immutable whether ids stand beside the names
     * @param prefix what the subject begins with, empty where GitHub does not tell
     */
    public record Template(boolean usesDefault, List<String> claims, boolean immutable, String prefix) {
        public Template {
            claims = List.copyOf(claims);
        }
    }

    /** A repository's own template. */
    public Outcome<Template> ofRepository(String owner, String name) {
        return session.get(
                        GitHubSession.path(owner, name) + "/actions/oidc/customization/sub",
                        Right.READ_SUBJECT_TEMPLATE,
                        "the subject template of " + owner + "/" + name)
                .map(SubjectTemplates::template);
    }

    /** An organisation's template, which its repositories may take over. */
    public Outcome<Template> ofOrganization(String organization) {
        return session.get(
                        "/orgs/" + GitHubAddress.encoded(organization) + "/actions/oidc/customization/sub",
                        Right.READ_ORGANIZATION,
                        "the subject template of " + organization)
                .map(SubjectTemplates::template);
    }

    private static Template template(JsonNode node) {
        List<String> claims = new ArrayList<>();
        node.path("include_claim_keys").forEach(key -> claims.add(key.asText()));
        return new Template(
                node.path("use_default").asBoolean(claims.isEmpty()),
                claims,
                node.path("use_immutable_subject").asBoolean(),
                node.path("sub_claim_prefix").asText(""));
    }
}
