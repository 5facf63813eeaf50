package dev.tokenless.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenless.net.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The environments of one repository: read them, plan a change, carry it out. */
public final class Environments {
    private final GitHubSession session;
    private final String owner;
    private final String repository;

    public Environments(GitHubSession session, String owner, String repository) {
        this.session = session;
        this.owner = owner;
        this.repository = repository;
    }

    /**
     * What an environment shall have at least. What it has beside stays.
     *
     * @param reviewers more reviewers; together at most six are allowed
     * @param patterns refs that shall be let through; empty leaves the policy as it is
     */
    public record Wanted(String name, List<Environment.Reviewer> reviewers, List<Environment.RefPattern> patterns) {
        public Wanted {
            reviewers = List.copyOf(reviewers);
            patterns = List.copyOf(patterns);
        }
    }

    /**
     * The requests of a change, in order, before any is sent. None: the environment is already so.
     *
     * @param present what there is now, empty where nothing is
     */
    public record Plan(Wanted wanted, Optional<Environment> present, List<Step> steps) {
        public Plan {
            steps = List.copyOf(steps);
        }
    }

    /** One request and what it does, in words. */
    public record Step(String words, Request request) {}

    private String path() {
        return GitHubSession.path(owner, repository) + "/environments";
    }

    private String path(String environment) {
        return path() + "/" + GitHubAddress.encoded(environment);
    }

    /** The page on which all of this is done by hand. */
    public String page() {
        return session.address().page(owner, repository, "settings", "environments");
    }

    /** All environments, each with its rules. */
    public Outcome<List<Environment>> all() {
        Outcome<List<JsonNode>> listed = session.list(
                path(), "environments", Right.READ_ENVIRONMENTS, "the environments of " + owner + "/" + repository);
        return listed.then(nodes -> {
            List<Environment> all = new ArrayList<>();
            for (JsonNode node : nodes) {
                switch (environment(node)) {
                    case Outcome.Done<Environment>(Environment e) -> all.add(e);
                    case Outcome.Failed<Environment>(Trouble trouble) -> {
                        return Outcome.failed(trouble);
                    }
                }
            }
            return Outcome.done(all);
        });
    }

    /** One environment; nothing where there is none of the name. GitHub compares names without regard to case. */
    public Outcome<Optional<Environment>> find(String name) {
        Outcome<JsonNode> answer = session.get(path(name), Right.READ_ENVIRONMENTS, "the environment " + name);
        if (answer instanceof Outcome.Failed<JsonNode>(Trouble.NotFound _)) {
            // Not there, or not to be seen: the list tells which.
            return all().map(list ->
                    list.stream().filter(e -> e.name().equalsIgnoreCase(name)).findFirst());
        }
        return answer.then(this::environment).map(Optional::of);
    }

    private Outcome<Environment> environment(JsonNode node) {
        String name = node.path("name").asText("");
        if (name.isEmpty()) {
            return Outcome.failed(new Trouble.Garbled(session.address().api() + path()));
        }
        List<Environment.Reviewer> reviewers = new ArrayList<>();
        int wait = 0;
        boolean preventSelfReview = false;
        List<String> others = new ArrayList<>();
        for (JsonNode rule : node.path("protection_rules")) {
            switch (rule.path("type").asText("")) {
                case "required_reviewers" -> {
                    preventSelfReview = rule.path("prevent_self_review").asBoolean();
                    rule.path("reviewers").forEach(r -> reviewers.add(reviewer(r)));
                }
                case "wait_timer" -> wait = rule.path("wait_timer").asInt();
                case "branch_policy" -> {}
                case String other -> others.add(rule.path("app").path("slug").asText(other));
            }
        }
        int minutes = wait;
        boolean self = preventSelfReview;
        return policy(name, node.path("deployment_branch_policy"))
                .map(policy -> new Environment(
                        name,
                        reviewers,
                        minutes,
                        self,
                        node.path("can_admins_bypass").asBoolean(true),
                        policy,
                        others));
    }

    private static Environment.Reviewer reviewer(JsonNode node) {
        JsonNode who = node.path("reviewer");
        return new Environment.Reviewer(
                node.path("type").asText("User"),
                who.path("id").asLong(),
                who.path("login").asText(who.path("slug").asText("")));
    }

    private Outcome<Environment.Policy> policy(String name, JsonNode node) {
        if (node.path("protected_branches").asBoolean()) {
            return Outcome.done(new Environment.ProtectedBranches());
        }
        if (!node.path("custom_branch_policies").asBoolean()) {
            return Outcome.done(new Environment.AnyRef());
        }
        return session.list(
                        path(name) + "/deployment-branch-policies",
                        "branch_policies",
                        Right.READ_ENVIRONMENTS,
                        "the rules of the environment " + name)
                .map(list -> new Environment.Patterns(list.stream()
                        .map(p -> new Environment.RefPattern(
                                p.path("name").asText(), p.path("type").asText("branch")))
                        .toList()));
    }

    /** Whether an environment lets a ref through, with what must be asked about protected branches. */
    public Outcome<Gate> gate(Environment environment, String ref) {
        Gate gate = Gate.of(environment, ref);
        if (!(gate instanceof Gate.Undetermined) || !ref.startsWith("refs/heads/")) {
            return Outcome.done(gate);
        }
        String branch = ref.substring("refs/heads/".length());
        String branches = GitHubSession.path(owner, repository) + "/branches";
        Outcome<JsonNode> answer = session.get(
                branches + "/" + GitHubAddress.encoded(branch), Right.READ_REPOSITORY, "the branch " + branch);
        return answer.then(node -> {
            if (node.path("protected").asBoolean()) {
                return Outcome.done(new Gate.LetsThrough("The branch " + branch + " is protected, and the environment "
                        + environment.name() + " lets protected branches through."));
            }
            return session.get(
                            branches + "?protected=true&per_page=1",
                            Right.READ_REPOSITORY,
                            "the branches of " + owner + "/" + repository)
                    .map(list -> list.isEmpty()
                            ? new Gate.LetsThrough("No branch of the repository is protected; then the environment "
                                    + environment.name() + " lets every branch through.")
                            : new Gate.Blocks("The environment " + environment.name()
                                    + " lets protected branches through, and " + branch
                                    + " is none. Protect it, or name it in a branch rule."));
        });
    }

    /** What must be sent so that the environment has what is wanted. Nothing is sent but questions. */
    public Outcome<Plan> plan(Wanted wanted) {
        return find(wanted.name()).map(present -> new Plan(wanted, present, steps(wanted, present)));
    }

    private List<Step> steps(Wanted wanted, Optional<Environment> present) {
        List<Step> steps = new ArrayList<>();
        List<Environment.Reviewer> missing = wanted.reviewers().stream()
                .filter(r -> present.stream()
                        .flatMap(e -> e.reviewers().stream())
                        .noneMatch(p -> p.type().equals(r.type()) && p.id() == r.id()))
                .toList();
        List<Environment.RefPattern> has = present.map(Environment::policy)
                .map(p -> p instanceof Environment.Patterns(List<Environment.RefPattern> patterns)
                        ? patterns
                        : List.<Environment.RefPattern>of())
                .orElse(List.of());
        boolean restricted =
                present.filter(e -> e.policy() instanceof Environment.Patterns).isPresent();
        boolean restrict = !wanted.patterns().isEmpty() && !restricted;
        if (present.isEmpty() || !missing.isEmpty() || restrict) {
            String words = present.isEmpty() ? "Create the environment " : "Change the environment ";
            steps.add(new Step(words + wanted.name(), put(wanted, present, missing, restrict)));
        }
        for (Environment.RefPattern pattern : wanted.patterns()) {
            if (!has.contains(pattern)) {
                ObjectNode body = JsonNodeFactory.instance.objectNode();
                body.put("name", pattern.name()).put("type", pattern.type());
                steps.add(new Step(
                        "Let the " + pattern.type() + " " + pattern.name() + " through",
                        session.request("POST", path(wanted.name()) + "/deployment-branch-policies")
                                .json(body.toString())));
            }
        }
        return steps;
    }

    /** The request overwrites the whole environment, so that everything it has is sent again. */
    private Request put(
            Wanted wanted, Optional<Environment> present, List<Environment.Reviewer> missing, boolean restrict) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        List<Environment.Reviewer> reviewers = new ArrayList<>();
        present.ifPresent(e -> {
            reviewers.addAll(e.reviewers());
            if (e.waitMinutes() > 0) {
                body.put("wait_timer", e.waitMinutes());
            }
            if (!e.administratorsBypass()) {
                body.put("can_admins_bypass", false);
            }
        });
        reviewers.addAll(missing);
        if (!reviewers.isEmpty()) {
            body.put(
                    "prevent_self_review",
                    present.filter(Environment::preventSelfReview).isPresent());
            reviewers.forEach(r -> body.withArray("/reviewers")
                    .addObject()
                    .put("type", r.type())
                    .put("id", r.id()));
        }
        boolean patterns = restrict
                || present.filter(e -> e.policy() instanceof Environment.Patterns)
                        .isPresent();
        boolean branches = !restrict
                && present.filter(e -> e.policy() instanceof Environment.ProtectedBranches)
                        .isPresent();
        if (patterns || branches) {
            body.putObject("deployment_branch_policy")
                    .put("protected_branches", branches)
                    .put("custom_branch_policies", patterns);
        } else {
            body.putNull("deployment_branch_policy");
        }
        return session.request("PUT", path(wanted.name())).json(body.toString()).asRepeatable();
    }

    /** Sends a plan's requests in order, up to the first that fails, and reads the environment that came of it. */
    public Outcome<Environment> carryOut(Plan plan) {
        for (Step step : plan.steps()) {
            Outcome<JsonNode> sent = session.send(
                    step.request(), Right.WRITE_ENVIRONMENTS, "the environments of " + owner + "/" + repository);
            if (sent instanceof Outcome.Failed<JsonNode>(Trouble trouble)) {
                return Outcome.failed(explained(step, trouble));
            }
        }
        return find(plan.wanted().name())
                .then(found -> found.<Outcome<Environment>>map(Outcome::done)
                        .orElse(Outcome.failed(new Trouble.Changed("GitHub took the requests and shows no environment "
                                + plan.wanted().name() + ". Look at " + page() + "."))));
    }

    /** Private repositories of small plans have no environments, or none with reviewers (go-github, environments). */
    private static Trouble explained(Step step, Trouble trouble) {
        boolean put = step.request().method().equals("PUT");
        return switch (trouble) {
            case Trouble.NotFound _
            when put ->
                new Trouble.PlanLimit(
                        "GitHub has no environments here: private repositories need a paid plan for them, and only"
                                + " administrators may create them.");
            case Trouble.Refused(int _, String message)
            when put && message.toLowerCase(Locale.ROOT).contains("plan") ->
                new Trouble.PlanLimit("GitHub refused: " + message
                        + " On this plan a private repository's environment may have branch and tag rules, but no"
                        + " reviewers and no wait: leave them out and try again.");
            default -> trouble;
        };
    }

    /** A reviewer by name: a user's login, or {@code organisation/team}. */
    public Outcome<Environment.Reviewer> reviewer(String name) {
        int slash = name.indexOf('/');
        String path = slash < 0
                ? "/users/" + GitHubAddress.encoded(name)
                : "/orgs/" + GitHubAddress.encoded(name.substring(0, slash)) + "/teams/"
                        + GitHubAddress.encoded(name.substring(slash + 1));
        return session.get(path, slash < 0 ? Right.READ_REPOSITORY : Right.READ_ORGANIZATION, "the reviewer " + name)
                .then(node -> node.path("id").isIntegralNumber()
                        ? Outcome.done(new Environment.Reviewer(
                                slash < 0 ? "User" : "Team", node.path("id").longValue(), name))
                        : Outcome.failed(new Trouble.Garbled(session.address().api() + path)));
    }
}
