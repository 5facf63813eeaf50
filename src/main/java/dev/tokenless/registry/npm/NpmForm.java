package dev.tokenless.registry.npm;

import dev.tokenless.registry.PublisherIdentity;
import dev.tokenless.registry.Registry.FieldProblem;
import dev.tokenless.registry.Registry.FormField;
import dev.tokenless.registry.TrustedPublisher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The site's form, and what {@code npm trust} refuses, word by word (npm/cli lib/trust-cmd.js,
 * lib/commands/trust). The server itself checks nothing but the shape.
 */
final class NpmForm {
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final String NO_PERMISSION =
            "At least one permission flag is required (--allow-publish, --allow-stage-publish)";

    private NpmForm() {}

    static List<FormField> fields(TrustedPublisher publisher) {
        List<FormField> fields = new ArrayList<>();
        switch (publisher.identity()) {
            case PublisherIdentity.GitHub g -> {
                fields.add(new FormField("Organization or user", "repository", g.owner(), "repository"));
                fields.add(new FormField("Repository", "repository", g.repository(), "repository"));
                fields.add(new FormField("Workflow filename", "workflow_ref.file", g.workflow(), "workflow_ref"));
                fields.add(new FormField("Environment name", "environment", shown(g.environment()), "environment"));
            }
            case PublisherIdentity.GitLab g -> {
                fields.add(new FormField("Namespace", "project_path", g.namespace(), "project_path"));
                fields.add(new FormField("Project name", "project_path", g.project(), "project_path"));
                fields.add(new FormField(
                        "Top-level CI file path", "ci_config_ref_uri.file", g.workflow(), "ci_config_ref_uri"));
                fields.add(new FormField("Environment name", "environment", shown(g.environment()), "environment"));
            }
            case PublisherIdentity.CircleCi c -> {
                circle(fields, "Organization ID", "org-id", c.organizationId());
                circle(fields, "Project ID", "project-id", c.projectId());
                circle(fields, "Pipeline definition ID", "pipeline-definition-id", c.pipelineDefinitionId());
                circle(fields, "VCS origin", "vcs-origin", shown(c.vcsOrigin()));
                circle(fields, "Context IDs", "context-ids", c.contextIds());
            }
            case PublisherIdentity.Google _ -> {}
            case PublisherIdentity.ActiveState _ -> {}
        }
        fields.add(new FormField(
                "Allowed actions",
                "permissions",
                String.join(
                        ", ",
                        NpmConfiguration.allowed(NpmConfiguration.permissions(publisher.allowed())).stream()
                                .map(a -> "npm " + a)
                                .toList()),
                ""));
        return fields;
    }

    private static void circle(List<FormField> fields, String label, String claim, String value) {
        String name = NpmConfiguration.CIRCLECI + claim;
        fields.add(new FormField(label, name, value, name));
    }

    private static String shown(@Nullable String value) {
        return value == null ? "" : value;
    }

    static List<FieldProblem> problems(TrustedPublisher publisher) {
        List<FieldProblem> problems = new ArrayList<>();
        if (publisher.kind() == TrustedPublisher.Kind.PENDING) {
            problems.add(new FieldProblem(
                    "package", "There are no pending publishers here: the first version is published by hand."));
        }
        if (publisher.allowed().isEmpty()) {
            problems.add(new FieldProblem("permissions", NO_PERMISSION));
        }
        switch (publisher.identity()) {
            case PublisherIdentity.GitHub g -> gitHub(problems, g);
            case PublisherIdentity.GitLab g -> gitLab(problems, g);
            case PublisherIdentity.CircleCi c -> circleCi(problems, c);
            case PublisherIdentity.Google _ -> unsupported(problems);
            case PublisherIdentity.ActiveState _ -> unsupported(problems);
        }
        return problems;
    }

    private static void unsupported(List<FieldProblem> problems) {
        problems.add(new FieldProblem(
                "provider", "Only GitHub Actions, GitLab CI and CircleCI are trusted publishers here."));
    }

    private static void gitHub(List<FieldProblem> problems, PublisherIdentity.GitHub g) {
        file(
                problems,
                "workflow_ref.file",
                g.workflow(),
                "GitHub Actions Workflow must be specified with the file option",
                "GitHub Actions workflow must end in .yml or .yaml",
                "GitHub Actions workflow must be just a file not a path");
        if (g.owner().isEmpty()
                || g.repository().isEmpty()
                || g.owner().contains("/")
                || g.repository().contains("/")) {
            problems.add(new FieldProblem(
                    "repository", "GitHub repository must be specified in the format owner/repository"));
        }
        trimmed(problems, "repository", g.owner(), g.repository());
        trimmed(problems, "environment", shown(g.environment()));
    }

    private static void gitLab(List<FieldProblem> problems, PublisherIdentity.GitLab g) {
        file(
                problems,
                "ci_config_ref_uri.file",
                g.workflow(),
                "GitLab CI/CD Pipeline must be specified with the file option",
                "GitLab CI/CD pipeline file must end in .yml or .yaml",
                "GitLab CI/CD pipeline file must be just a file not a path");
        if (g.namespace().isEmpty() || g.project().isEmpty()) {
            problems.add(new FieldProblem(
                    "project_path",
                    "GitLab project must be specified in the format group/project or group/subgroup/project"));
        }
        trimmed(problems, "project_path", g.namespace(), g.project());
        trimmed(problems, "environment", shown(g.environment()));
    }

    private static void circleCi(List<FieldProblem> problems, PublisherIdentity.CircleCi c) {
        uuid(problems, "org-id", c.organizationId());
        uuid(problems, "project-id", c.projectId());
        uuid(problems, "pipeline-definition-id", c.pipelineDefinitionId());
        Arrays.stream(c.contextIds().split("[,\\s]+"))
                .filter(i -> !i.isEmpty())
                .forEach(i -> uuid(problems, "context-id", i));
        String origin = shown(c.vcsOrigin());
        if (origin.isEmpty()) {
            problems.add(new FieldProblem("vcs-origin", "vcs-origin is required"));
        } else if (origin.contains("://")) {
            problems.add(new FieldProblem(
                    "vcs-origin",
                    "vcs-origin must not include a scheme (" + origin.substring(0, origin.indexOf("://") + 3) + ")"));
        } else if (origin.split("/", -1).length != 3 || origin.contains("//") || origin.endsWith("/")) {
            problems.add(new FieldProblem("vcs-origin", "vcs-origin must be in format 'provider/owner/repo'"));
        }
    }

    private static void uuid(List<FieldProblem> problems, String flag, String value) {
        if (value.isEmpty()) {
            problems.add(new FieldProblem(flag, flag + " is required"));
        } else if (!UUID.matcher(value).matches()) {
            problems.add(new FieldProblem(flag, flag + " must be a valid UUID"));
        }
    }

    private static void file(
            List<FieldProblem> problems, String field, String value, String missing, String ending, String path) {
        if (value.isEmpty()) {
            problems.add(new FieldProblem(field, missing));
        } else if (!value.endsWith(".yml") && !value.endsWith(".yaml")) {
            problems.add(new FieldProblem(field, ending));
        } else if (value.contains("/") || value.contains("\\")) {
            problems.add(new FieldProblem(field, path));
        }
        trimmed(problems, field, value);
    }

    /** npm stores what it is given and compares it letter by letter, so that a space at an end never matches. */
    private static void trimmed(List<FieldProblem> problems, String field, String... values) {
        for (String value : values) {
            if (!value.equals(value.strip())) {
                problems.add(new FieldProblem(
                        field, "The value begins or ends with white space, which npm keeps and never matches."));
            }
        }
    }
}
