package dev.tokenless.registry;

import dev.tokenless.registry.PositionedJson.Kind;
import dev.tokenless.registry.PositionedJson.Node;
import dev.tokenless.repo.Problem;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.SourceText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one publisher of a publishers file; what is wrong is collected with its place. */
final class PublisherReader {
    private final SourceText source;
    private final Node.Fields fields;
    private final List<Problem> problems = new ArrayList<>();

    PublisherReader(SourceText source, Node.Fields fields) {
        this.source = source;
        this.fields = fields;
    }

    List<Problem> problems() {
        return problems;
    }

    /** Fields that are not known; they do not keep the publisher from being read. */
    List<Problem> unknown() {
        String provider = fields.fields().get("provider") instanceof Node.Leaf leaf && leaf.kind() == Kind.STRING
                ? leaf.text()
                : guessed();
        return PublisherFields.unknown(source, fields, provider);
    }

    /** The publisher; of no use where there are problems. */
    TrustedPublisher read() {
        return new TrustedPublisher(
                registry(),
                text("project"),
                kind(),
                identity(),
                texts("allowed"),
                truth("trustpub_only"),
                truth("project_exists"),
                textOrNumber("id"));
    }

    private @Nullable RegistryId registry() {
        String id = text("registry");
        if (id == null) {
            return null;
        }
        for (RegistryId known : RegistryId.known()) {
            if (known.id().equals(id)) {
                return known;
            }
        }
        problem(
                "registry",
                "is \u201c" + id + "\u201d; it must be one of "
                        + RegistryId.known().stream()
                                .map(RegistryId::id)
                                .toList()
                                .toString()
                                .replaceAll("[\\[\\]]", "") + ".");
        return null;
    }

    private TrustedPublisher.Kind kind() {
        String kind = text("kind");
        if (kind == null || kind.equals("active")) {
            return TrustedPublisher.Kind.ACTIVE;
        }
        if (!kind.equals("pending")) {
            problem("kind", "is \u201c" + kind + "\u201d; it must be active or pending.");
        }
        return TrustedPublisher.Kind.PENDING;
    }

    private PublisherIdentity identity() {
        String provider = text("provider");
        String word = provider == null ? guessed() : provider;
        return switch (word) {
            case "gitlab" -> gitLab();
            case "circleci" ->
                new PublisherIdentity.CircleCi(
                        needed("org_id"),
                        needed("project_id"),
                        needed("pipeline_definition_id"),
                        text("vcs_origin"),
                        String.join(",", texts("context_ids")));
            case "google" -> new PublisherIdentity.Google(needed("email"), text("sub"));
            case "activestate" ->
                new PublisherIdentity.ActiveState(
                        needed("organization"),
                        needed("activestate_project"),
                        text("actor") == null ? "" : needed("actor"),
                        needed("actor_id"));
            default -> {
                if (!word.equals("github")) {
                    problem(
                            "provider",
                            "is \u201c" + word + "\u201d; it must be github, gitlab, circleci, google or activestate.");
                }
                yield new PublisherIdentity.GitHub(
                        needed("owner"),
                        needed("repository"),
                        needed("workflow"),
                        text("environment"),
                        textOrNumber("owner_id"),
                        text("workflow_repository_owner"),
                        text("workflow_repository_name"));
            }
        };
    }

    /** A file that names a GitLab project means GitLab, even where it does not say so. */
    private String guessed() {
        return fields.fields().containsKey("project_path") || fields.fields().containsKey("namespace")
                ? "gitlab"
                : "github";
    }

    /** {@code project_path} is the whole path; where it does not begin with the namespace it is the project's name. */
    private PublisherIdentity gitLab() {
        String namespace = text("namespace");
        String path = needed("project_path");
        String project;
        if (namespace == null) {
            int slash = path.lastIndexOf('/');
            if (slash < 0 && fields.fields().containsKey("project_path")) {
                problem("namespace", "is missing, and project_path has no slash that would tell it.");
            }
            namespace = slash < 0 ? "" : path.substring(0, slash);
            project = path.substring(slash + 1);
        } else {
            project = path.startsWith(namespace + "/") ? path.substring(namespace.length() + 1) : path;
        }
        return new PublisherIdentity.GitLab(
                namespace,
                project,
                needed("workflow"),
                text("environment"),
                text("issuer_url"),
                textOrNumber("owner_id"));
    }

    private String needed(String field) {
        String value = text(field);
        if (value == null && problems.stream().noneMatch(p -> p.message().startsWith("\u201c" + field + "\u201d"))) {
            problem(field, "is missing; it must be a string.");
        }
        return value == null ? "" : value;
    }

    private @Nullable String text(String field) {
        return leaf(field, List.of(Kind.STRING), "a string");
    }

    private @Nullable String textOrNumber(String field) {
        return leaf(field, List.of(Kind.STRING, Kind.NUMBER), "a string of digits");
    }

    private @Nullable Boolean truth(String field) {
        String word = leaf(field, List.of(Kind.BOOLEAN), "true or false");
        return word == null ? null : Boolean.valueOf(word);
    }

    private @Nullable String leaf(String field, List<Kind> kinds, String wanted) {
        Node node = fields.fields().get(field);
        if (node == null || (node instanceof Node.Leaf none && none.kind() == Kind.NULL)) {
            return null;
        }
        if (node instanceof Node.Leaf leaf && kinds.contains(leaf.kind())) {
            return leaf.text();
        }
        problem(field, "must be " + wanted + ".");
        return null;
    }

    private List<String> texts(String field) {
        Node node = fields.fields().get(field);
        List<String> texts = new ArrayList<>();
        if (node == null || (node instanceof Node.Leaf none && none.kind() == Kind.NULL)) {
            return texts;
        }
        if (node instanceof Node.Items list) {
            for (Node item : list.items()) {
                if (item instanceof Node.Leaf leaf && leaf.kind() == Kind.STRING) {
                    texts.add(leaf.text());
                } else {
                    problem(field, "must be a list of strings.");
                }
            }
        } else {
            problem(field, "must be a list of strings.");
        }
        return texts;
    }

    private void problem(String field, String what) {
        Node node = fields.fields().get(field);
        int start = node == null ? fields.start() : node.start();
        int end = node == null ? fields.start() + 1 : node.end();
        Problem problem = new Problem(source.place(start, end), "\u201c" + field + "\u201d " + what);
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
    }
}
