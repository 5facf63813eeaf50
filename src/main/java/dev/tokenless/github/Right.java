package dev.tokenless.github;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a step needs a token to be allowed. The classic scopes and the fine-grained permissions are GitHub's own words,
 * as its documentation of each endpoint lists them.
 */
public enum Right {
    READ_REPOSITORY("read the repository", "repo", "metadata", "read"),
    READ_ENVIRONMENTS("read environments", "repo", "actions", "read"),
    WRITE_ENVIRONMENTS("create and change environments", "repo", "administration", "write"),
    READ_SECRETS("list the names of secrets", "repo", "secrets", "read"),
    WRITE_SECRETS("delete secrets", "repo", "secrets", "write"),
    READ_ENVIRONMENT_SECRETS("list the names of an environment's secrets", "repo", "environments", "read"),
    WRITE_ENVIRONMENT_SECRETS("delete an environment's secrets", "repo", "environments", "write"),
    WRITE_ORGANIZATION_SECRETS("delete secrets of the organisation", "admin:org", "organization_secrets", "write"),
    WRITE_CONTENTS("push a branch", "repo", "contents", "write"),
    WRITE_WORKFLOWS("change workflow files", "workflow", "workflows", "write"),
    WRITE_PULL_REQUESTS("open a pull request", "repo", "pull_requests", "write"),
    READ_RUNS("read runs and their logs", "repo", "actions", "read"),
    START_RUNS("start a workflow", "repo", "actions", "write"),
    READ_SUBJECT_TEMPLATE("read how subjects of identity tokens are made", "repo", "actions", "read"),
    READ_ORGANIZATION("read the organisation's settings", "read:org", "organization_administration", "read");

    /** Which classic scopes contain others (GitHub's documentation, "Scopes for OAuth apps"). */
    private static final Map<String, List<String>> CONTAINED = Map.of(
            "repo", List.of("public_repo", "repo:status", "repo_deployment", "repo:invite"),
            "admin:org", List.of("write:org", "read:org"),
            "write:org", List.of("read:org"));

    private final String words;
    private final String scope;
    private final String permission;
    private final String level;

    Right(String words, String scope, String permission, String level) {
        this.words = words;
        this.scope = scope;
        this.permission = permission;
        this.level = level;
    }

    /** What it lets a program do, in words: "delete secrets". */
    public String words() {
        return words;
    }

    /** The classic scope that gives it. */
    public String scope() {
        return scope;
    }

    /** The fine-grained permission that gives it, as GitHub's addresses name it. */
    public String permission() {
        return permission;
    }

    /** The level of the fine-grained permission: {@code read} or {@code write}. */
    public String level() {
        return level;
    }

    /** How GitHub's page for fine-grained tokens calls the permission. */
    public String permissionLabel() {
        String label = permission.replace('_', ' ');
        return Character.toUpperCase(label.charAt(0)) + label.substring(1) + ": "
                + (level.equals("read") ? "Read-only" : "Read and write");
    }

    /** Whether classic scopes give this right. */
    boolean givenBy(List<String> scopes) {
        return scopes.stream()
                .anyMatch(s ->
                        s.equals(scope) || CONTAINED.getOrDefault(s, List.of()).contains(scope));
    }

    /** The fine-grained permissions that give these rights, each at the higher of its levels. */
    public static Map<String, String> permissions(Right... rights) {
        Map<String, String> permissions = new LinkedHashMap<>();
        Arrays.stream(rights)
                .forEach(r -> permissions.merge(
                        r.permission, r.level, (a, b) -> a.equals("write") || b.equals("write") ? "write" : "read"));
        return permissions;
    }

    /** The rights of a whole migration of one repository. */
    public static Right[] ofMigration() {
        return new Right[] {
            READ_REPOSITORY,
            READ_RUNS,
            WRITE_ENVIRONMENTS,
            READ_ENVIRONMENTS,
            WRITE_SECRETS,
            WRITE_ENVIRONMENT_SECRETS,
            WRITE_CONTENTS,
            WRITE_WORKFLOWS,
            WRITE_PULL_REQUESTS
        };
    }
}
