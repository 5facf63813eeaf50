package dev.tokenless.registry.rubygems;

import dev.tokenless.registry.PublisherIdentity;
import dev.tokenless.registry.Registry.FieldProblem;
import dev.tokenless.registry.Registry.FormField;
import dev.tokenless.registry.TrustedPublisher;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The site's form and its validations, word by word (rubygems/rubygems.org
 * app/models/oidc/trusted_publisher/github_action.rb, app/models/oidc/pending_trusted_publisher.rb).
 */
final class RubyGemsForm {
    private static final String BLANK = "can't be blank";
    private static final int LONGEST = 255;

    private RubyGemsForm() {}

    static List<FormField> fields(TrustedPublisher publisher) {
        List<FormField> fields = new ArrayList<>();
        if (publisher.kind() == TrustedPublisher.Kind.PENDING) {
            fields.add(new FormField("RubyGem name", "rubygem_name", shown(publisher.project()), ""));
        }
        if (publisher.identity() instanceof PublisherIdentity.GitHub g) {
            fields.add(new FormField("Repository owner", "repository_owner", g.owner(), "repository"));
            fields.add(new FormField("Repository name", "repository_name", g.repository(), "repository"));
            fields.add(new FormField("Workflow filename", "workflow_filename", g.workflow(), "job_workflow_ref"));
            fields.add(new FormField("Environment", "environment", shown(g.environment()), "environment"));
            fields.add(new FormField(
                    "Workflow repository owner",
                    "workflow_repository_owner",
                    shown(g.workflowOwner()),
                    "job_workflow_ref"));
            fields.add(new FormField(
                    "Workflow repository name",
                    "workflow_repository_name",
                    shown(g.workflowRepository()),
                    "job_workflow_ref"));
        }
        return fields;
    }

    private static String shown(@Nullable String value) {
        return value == null ? "" : value;
    }

    static List<FieldProblem> problems(TrustedPublisher publisher) {
        List<FieldProblem> problems = new ArrayList<>();
        if (publisher.kind() == TrustedPublisher.Kind.PENDING) {
            gemName(problems, shown(publisher.project()));
        }
        if (!(publisher.identity() instanceof PublisherIdentity.GitHub g)) {
            problems.add(new FieldProblem("trusted_publisher_type", "Unsupported trusted publisher type"));
            return problems;
        }
        need(problems, "repository_owner", g.owner());
        need(problems, "repository_name", g.repository());
        need(problems, "workflow_filename", g.workflow());
        if (!g.workflow().isBlank()) {
            if (!g.workflow().endsWith(".yml") && !g.workflow().endsWith(".yaml")) {
                problems.add(new FieldProblem("workflow_filename", "must end with .yml or .yaml"));
            }
            if (g.workflow().contains("/")) {
                problems.add(new FieldProblem("workflow_filename", "must be a filename only, without directories"));
            }
        }
        length(problems, "environment", shown(g.environment()));
        workflowRepository(problems, g);
        return problems;
    }

    private static void workflowRepository(List<FieldProblem> problems, PublisherIdentity.GitHub g) {
        @Nullable String owner = TokenExchange.blankless(g.workflowOwner());
        @Nullable String name = TokenExchange.blankless(g.workflowRepository());
        if (owner == null && name != null) {
            problems.add(new FieldProblem("workflow_repository_owner", BLANK));
        }
        if (owner != null && name == null) {
            problems.add(new FieldProblem("workflow_repository_name", BLANK));
        }
        length(problems, "workflow_repository_owner", shown(owner));
        length(problems, "workflow_repository_name", shown(name));
        if (owner != null && Objects.equals(owner, g.owner()) && Objects.equals(name, g.repository())) {
            problems.add(new FieldProblem(
                    "base",
                    "workflow_repository must be different from the repository, leave blank for same-repository"
                            + " workflows"));
        }
    }

    private static void gemName(List<FieldProblem> problems, String name) {
        String field = "rubygem_name";
        if (name.isBlank()) {
            problems.add(new FieldProblem(field, BLANK));
            return;
        }
        length(problems, field, name);
        if (name.codePoints().noneMatch(c -> (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))) {
            problems.add(new FieldProblem(field, "must include at least one letter"));
        }
        if (!name.matches("[A-Za-z0-9._-]+")) {
            problems.add(
                    new FieldProblem(field, "can only include letters, numbers, periods, dashes, and underscores"));
        }
        if (name.matches("(?s)[._-].*")) {
            problems.add(new FieldProblem(field, "can not begin with a period, dash, or underscore"));
        }
        if (name.matches("(?s).*[._-]")) {
            problems.add(new FieldProblem(field, "can not end with a period, dash, or underscore"));
        }
    }

    private static void need(List<FieldProblem> problems, String field, String value) {
        if (value.isBlank()) {
            problems.add(new FieldProblem(field, BLANK));
        }
        length(problems, field, value);
    }

    private static void length(List<FieldProblem> problems, String field, String value) {
        if (value.codePointCount(0, value.length()) > LONGEST) {
            problems.add(new FieldProblem(
                    field, String.format(Locale.ROOT, "is too long (maximum is %d characters)", LONGEST)));
        }
    }
}
