package dev.tokenless.fix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tokenless.edit.JsonEdits;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.repo.DeclaredPackage;
import dev.tokenless.repo.Place;
import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.RepositoryId;
import java.util.List;
import java.util.Optional;

/** The manifests of published packages: npm compares their {@code repository.url} with the repository of the identity. */
final class NpmManifests {
    private final JobDraft job;
    private final PublishJob publish;

    NpmManifests(JobDraft job, PublishJob publish) {
        this.job = job;
        this.publish = publish;
    }

    /** Lets each manifest name the repository, where one does not. */
    void nameRepository() {
        RepositoryId repository = job.draft().project().repository();
        if (repository == null) {
            return;
        }
        List<DeclaredPackage> published = job.draft().project().packages().stream()
                .filter(p -> p.registry().equals(RegistryId.NPM) && p.manifest().endsWith("package.json"))
                .filter(p -> publish.packages().isEmpty()
                        ? p.manifest().equals("package.json")
                        : publish.packages().contains(p.name()))
                .filter(p -> p.details().containsKey("version")
                        && !"true".equals(p.details().get("private")))
                .toList();
        for (DeclaredPackage declared : published) {
            if (published.size() == 1 || declared.details().containsKey("repository.url")) {
                manifest(declared, repository);
            } else {
                job.draft()
                        .manual(
                                declared.manifest() + " names no repository.",
                                "If the package is published with provenance, set its repository.url to this"
                                        + " repository.",
                                Place.startOf(declared.manifest()));
            }
        }
    }

    private void manifest(DeclaredPackage declared, RepositoryId repository) {
        Optional<String> text = job.draft().text(declared.manifest());
        Optional<JsonNode> root = text.flatMap(JsonEdits::read);
        if (text.isEmpty() || root.isEmpty()) {
            return;
        }
        JsonNode present = root.get().path("repository");
        String url =
                present.isTextual() ? present.asText() : present.path("url").asText("");
        if (RepositoryUrl.names(url, repository)) {
            return;
        }
        JsonNodeFactory json = JsonNodeFactory.instance;
        String wanted = "git+https://" + repository.host() + "/" + repository.slug() + ".git";
        Optional<String> now = present.isObject()
                ? JsonEdits.set(text.get(), List.of("repository", "url"), json.textNode(wanted))
                : present.isTextual()
                        ? JsonEdits.set(text.get(), List.of("repository"), json.textNode(like(url, repository, wanted)))
                        : JsonEdits.set(
                                text.get(), List.of("repository"), repositoryNode(json, wanted, declared.folder()));
        if (now.isEmpty()) {
            job.draft()
                    .manual(
                            declared.manifest() + " cannot be edited safely.",
                            "Set repository.url of " + declared.manifest() + " to " + wanted + ".",
                            Place.startOf(declared.manifest()));
            return;
        }
        job.draft().text(declared.manifest(), now.get());
        job.draft()
                .change(
                        "repository.url names " + repository.slug()
                                + ": npm refuses a provenance that names another repository.",
                        Place.startOf(declared.manifest()));
    }

    /** npm itself spells a short form out when it publishes, so that a short one may stay short. */
    private static String like(String url, RepositoryId repository, String wanted) {
        boolean github = repository.provider() == Provider.GITHUB;
        return github && url.matches("(github:)?[\\w.-]+/[\\w.-]+")
                ? (url.startsWith("github:") ? "github:" : "") + repository.slug()
                : wanted;
    }

    private static JsonNode repositoryNode(JsonNodeFactory json, String url, String folder) {
        var node = json.objectNode().put("type", "git").put("url", url);
        return folder.isEmpty() ? node : node.put("directory", folder);
    }
}
