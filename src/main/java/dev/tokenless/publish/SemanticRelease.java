package dev.tokenless.publish;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenless.ci.yaml.YamlNode;
import dev.tokenless.publish.ReleaseTools.Outcome;
import dev.tokenless.publish.ReleaseTools.Publishes;
import dev.tokenless.publish.ReleaseTools.Starts;
import dev.tokenless.publish.catalogue.Tool;
import dev.tokenless.publish.tasks.RepositoryFiles;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The plugins of semantic-release decide what it uploads (semantic-release, docs/usage/configuration.md). */
final class SemanticRelease {
    private static final List<String> CODE = List.of(
            "release.config.js",
            "release.config.cjs",
            "release.config.mjs",
            "release.config.ts",
            ".releaserc.js",
            ".releaserc.cjs",
            ".releaserc.mjs");
    private static final Pattern NOT_PUBLISHED = Pattern.compile("npmPublish[\"']?\\s*:\\s*false");
    private static final Pattern COMMANDS = Pattern.compile(String.join(
            "",
            "(?:publishCmd|prepareCmd|successCmd)[\"']?\\s*:\\s*(?:",
            "\"((?:[^\"\\\\]|\\\\.)*)\"",
            "|'((?:[^'\\\\]|\\\\.)*)'",
            "|`([^`]*)`",
            "|>?-?\\s*([^\\r\\x0a]+))"));
    private static final String NPM = "@semantic-release/npm";
    /** Plugins that upload elsewhere, with the ecosystem. */
    private static final Map<String, String> OTHERS = Map.of(
            "semantic-release-pypi", "pypi",
            "semantic-release-cargo", "crates-io",
            "@semantic-release-cargo/semantic-release-cargo", "crates-io",
            "semantic-release-rust", "crates-io",
            "semantic-release-rubygem", "rubygems",
            "@gitbeaker/semantic-release-rubygem", "rubygems",
            "semantic-release-nuget", "nuget",
            "semantic-release-dotnet", "nuget");

    private final JobContext context;

    SemanticRelease(JobContext context) {
        this.context = context;
    }

    /** What the configuration says: the plugins where they are listed, and the text in which to look for details. */
    private record Config(boolean found, boolean listed, boolean extended, Set<String> plugins, String text) {}

    List<Outcome> outcomes(Use use) {
        if (use.tool().ecosystem().id().equals("npm") && isPythons(use)) {
            return List.of();
        }
        String folder = use.scene().folder();
        Config config = config(folder);
        if (!config.found() && !folder.isEmpty()) {
            config = config("");
        }
        List<Outcome> outcomes = new ArrayList<>();
        Matcher command = COMMANDS.matcher(config.text());
        while (command.find()) {
            for (int group = 1; group <= 4; group++) {
                if (command.group(group) != null) {
                    String script =
                            command.group(group).replace("\\\"", "\"").replaceAll("\\$\\{[^}]*}", "\\${COMPUTED}");
                    outcomes.add(new Starts(script, use.scene()));
                }
            }
        }
        for (String plugin : config.plugins()) {
            String ecosystem = OTHERS.get(plugin);
            if (ecosystem != null) {
                outcomes.add(new Publishes(
                        as(use, ecosystem),
                        context.catalogue.ecosystem(ecosystem).registry()));
            }
        }
        if (publishesToNpm(use, config, folder)) {
            outcomes.add(new Publishes(use, null));
        }
        return outcomes;
    }

    /** The tool with the tokens of another ecosystem. */
    private Use as(Use use, String ecosystem) {
        Tool other = use.tool().in(context.catalogue.ecosystem(ecosystem), Tool.Identity.NONE);
        return new Use(other, use.arguments(), use.words(), use.inputs(), use.version(), use.scene());
    }

    /** Python's tool has the same name: its sub-commands, or no trace of the other one, tell them apart. */
    private boolean isPythons(Use use) {
        boolean node = context.files.folderWith(use.scene().folder(), "package.json") != null
                || config("").found();
        boolean python = context.files.text("pyproject.toml").isPresent()
                || context.files.text("setup.cfg").isPresent();
        if (!use.tool().words().isEmpty() && python && !node) {
            return true;
        }
        return python
                && context.files.toml("pyproject.toml").path("tool").has("semantic_release")
                && !config("").found();
    }

    private boolean publishesToNpm(Use use, Config config, String folder) {
        if (NOT_PUBLISHED.matcher(config.text()).find()) {
            return false;
        }
        if (config.listed() && !config.plugins().contains(NPM)) {
            return false;
        }
        boolean several =
                use.tool().name().contains("multi") || config.plugins().contains("semantic-release-monorepo");
        String home = context.files.folderWith(folder, "package.json");
        JsonNode manifest = home == null
                ? context.files.json("package.json")
                : context.files.json(RepositoryFiles.in(home, "package.json"));
        if (manifest.path("private").asBoolean(false)
                && !several
                && !config.text().contains("pkgRoot")) {
            return false;
        }
        boolean noManifest = manifest.isMissingNode() && !config.text().contains("pkgRoot");
        if (noManifest && !config.plugins().contains(NPM)) {
            return false;
        }
        if (config.extended() && !config.listed()) {
            // The shared configuration lies outside of the repository: a token or an identity is the only trace.
            boolean token = !new TokenSearch(context.trail, context.files)
                    .search(use, RegistryId.NPM)
                    .uses()
                    .isEmpty();
            return token || !manifest.isMissingNode();
        }
        return true;
    }

    private Config config(String folder) {
        for (String file : List.of(".releaserc", ".releaserc.json", ".releaserc.yaml", ".releaserc.yml")) {
            String path = RepositoryFiles.in(folder, file);
            Optional<SourceText> source = context.files.text(path);
            if (source.isPresent()) {
                JsonNode json = file.endsWith("ml") ? context.files.json("?") : context.files.json(path);
                return json.isObject()
                        ? ofJson(json, source.get().text())
                        : ofYaml(path, source.get().text());
            }
        }
        Optional<SourceText> code = context.files.first(folder, CODE);
        if (code.isPresent()) {
            return ofCode(code.get().text());
        }
        JsonNode manifest =
                context.files.json(RepositoryFiles.in(folder, "package.json")).path("release");
        if (manifest.isObject()) {
            return ofJson(manifest, manifest.toString());
        }
        return new Config(false, false, false, Set.of(), "");
    }

    private static Config ofJson(JsonNode root, String text) {
        Set<String> plugins = new java.util.LinkedHashSet<>();
        for (String key : List.of("plugins", "publish", "prepare", "verifyConditions")) {
            for (JsonNode plugin : root.path(key)) {
                plugins.add(
                        plugin.isTextual()
                                ? plugin.textValue()
                                : plugin.path(0).asText(plugin.path("path").asText("")));
            }
        }
        boolean listed = root.path("plugins").isArray() || root.path("publish").isArray();
        return new Config(true, listed, root.has("extends"), plugins, text);
    }

    private Config ofYaml(String path, String text) {
        if (!(context.files.yaml(path).orElse(null) instanceof YamlNode.Mapping root)) {
            return new Config(true, false, false, Set.of(), text);
        }
        Set<String> plugins = new java.util.LinkedHashSet<>();
        boolean listed = false;
        for (String key : List.of("plugins", "publish", "prepare", "verifyConditions")) {
            if (root.get(key).orElse(null) instanceof YamlNode.Sequence list) {
                listed |= key.equals("plugins") || key.equals("publish");
                for (YamlNode plugin : list.items()) {
                    switch (plugin) {
                        case YamlNode.Scalar s -> plugins.add(s.text());
                        case YamlNode.Sequence s ->
                            s.items().stream()
                                    .limit(1)
                                    .filter(YamlNode.Scalar.class::isInstance)
                                    .forEach(n -> plugins.add(((YamlNode.Scalar) n).text()));
                        case YamlNode.Mapping m -> m.scalar("path").ifPresent(s -> plugins.add(s.text()));
                    }
                }
            }
        }
        return new Config(true, listed, root.get("extends").isPresent(), plugins, text);
    }

    /** A configuration in JavaScript is not run: the names of plugins in it are looked for, comments left out. */
    private static Config ofCode(String code) {
        String text = code.replaceAll("(?m)^\\s*//.*$", "").replaceAll("(?s)/\\*.*?\\*/", "");
        Set<String> plugins = new java.util.LinkedHashSet<>();
        Matcher m = Pattern.compile("[\"'](@?[\\w./-]*semantic-release[\\w./-]*)[\"']")
                .matcher(text);
        while (m.find()) {
            plugins.add(m.group(1));
        }
        boolean listed = text.matches("(?s).*\\bplugins\\b.*");
        return new Config(true, listed, text.matches("(?s).*\\bextends\\b.*"), plugins, text);
    }
}
