package dev.tokenless.registry.cratesio;

import dev.tokenless.registry.PublisherIdentity;
import dev.tokenless.registry.Registry.FieldProblem;
import dev.tokenless.registry.Registry.FormField;
import dev.tokenless.registry.TrustedPublisher;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The site's form and the server's validations in their order, word by word (rust-lang/crates.io
 * crates/crates_io_trustpub/src/github/validation.rs, .../gitlab/validation.rs). The longest length counts bytes, though
 * the text says characters.
 */
final class CratesIoForm {
    private static final Pattern OWNER = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9-]*");
    private static final Pattern REPOSITORY = Pattern.compile("[a-zA-Z0-9-_.]+");
    private static final Pattern NAMESPACE = Pattern.compile("[a-zA-Z0-9](?:[a-zA-Z0-9_.\\-/]*[a-zA-Z0-9])?");
    private static final Pattern PROJECT = Pattern.compile("[a-zA-Z0-9](?:[a-zA-Z0-9_.\\-]*[a-zA-Z0-9])?");
    private static final Pattern GITLAB_ENVIRONMENT = Pattern.compile("[a-zA-Z0-9 \\-_/${}]+");
    private static final int LONGEST = 255;

    private CratesIoForm() {}

    static List<FormField> fields(TrustedPublisher publisher) {
        return switch (publisher.identity()) {
            case PublisherIdentity.GitHub g ->
                List.of(
                        new FormField("Repository owner", "repository_owner", g.owner(), "repository"),
                        new FormField("Repository name", "repository_name", g.repository(), "repository"),
                        new FormField("Workflow filename", "workflow_filename", g.workflow(), "workflow_ref"),
                        new FormField("Environment", "environment", shown(g.environment()), "environment"));
            case PublisherIdentity.GitLab g ->
                List.of(
                        new FormField("Namespace", "namespace", g.namespace(), "project_path"),
                        new FormField("Project", "project", g.project(), "project_path"),
                        new FormField("Workflow filepath", "workflow_filepath", g.workflow(), "ci_config_ref_uri"),
                        new FormField("Environment", "environment", shown(g.environment()), "environment"));
            case PublisherIdentity.CircleCi _ -> List.of();
            case PublisherIdentity.Google _ -> List.of();
            case PublisherIdentity.ActiveState _ -> List.of();
        };
    }

    private static String shown(@Nullable String value) {
        return value == null ? "" : value;
    }

    static List<FieldProblem> problems(TrustedPublisher publisher) {
        List<FieldProblem> problems = new ArrayList<>();
        if (publisher.kind() == TrustedPublisher.Kind.PENDING) {
            problems.add(new FieldProblem(
                    "crate", "There are no pending publishers here: the first version is published by hand."));
        }
        switch (publisher.identity()) {
            case PublisherIdentity.GitHub g -> {
                add(problems, "repository_owner", owner(g.owner()));
                add(problems, "repository_name", repository(g.repository()));
                add(problems, "workflow_filename", file(g.workflow()));
                add(problems, "environment", gitHubEnvironment(g.environment()));
            }
            case PublisherIdentity.GitLab g -> {
                add(problems, "namespace", gitLabName(g.namespace(), "GitLab namespace", NAMESPACE));
                add(problems, "project", gitLabName(g.project(), "GitLab project name", PROJECT));
                add(problems, "workflow_filepath", path(g.workflow()));
                add(problems, "environment", gitLabEnvironment(g.environment()));
            }
            case PublisherIdentity.CircleCi _ -> unsupported(problems);
            case PublisherIdentity.Google _ -> unsupported(problems);
            case PublisherIdentity.ActiveState _ -> unsupported(problems);
        }
        return problems;
    }

    private static void unsupported(List<FieldProblem> problems) {
        problems.add(new FieldProblem("provider", "Only GitHub Actions and GitLab CI are trusted publishers here."));
    }

    private static void add(List<FieldProblem> problems, String field, Optional<String> text) {
        text.ifPresent(t -> problems.add(new FieldProblem(field, t)));
    }

    private static Optional<String> owner(String value) {
        return basic(value, "GitHub repository owner name")
                .or(() -> rule(value, OWNER, "Invalid GitHub repository owner name"));
    }

    private static Optional<String> repository(String value) {
        return basic(value, "GitHub repository name")
                .or(() -> rule(value, REPOSITORY, "Invalid GitHub repository name"));
    }

    private static Optional<String> file(String value) {
        return basic(value, "Workflow filename")
                .or(() -> yaml(value)
                        ? Optional.empty()
                        : Optional.of("Workflow filename must end with `.yml` or `.yaml`"))
                .or(() -> value.contains("/")
                        ? Optional.of("Workflow filename must be a filename only, without directories")
                        : Optional.empty());
    }

    private static Optional<String> path(String value) {
        return basic(value, "Workflow filepath")
                .or(() ->
                        value.startsWith("/") ? Optional.of("Workflow filepath cannot start with /") : Optional.empty())
                .or(() -> value.endsWith("/") ? Optional.of("Workflow filepath cannot end with /") : Optional.empty())
                .or(() -> yaml(value)
                        ? Optional.empty()
                        : Optional.of("Workflow filepath must end with `.yml` or `.yaml`"));
    }

    private static Optional<String> gitLabName(String value, String what, Pattern rule) {
        String invalid = what.equals("GitLab namespace") ? "Invalid GitLab namespace" : "Invalid GitLab project name";
        return basic(value, what)
                .or(() -> value.endsWith(".atom") || value.endsWith(".git")
                        ? Optional.of(what + " cannot end with .atom or .git")
                        : Optional.empty())
                .or(() -> rule(value, rule, invalid));
    }

    private static Optional<String> gitHubEnvironment(@Nullable String value) {
        return environment(value, text -> {
            if (text.startsWith(" ")) {
                return Optional.of("Environment name may not start with whitespace");
            }
            if (text.endsWith(" ")) {
                return Optional.of("Environment name may not end with whitespace");
            }
            return text.chars().anyMatch(c -> c <= 0x1f || c == 0x7f || "'\"`,;\\".indexOf(c) >= 0)
                    ? Optional.of("Environment name must not contain non-printable characters or the characters \"'\","
                            + " \"\"\", \"`\", \",\", \";\", \"\\\"")
                    : Optional.empty();
        });
    }

    private static Optional<String> gitLabEnvironment(@Nullable String value) {
        return environment(
                value, text -> rule(text, GITLAB_ENVIRONMENT, "Environment name contains invalid characters"));
    }

    private static Optional<String> environment(
            @Nullable String value, java.util.function.Function<String, Optional<String>> rest) {
        if (value == null) {
            return Optional.empty();
        }
        if (value.isEmpty()) {
            return Optional.of("Environment name may not be empty (use `null` to omit)");
        }
        return tooLong(value, "Environment name").or(() -> rest.apply(value));
    }

    private static Optional<String> basic(String value, String what) {
        return value.isEmpty() ? Optional.of(what + " may not be empty") : tooLong(value, what);
    }

    private static Optional<String> tooLong(String value, String what) {
        return value.getBytes(StandardCharsets.UTF_8).length > LONGEST
                ? Optional.of(what + " is too long (maximum is 255 characters)")
                : Optional.empty();
    }

    private static boolean yaml(String value) {
        return value.endsWith(".yml") || value.endsWith(".yaml");
    }

    private static Optional<String> rule(String value, Pattern rule, String text) {
        return rule.matcher(value).matches() ? Optional.empty() : Optional.of(text);
    }
}
