package dev.tokenless.publish;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenless.publish.catalogue.Arguments;
import dev.tokenless.publish.catalogue.Catalogue;
import dev.tokenless.publish.catalogue.Ecosystem;
import dev.tokenless.publish.catalogue.Tool;
import dev.tokenless.publish.tasks.RepositoryFiles;
import dev.tokenless.repo.DeclaredPackage;
import dev.tokenless.repo.Project;
import dev.tokenless.repo.RegistryId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decides to which registry an upload goes. */
final class Targets {
    private static final Pattern TEST = Pattern.compile("(?i).*test.*");

    private final Catalogue catalogue;
    private final RepositoryFiles files;
    private final Trail trail;
    private final Project project;
    private final PackageSearch packages;

    Targets(Catalogue catalogue, RepositoryFiles files, Trail trail, Project project, PackageSearch packages) {
        this.catalogue = catalogue;
        this.files = files;
        this.trail = trail;
        this.project = project;
        this.packages = packages;
    }

    /** The registries of an upload: one, or several where an expression chooses between them. */
    List<RegistryId> registries(Use use) {
        Tool tool = use.tool();
        if (!tool.registry().equals(tool.ecosystem().registry())) {
            return List.of(tool.registry());
        }
        String named = named(use);
        if (named != null && !named.isBlank()) {
            Set<RegistryId> found = new LinkedHashSet<>();
            for (String alternative : Bindings.alternatives(named)) {
                found.add(alternative.isBlank() ? tool.registry() : registry(use, alternative));
            }
            return List.copyOf(found);
        }
        return switch (tool.ecosystem().id()) {
            case "npm" -> npm(use);
            case "rubygems" -> List.of(gem(use));
            case "crates-io" -> List.of(crate(use));
            case "pypi" -> List.of(python(use));
            default -> List.of(tool.registry());
        };
    }

    /** The index that the call itself names: a flag, else an input, else a variable of its own. */
    private static @Nullable String named(Use use) {
        Tool tool = use.tool();
        Optional<Arguments.Flag> flag =
                use.arguments().flag(Set.copyOf(tool.index().flags()));
        if (flag.isPresent() && flag.get().value() != null) {
            return flag.get().value();
        }
        for (Arguments.Flag f : use.arguments().flags()) {
            if (f.value() != null && f.name().startsWith("--@") && f.name().endsWith(":registry")) {
                return f.value();
            }
        }
        for (String input : tool.index().inputs()) {
            if (!use.input(input).isBlank()) {
                return use.input(input);
            }
        }
        if (tool.ecosystem().id().equals("npm") && !tool.name().startsWith("publib")) {
            return null;
        }
        return ofEnvironment(use);
    }

    private static @Nullable String ofEnvironment(Use use) {
        for (String variable : use.tool().index().env()) {
            Variables.Value value = use.scene().variables().get(variable);
            if (value != null && !value.text().isBlank()) {
                return value.text();
            }
        }
        return null;
    }

    private RegistryId registry(Use use, String written) {
        Ecosystem ecosystem = use.tool().ecosystem();
        String known = trail.indexes.get(ecosystem.id() + " " + written);
        RegistryId index = catalogue.index(ecosystem, known == null ? written : known);
        if (index != null) {
            return index;
        }
        if (Bindings.isOpen(written)) {
            return written.toLowerCase(Locale.ROOT).contains("test")
                            && ecosystem.id().equals("pypi")
                    ? RegistryId.TESTPYPI
                    : use.tool().registry();
        }
        String configured =
                ecosystem.id().equals("pypi") ? pythonIndex(use.scene().folder(), written) : null;
        RegistryId byName = configured == null ? null : catalogue.registryAt(configured);
        if (byName != null) {
            return byName;
        }
        if (ecosystem.id().equals("pypi")
                && TEST.matcher(written).matches()
                && written.toLowerCase(Locale.ROOT).contains("pypi")) {
            return RegistryId.TESTPYPI;
        }
        String lower = written.toLowerCase(Locale.ROOT);
        return lower.contains("github") ? RegistryId.GITHUB_PACKAGES : RegistryId.PRIVATE;
    }

    /** The address that pyproject.toml gives to an index: uv, poetry, hatch, pdm each in its own table. */
    private @Nullable String pythonIndex(String folder, String name) {
        String home = files.folderWith(folder, "pyproject.toml");
        JsonNode tool = home == null
                ? files.toml("pyproject.toml").path("tool")
                : files.toml(RepositoryFiles.in(home, "pyproject.toml")).path("tool");
        for (JsonNode index : tool.path("uv").path("index")) {
            if (index.path("name").asText().equals(name)) {
                return index.path("publish-url").asText(index.path("url").asText());
            }
        }
        for (JsonNode source : tool.path("poetry").path("source")) {
            if (source.path("name").asText().equals(name)) {
                return source.path("url").asText();
            }
        }
        JsonNode hatch =
                tool.path("hatch").path("publish").path("index").path("repos").path(name);
        String url = hatch.isTextual() ? hatch.textValue() : hatch.path("url").asText("");
        return url.isEmpty() ? null : url;
    }

    private RegistryId python(Use use) {
        if (use.tool().name().equals("uv publish")) {
            String home = files.folderWith(use.scene().folder(), "pyproject.toml");
            if (home != null) {
                String url = files.toml(RepositoryFiles.in(home, "pyproject.toml"))
                        .path("tool")
                        .path("uv")
                        .path("publish-url")
                        .asText("");
                RegistryId at = url.isEmpty() ? null : catalogue.registryAt(url);
                if (at != null) {
                    return at;
                }
            }
        }
        return use.tool().registry();
    }

    private RegistryId gem(Use use) {
        if (use.arguments().values(Set.of("-k", "--key")).contains("github")) {
            return RegistryId.GITHUB_PACKAGES;
        }
        String host = trail.indexes.get("rubygems host");
        RegistryId at = host == null ? null : catalogue.registryAt(host);
        if (at != null) {
            return at;
        }
        Set<RegistryId> allowed = new LinkedHashSet<>();
        List<DeclaredPackage> gems = packages.named(use, RegistryId.RUBYGEMS);
        for (DeclaredPackage gem : gems) {
            String pushHost = gem.details().getOrDefault("allowed_push_host", "");
            RegistryId push = pushHost.isBlank() ? null : catalogue.registryAt(pushHost);
            allowed.add(push == null ? RegistryId.RUBYGEMS : push);
        }
        return allowed.size() == 1 ? allowed.iterator().next() : RegistryId.RUBYGEMS;
    }

    private RegistryId crate(Use use) {
        List<DeclaredPackage> crates = packages.named(use, RegistryId.CRATES_IO);
        if (crates.size() == 1) {
            String publish = crates.getFirst().details().getOrDefault("publish", "");
            if (!publish.isBlank()
                    && !publish.equals("true")
                    && !publish.equals("false")
                    && !publish.contains("crates-io")) {
                return RegistryId.PRIVATE;
            }
        }
        return RegistryId.CRATES_IO;
    }

    private List<RegistryId> npm(Use use) {
        Set<RegistryId> found = new LinkedHashSet<>();
        List<Manifest> manifests = manifests(use);
        for (Manifest manifest : manifests) {
            found.add(npm(use, manifest));
        }
        return List.copyOf(found);
    }

    /** What a package.json says of where it is published; empty texts where it says nothing. */
    private record Manifest(String name, String registry) {}

    private List<Manifest> manifests(Use use) {
        List<Manifest> manifests = new ArrayList<>();
        boolean all = packages.all(use);
        if (all) {
            for (DeclaredPackage p : project.packages()) {
                boolean npm = p.manifest().endsWith("package.json");
                if (npm && !"true".equals(p.details().get("private"))) {
                    manifests.add(manifest(p.manifest()));
                }
            }
        } else {
            for (DeclaredPackage p : packages.named(use, RegistryId.NPM)) {
                manifests.add(manifest(p.manifest()));
            }
        }
        return manifests.isEmpty()
                ? List.of(new Manifest("", ""))
                : manifests.stream().distinct().limit(200).toList();
    }

    private Manifest manifest(String path) {
        JsonNode root = files.json(path);
        String name = root.path("name").asText("");
        JsonNode config = root.path("publishConfig");
        String scoped = config.path(scope(name) + ":registry").asText("");
        return new Manifest(name, scoped.isEmpty() ? config.path("registry").asText("") : scoped);
    }

    private static String scope(String name) {
        int slash = name.indexOf('/');
        return name.startsWith("@") && slash > 0 ? name.substring(0, slash) : "";
    }

    private RegistryId npm(Use use, Manifest manifest) {
        for (String address : addresses(use, manifest)) {
            if (!address.isBlank()) {
                RegistryId at = catalogue.registryAt(address);
                if (at != null) {
                    return at;
                }
            }
        }
        for (String name : List.of("NODE_AUTH_TOKEN", "NPM_TOKEN")) {
            Variables.Value token = use.scene().variables().get(name);
            if (token != null && !use.tool().is("ignoresEnv") && Bindings.isGitHubToken(token.text())) {
                return RegistryId.GITHUB_PACKAGES;
            }
        }
        return use.tool().registry();
    }

    /** Where npm would look, in its order. */
    private List<String> addresses(Use use, Manifest manifest) {
        List<String> addresses = new ArrayList<>();
        addresses.add(manifest.registry());
        String scope = scope(manifest.name()).toLowerCase(Locale.ROOT);
        String folder = use.scene().folder();
        boolean berry = use.tool().name().startsWith("yarn npm");
        if (!scope.isEmpty()) {
            addresses.add(trail.npmRegistries.getOrDefault(scope, ""));
            addresses.add(npmrc(folder, scope + ":registry"));
        } else if (manifest.name().isEmpty() && trail.npmRegistries.size() == 1) {
            addresses.addAll(trail.npmRegistries.values());
        }
        String variable = ofEnvironment(use);
        addresses.add(variable == null ? "" : variable);
        addresses.add(trail.npmRegistries.getOrDefault("", ""));
        addresses.add(npmrc(folder, "registry"));
        if (berry) {
            addresses.add(0, yarnrc("npmPublishRegistry"));
            addresses.add(yarnrc("npmRegistryServer"));
        }
        return addresses;
    }

    private String npmrc(String folder, String key) {
        for (String path : List.of(RepositoryFiles.in(folder, ".npmrc"), ".npmrc")) {
            String text = files.text(path).map(s -> s.text()).orElse("");
            Matcher m = Pattern.compile("(?m)^\\s*" + Pattern.quote(key) + "\\s*=\\s*[\"']?([^\\s\"']+)")
                    .matcher(text);
            if (m.find()) {
                return m.group(1);
            }
        }
        return "";
    }

    private String yarnrc(String key) {
        String text = files.text(".yarnrc.yml").map(s -> s.text()).orElse("");
        Matcher m = Pattern.compile("(?m)^" + Pattern.quote(key) + ":\\s*[\"']?([^\\s\"']+)")
                .matcher(text);
        return m.find() ? m.group(1) : "";
    }
}
