package dev.tokenless.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenless.net.Answer.Reply;
import dev.tokenless.net.Request;
import java.util.ArrayList;
import java.util.List;

/** The names of the secrets that a repository's workflows can reach, and their deletion. Values are never told. */
public final class Secrets {
    /** GitHub's whole answer to a deletion; a page of a proxy is no such thing. */
    private static final int NOTHING_TO_SAY = 204;

    private final GitHubSession session;
    private final String owner;
    private final String repository;

    public Secrets(GitHubSession session, String owner, String repository) {
        this.session = session;
        this.owner = owner;
        this.repository = repository;
    }

    /** Where a secret is kept. */
    public sealed interface Level {
        /** In words: {@code the repository}. */
        String words();
    }

    /** At the repository. */
    public record OfRepository() implements Level {
        @Override
        public String words() {
            return "the repository";
        }
    }

    /** At one of its environments. */
    public record OfEnvironment(String environment) implements Level {
        @Override
        public String words() {
            return "the environment " + environment;
        }
    }

    /** At the organisation, shared with this repository and perhaps with others. */
    public record OfOrganization(String organization) implements Level {
        @Override
        public String words() {
            return "the organisation " + organization;
        }
    }

    /** For runs that Dependabot starts. */
    public record OfDependabot() implements Level {
        @Override
        public String words() {
            return "Dependabot";
        }
    }

    /**
     * A secret.
     *
     * @param updated when it was last set, as GitHub writes it
     */
    public record Stored(String name, Level level, String updated) {
        /** Whether other repositories may use it, too. */
        public boolean shared() {
            return level instanceof OfOrganization;
        }
    }

    /**
     * What could be listed.
     *
     * @param untold which levels could not, and why
     */
    public record Listing(List<Stored> secrets, List<Untold> untold) {
        public Listing {
            secrets = List.copyOf(secrets);
            untold = List.copyOf(untold);
        }
    }

    /** A level that could not be listed. */
    public record Untold(Level level, Trouble trouble) {}

    /**
     * Lists the names at every level, as far as the token is told.
     *
     * @param environments the environments to look into
     */
    public Listing list(List<String> environments) {
        return list(environments, true);
    }

    /**
     * Lists the names at every level, as far as the token is told.
     *
     * @param environments the environments to look into
     * @param ofOrganization whether the repository belongs to an organisation; a user has no secrets to share
     */
    public Listing list(List<String> environments, boolean ofOrganization) {
        List<Stored> secrets = new ArrayList<>();
        List<Untold> untold = new ArrayList<>();
        String base = GitHubSession.path(owner, repository);
        collect(base + "/actions/secrets", new OfRepository(), Right.READ_SECRETS, secrets, untold);
        for (String environment : environments) {
            collect(
                    environmentPath(environment) + "/secrets",
                    new OfEnvironment(environment),
                    Right.READ_ENVIRONMENT_SECRETS,
                    secrets,
                    untold);
        }
        if (ofOrganization) {
            collect(
                    base + "/actions/organization-secrets",
                    new OfOrganization(owner),
                    Right.READ_SECRETS,
                    secrets,
                    untold);
        }
        collect(base + "/dependabot/secrets", new OfDependabot(), Right.READ_SECRETS, secrets, untold);
        return new Listing(secrets, untold);
    }

    private String environmentPath(String environment) {
        return GitHubSession.path(owner, repository) + "/environments/" + GitHubAddress.encoded(environment);
    }

    private void collect(String path, Level level, Right right, List<Stored> secrets, List<Untold> untold) {
        switch (session.list(path, "secrets", right, "the secrets of " + level.words())) {
            case Outcome.Done<List<JsonNode>>(List<JsonNode> nodes) ->
                nodes.forEach(node -> secrets.add(new Stored(
                        node.path("name").asText(""),
                        level,
                        node.path("updated_at").asText(""))));
            case Outcome.Failed<List<JsonNode>>(Trouble trouble) -> untold.add(new Untold(level, trouble));
        }
    }

    /** The request that deletes a secret, to be shown first. */
    public Request deletion(Stored secret) {
        String name = GitHubAddress.encoded(secret.name());
        String base = GitHubSession.path(owner, repository);
        return session.request(
                        "DELETE",
                        switch (secret.level()) {
                            case OfRepository _ -> base + "/actions/secrets/" + name;
                            case OfEnvironment(String environment) -> environmentPath(environment) + "/secrets/" + name;
                            case OfOrganization(String organization) ->
                                "/orgs/" + GitHubAddress.encoded(organization) + "/actions/secrets/" + name;
                            case OfDependabot _ -> base + "/dependabot/secrets/" + name;
                        })
                .asRepeatable();
    }

    /** Deletes a secret. One that is already gone counts as deleted only where the list no longer shows it. */
    public Outcome<Stored> delete(Stored secret) {
        Right right = switch (secret.level()) {
            case OfRepository _, OfDependabot _ -> Right.WRITE_SECRETS;
            case OfEnvironment _ -> Right.WRITE_ENVIRONMENT_SECRETS;
            case OfOrganization _ -> Right.WRITE_ORGANIZATION_SECRETS;
        };
        Outcome<Reply> answer = session.reply(
                deletion(secret),
                right,
                "the secret " + secret.name() + " of " + secret.level().words());
        if (answer instanceof Outcome.Failed<Reply>(Trouble.NotFound _) && isGone(secret)) {
            return Outcome.done(secret);
        }
        return answer.then(reply -> reply.status() == NOTHING_TO_SAY || isGone(secret)
                ? Outcome.done(secret)
                : Outcome.failed(new Trouble.Garbled(deletion(secret).url())));
    }

    private boolean isGone(Stored secret) {
        List<String> environments =
                secret.level() instanceof OfEnvironment(String environment) ? List.of(environment) : List.of();
        Listing now = list(environments);
        return now.untold().stream().noneMatch(u -> u.level().equals(secret.level()))
                && now.secrets().stream()
                        .noneMatch(
                                s -> s.name().equals(secret.name()) && s.level().equals(secret.level()));
    }

    /** The page on which secrets are managed by hand. */
    public String page() {
        return session.address().page(owner, repository, "settings", "secrets", "actions");
    }
}
