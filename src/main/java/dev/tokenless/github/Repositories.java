package dev.tokenless.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenless.repo.RepositoryId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Looks repositories and their owners up: ids, the true spelling, and whether a name is still the present one. */
public final class Repositories {
    private final GitHubSession session;

    public Repositories(GitHubSession session) {
        this.session = session;
    }

    /**
     * A repository as GitHub knows it.
     *
     * @param id never changes, whatever the name
     * @param owner spelt as GitHub spells it
     * @param ownerType {@code User} or {@code Organization}
     * @param visibility {@code public}, {@code private} or {@code internal}
     * @param mayPush whether the token may push to it
     * @param mayAdminister whether the token may change its settings
     */
    public record Facts(
            long id,
            String owner,
            long ownerId,
            String ownerType,
            String name,
            String defaultBranch,
            String visibility,
            boolean archived,
            boolean fork,
            boolean mayPush,
            boolean mayAdminister) {

        /** {@code owner/name}. */
        public String slug() {
            return owner + "/" + name;
        }

        /** Whether the owner is an organisation. */
        public boolean ofOrganization() {
            return ownerType.equals("Organization");
        }
    }

    /** How a name that somebody wrote stands to what GitHub has. */
    public sealed interface Standing {
        /** The repository as it is now. */
        Facts facts();
    }

    /** The name is the present one, letter for letter. */
    public record Present(Facts facts) implements Standing {}

    /** Only letters' case differs: GitHub does not care, some registries do. */
    public record SpeltOtherwise(Facts facts) implements Standing {}

    /** Same owner, other name. */
    public record Renamed(Facts facts) implements Standing {}

    /** Another owner now. The owner may also have been renamed, which looks the same from outside. */
    public record Transferred(Facts facts) implements Standing {}

    /** A repository's facts; a name that was given up is followed to the present one. */
    public Outcome<Facts> facts(String owner, String name) {
        String what = "the repository " + owner + "/" + name;
        return session.get(GitHubSession.path(owner, name), Right.READ_REPOSITORY, what)
                .then(this::facts);
    }

    private Outcome<Facts> facts(JsonNode node) {
        JsonNode owner = node.path("owner");
        if (!node.path("id").isIntegralNumber()
                || !owner.path("id").isIntegralNumber()
                || !owner.path("login").isTextual()
                || !node.path("name").isTextual()) {
            return Outcome.failed(new Trouble.Garbled(session.address().api() + "/repos"));
        }
        return Outcome.done(new Facts(
                node.path("id").longValue(),
                owner.path("login").textValue(),
                owner.path("id").longValue(),
                owner.path("type").asText(""),
                node.path("name").textValue(),
                node.path("default_branch").asText("main"),
                node.path("visibility").asText(node.path("private").asBoolean() ? "private" : "public"),
                node.path("archived").asBoolean(),
                node.path("fork").asBoolean(),
                node.path("permissions").path("push").asBoolean(),
                node.path("permissions").path("admin").asBoolean()));
    }

    /** Whether a repository still has the name that its remote, or a publisher, gives it. */
    public Outcome<Standing> standing(RepositoryId written) {
        return standing(written.owner(), written.name());
    }

    /** Whether a repository still has this owner and name. */
    public Outcome<Standing> standing(String owner, String name) {
        return facts(owner, name).map(facts -> {
            if (facts.owner().equals(owner) && facts.name().equals(name)) {
                return new Present(facts);
            }
            if (!same(facts.owner(), owner)) {
                return new Transferred(facts);
            }
            return same(facts.name(), name) ? new SpeltOtherwise(facts) : new Renamed(facts);
        });
    }

    private static boolean same(String a, String b) {
        return a.toLowerCase(Locale.ROOT).equals(b.toLowerCase(Locale.ROOT));
    }

    /**
     * A user or an organisation.
     *
     * @param login spelt as GitHub spells it
     * @param type {@code User} or {@code Organization}
     */
    public record Owner(String login, long id, String type) {}

    /** Who has a name. */
    public Outcome<Owner> owner(String login) {
        return session.get("/users/" + GitHubAddress.encoded(login), Right.READ_REPOSITORY, "the owner " + login)
                .then(node -> node.path("id").isIntegralNumber()
                                && node.path("login").isTextual()
                        ? Outcome.done(new Owner(
                                node.path("login").textValue(),
                                node.path("id").longValue(),
                                node.path("type").asText("")))
                        : Outcome.failed(new Trouble.Garbled(session.address().api() + "/users")));
    }

    /**
     * The repositories of a user or an organisation that the token sees, archived ones left out.
     *
     * @return in GitHub's order; at most two thousand
     */
    public Outcome<List<Facts>> ofOwner(String login) {
        return owner(login).then(owner -> {
            String kind = owner.type().equals("Organization") ? "/orgs/" : "/users/";
            return session.list(
                            kind + GitHubAddress.encoded(owner.login()) + "/repos?type="
                                    + (owner.type().equals("Organization") ? "sources" : "owner"),
                            "",
                            Right.READ_REPOSITORY,
                            "the repositories of " + login)
                    .then(this::all);
        });
    }

    private Outcome<List<Facts>> all(List<JsonNode> nodes) {
        List<Facts> all = new ArrayList<>();
        for (JsonNode node : nodes) {
            switch (facts(node)) {
                case Outcome.Failed<Facts>(Trouble trouble) -> {
                    return Outcome.failed(trouble);
                }
                case Outcome.Done<Facts>(Facts facts) -> {
                    if (!facts.archived() && !facts.fork()) {
                        all.add(facts);
                    }
                }
            }
        }
        return Outcome.done(all);
    }
}
