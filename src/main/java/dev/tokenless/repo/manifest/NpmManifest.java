package dev.tokenless.repo.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenless.repo.DeclaredPackage;
import dev.tokenless.repo.Problem;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.SourceText;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code package.json} and the workspace lists of npm, Yarn, pnpm and Lerna. */
final class NpmManifest {
    static final String FILE = "package.json";

    /** Old packages have capitals in their names, so these are allowed (npm's validate-npm-package-name). */
    private static final Pattern NAME =
            Pattern.compile("(?:@[A-Za-z0-9~_-][A-Za-z0-9._~-]*/)?[A-Za-z0-9~_-][A-Za-z0-9._~-]*");

    private NpmManifest() {}

    static void read(Manifests manifests, String folder, Set<String> files) {
        String path = Manifests.in(folder, FILE);
        if (files.contains("pnpm-workspace.yaml")) {
            Optional<SourceText> workspace = manifests.text(Manifests.in(folder, "pnpm-workspace.yaml"));
            workspace.ifPresent(text -> manifests.members(folder, Documents.yamlTexts(text, "packages")));
        }
        if (files.contains("lerna.json")) {
            manifests.members(
                    folder,
                    Details.texts(
                            manifests.json(Manifests.in(folder, "lerna.json")).path("packages")));
        }
        JsonNode root = manifests.json(path);
        JsonNode workspaces = root.path("workspaces");
        manifests.members(folder, Details.texts(workspaces.isObject() ? workspaces.path("packages") : workspaces));
        JsonNode name = root.path("name");
        if (!name.isTextual() || name.textValue().isBlank()) {
            return;
        }
        if (!NAME.matcher(name.textValue()).matches()) {
            manifests.problem(Problem.of(path, "“" + name.textValue() + "” is not a name that npm accepts."));
            return;
        }
        Details details = details(root);
        manifests.add(new DeclaredPackage(registry(root), name.textValue(), path, details.values()));
    }

    private static Details details(JsonNode root) {
        Details details = new Details().add("version", root.path("version")).add("private", root.path("private"));
        JsonNode repository = root.path("repository");
        if (repository.isTextual()) {
            details.add("repository.url", repository);
        } else {
            details.add("repository.type", repository.path("type"))
                    .add("repository.url", repository.path("url"))
                    .add("repository.directory", repository.path("directory"));
        }
        JsonNode publishConfig = root.path("publishConfig");
        publishConfig.properties().forEach(entry -> details.add("publishConfig." + entry.getKey(), entry.getValue()));
        details.add("packageManager", root.path("packageManager"));
        root.path("engines").properties().forEach(entry -> details.add("engines." + entry.getKey(), entry.getValue()));
        if (root.has("workspaces")) {
            details.add("workspaces", "true");
        }
        root.path("scripts").properties().forEach(entry -> details.add("scripts." + entry.getKey(), entry.getValue()));
        return details;
    }

    /** Where {@code npm publish} of this manifest goes, as far as the manifest decides it. */
    private static RegistryId registry(JsonNode root) {
        JsonNode config = root.path("publishConfig");
        String name = root.path("name").asText();
        JsonNode scoped = name.startsWith("@")
                ? config.path(name.substring(0, name.indexOf('/')) + ":registry")
                : config.path("none");
        String written = scoped.isTextual()
                ? scoped.textValue()
                : config.path("registry").asText("");
        return written.isBlank() ? RegistryId.NPM : byHost(written.strip());
    }

    private static RegistryId byHost(String address) {
        String host;
        try {
            String parsed = URI.create(address).getHost();
            host = parsed == null ? "" : parsed.toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException _) {
            host = "";
        }
        if (host.endsWith(".npmjs.org") || host.equals("registry.yarnpkg.com")) {
            return RegistryId.NPM;
        }
        return host.equals("npm.pkg.github.com") ? RegistryId.GITHUB_PACKAGES : RegistryId.PRIVATE;
    }
}
