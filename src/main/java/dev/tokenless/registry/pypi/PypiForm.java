package dev.tokenless.registry.pypi;

import dev.tokenless.registry.PublisherIdentity;
import dev.tokenless.registry.Registry.FieldProblem;
import dev.tokenless.registry.Registry.FormField;
import dev.tokenless.registry.TrustedPublisher;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The index's forms: their labels and their refusals, word by word (pypi/warehouse warehouse/oidc/forms).
 */
final class PypiForm {
    private static final Pattern OWNER = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9-]*");
    private static final Pattern REPOSITORY = Pattern.compile("[a-zA-Z0-9-_.]+");
    private static final Pattern NAMESPACE = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9-_./+]*[a-zA-Z0-9]");
    private static final Pattern PROJECT = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]*[a-zA-Z0-9]");
    private static final Pattern TWO_SPECIAL = Pattern.compile("[._-]{2}");
    private static final Pattern GITLAB_ENVIRONMENT = Pattern.compile("[a-zA-Z0-9\\-_/${} ]+");
    private static final Pattern ACTIVESTATE_PROJECT = Pattern.compile("[.a-zA-Z0-9-]{3,40}");
    private static final Pattern NAME =
            Pattern.compile("([A-Z0-9]|[A-Z0-9][A-Z0-9._-]*[A-Z0-9])", Pattern.CASE_INSENSITIVE);
    private static final String REQUIRED = "This field is required.";
    private static final int LONGEST_ENVIRONMENT = 255;

    private PypiForm() {}

    static List<FormField> fields(TrustedPublisher publisher) {
        List<FormField> fields = new ArrayList<>();
        if (publisher.kind() == TrustedPublisher.Kind.PENDING) {
            String name = publisher.project() == null ? "" : publisher.project();
            fields.add(new FormField("PyPI Project Name", "project_name", name, ""));
        }
        switch (publisher.identity()) {
            case PublisherIdentity.GitHub g -> {
                fields.add(new FormField("Owner", "owner", g.owner(), "repository_owner"));
                fields.add(new FormField("Repository name", "repository", g.repository(), "repository"));
                fields.add(new FormField("Workflow name", "workflow_filename", g.workflow(), "job_workflow_ref"));
                fields.add(new FormField("Environment name", "environment", Row.environment(g), "environment"));
            }
            case PublisherIdentity.GitLab g -> {
                fields.add(new FormField("Namespace", "namespace", g.namespace(), "project_path"));
                fields.add(new FormField("Project name", "project", g.project(), "project_path"));
                fields.add(new FormField(
                        "Top-level pipeline file path", "workflow_filepath", g.workflow(), "ci_config_ref_uri"));
                fields.add(new FormField("Environment name", "environment", Row.environment(g), "environment"));
                if (g.issuerUrl() != null) {
                    fields.add(new FormField("Issuer URL", "issuer_url", g.issuerUrl(), "iss"));
                }
            }
            case PublisherIdentity.Google g -> {
                fields.add(new FormField("Email", "email", g.email(), "email"));
                fields.add(new FormField("Subject", "sub", g.sub() == null ? "" : g.sub(), "sub"));
            }
            case PublisherIdentity.ActiveState a -> {
                fields.add(new FormField("Organization", "organization", a.organization(), "organization"));
                fields.add(new FormField("Project", "project", a.project(), "project"));
                fields.add(new FormField("Actor Username", "actor", a.actor(), "actor_id"));
            }
            case PublisherIdentity.CircleCi _ -> {}
        }
        return fields;
    }

    static List<FieldProblem> problems(TrustedPublisher publisher) {
        List<FieldProblem> problems = new ArrayList<>();
        if (publisher.kind() == TrustedPublisher.Kind.PENDING) {
            String name = publisher.project() == null ? "" : publisher.project();
            if (name.isEmpty()) {
                problems.add(new FieldProblem("project_name", REQUIRED));
            } else if (!NAME.matcher(name).matches()) {
                problems.add(new FieldProblem("project_name", "Invalid project name"));
            }
        }
        switch (publisher.identity()) {
            case PublisherIdentity.GitHub g -> gitHub(problems, g);
            case PublisherIdentity.GitLab g -> gitLab(problems, g);
            case PublisherIdentity.Google g -> {
                if (!g.email().matches("[^@\\s]+@[^@\\s]+")) {
                    problems.add(new FieldProblem("email", g.email().isEmpty() ? REQUIRED : "Invalid email address."));
                }
            }
            case PublisherIdentity.ActiveState a -> activeState(problems, a);
            case PublisherIdentity.CircleCi _ ->
                problems.add(new FieldProblem("provider", "CircleCI is not a trusted publisher here."));
        }
        return problems;
    }

    private static void gitHub(List<FieldProblem> problems, PublisherIdentity.GitHub g) {
        need(problems, "owner", g.owner(), OWNER, "Invalid GitHub user or organization name.");
        need(problems, "repository", g.repository(), REPOSITORY, "Invalid repository name");
        // The form strips the file name before it looks at it.
        String file = g.workflow().strip();
        if (file.isEmpty()) {
            problems.add(new FieldProblem("workflow_filename", REQUIRED));
        } else if (!yaml(file)) {
            problems.add(new FieldProblem("workflow_filename", "Workflow name must end with .yml or .yaml"));
        } else if (file.contains("/")) {
            problems.add(new FieldProblem(
                    "workflow_filename", "Workflow filename must be a filename only, without directories"));
        }
        String environment = Row.environment(g);
        if (environment.length() > LONGEST_ENVIRONMENT) {
            problems.add(new FieldProblem("environment", "Environment name is too long (maximum is 255 characters)"));
        } else if (!environment.isEmpty() && Character.isWhitespace(environment.charAt(0))) {
            problems.add(new FieldProblem("environment", "Environment name may not start with whitespace"));
        } else if (!environment.isEmpty() && Character.isWhitespace(environment.charAt(environment.length() - 1))) {
            problems.add(new FieldProblem("environment", "Environment name may not end with whitespace"));
        } else if (environment.chars().anyMatch(c -> c < 0x20 || c == 0x7f || "'\"`,;\\".indexOf(c) >= 0)) {
            problems.add(new FieldProblem(
                    "environment",
                    "Environment name must not contain non-printable characters or the characters"
                            + " \"'\", \"\"\", \"`\", \",\", \";\", \"\\\""));
        }
    }

    private static void gitLab(List<FieldProblem> problems, PublisherIdentity.GitLab g) {
        String invalid = "Invalid GitLab username or group/subgroup name.";
        need(problems, "namespace", g.namespace(), NAMESPACE, invalid);
        special(problems, "namespace", g.namespace(), invalid);
        need(problems, "project", g.project(), PROJECT, "Invalid project name");
        special(problems, "project", g.project(), "Invalid project name");
        String file = g.workflow().strip();
        if (file.isEmpty()) {
            problems.add(new FieldProblem("workflow_filepath", REQUIRED));
        } else if (!yaml(file)) {
            problems.add(
                    new FieldProblem("workflow_filepath", "Top-level pipeline file path must end with .yml or .yaml"));
        } else if (file.startsWith("/") || file.endsWith("/")) {
            problems.add(
                    new FieldProblem("workflow_filepath", "Top-level pipeline file path cannot start or end with /"));
        }
        String environment = Row.environment(g);
        if (!environment.isEmpty() && !GITLAB_ENVIRONMENT.matcher(environment).matches()) {
            problems.add(new FieldProblem("environment", "Invalid environment name"));
        }
    }

    private static void special(List<FieldProblem> problems, String field, String value, String invalid) {
        String folded = value.toLowerCase(Locale.ROOT);
        if (folded.endsWith(".git") || folded.endsWith(".atom")) {
            problems.add(new FieldProblem(field, "Name ends with .git or .atom"));
        } else if (TWO_SPECIAL.matcher(value).find()) {
            problems.add(new FieldProblem(field, invalid));
        }
    }

    private static void activeState(List<FieldProblem> problems, PublisherIdentity.ActiveState a) {
        if (a.organization().isEmpty()) {
            problems.add(new FieldProblem("organization", REQUIRED));
        }
        if (a.actor().isEmpty()) {
            problems.add(new FieldProblem("actor", REQUIRED));
        }
        String project = a.project();
        if (project.contains("--")) {
            problems.add(new FieldProblem("project", "Double dashes are not allowed in the name"));
        } else if (!ACTIVESTATE_PROJECT.matcher(project).matches()
                || project.startsWith("-")
                || project.endsWith("-")) {
            problems.add(
                    new FieldProblem("project", project.isEmpty() ? REQUIRED : "Invalid ActiveState project name"));
        }
    }

    private static boolean yaml(String file) {
        return file.endsWith(".yml") || file.endsWith(".yaml");
    }

    private static void need(List<FieldProblem> problems, String field, String value, Pattern rule, String text) {
        if (value.isEmpty()) {
            problems.add(new FieldProblem(field, REQUIRED));
        } else if (!rule.matcher(value).matches()) {
            problems.add(new FieldProblem(field, text));
        }
    }
}
