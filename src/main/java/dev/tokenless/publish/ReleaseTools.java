package dev.tokenless.publish;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenless.publish.tasks.RepositoryFiles;
import dev.tokenless.repo.DeclaredPackage;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the configuration of a release tool decides: whether it publishes, and what else it starts. */
final class ReleaseTools {
    /** {@code npm.publish: false} in the forms that release-it's configuration files have. */
    private static final Pattern NPM_OFF = Pattern.compile(String.join(
            "|",
            "npm[\"']?\\s*[:=]\\s*false",
            "npm[\"']?\\s*[:=]\\s*\\{[^}]*publish[\"']?\\s*[:=]\\s*false",
            "npm:\\s*\\R\\s+publish:\\s*false",
            "\\[npm]\\s*\\R\\s*publish\\s*=\\s*false"));

    /** What loads a release task into a Rakefile. */
    private static final Pattern RELEASE_TASKS = Pattern.compile(
            "gem_tasks|GemHelper|Hoe\\.|hoe|jeweler|Juwelier|gem/release|rubygems/tasks|Gem::Tasks|release");

    private static final Pattern MAJOR = Pattern.compile("^v?(\\d+).*");

    private final JobContext context;
    private final SemanticRelease semanticRelease;

    ReleaseTools(JobContext context) {
        this.context = context;
        this.semanticRelease = new SemanticRelease(context);
    }

    /** What comes out of a tool that is used. */
    sealed interface Outcome {}

    /**
     * It publishes.
     *
     * @param registry where, null where that is still to be found out
     */
    record Publishes(Use use, @Nullable RegistryId registry) implements Outcome {}

    /** It starts commands, which are read in their turn. */
    record Starts(String script, Scene scene) implements Outcome {}

    private static List<Outcome> yes(Use use) {
        return List.of(new Publishes(use, null));
    }

    private static List<Outcome> when(boolean publishes, Use use) {
        return publishes ? yes(use) : List.of();
    }

    /** The outcomes of a tool: itself unless its configuration says otherwise. */
    List<Outcome> outcomes(Use use) {
        String config = use.tool().config();
        if (config == null) {
            return unlessUnpublished(use);
        }
        return switch (config) {
            case "semantic-release" -> semanticRelease.outcomes(use);
            case "changesets", "lerna" -> when(anyPublic(use), use);
            case "changesets-action" -> changesetsAction(use);
            case "release-it" -> releaseIt(use);
            case "nx" -> nx(use);
            case "release-plz" -> when(releasePlz(use), use);
            case "cargo-release" -> when(cargoRelease(use), use);
            case "rake" -> when(rake(use), use);
            case "releasio" -> releasio(use);
            case "releasio-action" -> releasioAction(use);
            case "python-semantic-release" -> when(oldPythonSemanticRelease(use), use);
            case "knope" -> knope(use);
            case "auto" -> auto(use);
            default -> yes(use);
        };
    }

    /** Whether the inputs of an action switch the exchange off. */
    boolean withoutIdentity(Use use) {
        if (use.tool().name().equals("rubygems/release-gem")) {
            return use.input("setup-trusted-publisher").equals("false");
        }
        return false;
    }

    /** A crate with {@code publish = false} is not uploaded by cargo, and so it is said. */
    private List<Outcome> unlessUnpublished(Use use) {
        if (use.tool().ecosystem().id().equals("crates-io")
                && use.tool().words().size() == 1
                && use.tool().name().equals("cargo publish")) {
            List<DeclaredPackage> meant = context.packages.named(use, RegistryId.CRATES_IO);
            if (!meant.isEmpty()
                    && !context.packages.all(use)
                    && meant.stream().allMatch(p -> "false".equals(p.details().get("publish")))) {
                return List.of();
            }
        }
        return yes(use);
    }

    /** Whether the repository has a package that npm would let out; unknown packages are taken for public. */
    private boolean anyPublic(Use use) {
        List<DeclaredPackage> npm = context.project.packages().stream()
                .filter(p -> p.manifest().endsWith("package.json"))
                .toList();
        return npm.isEmpty()
                || npm.stream().anyMatch(p -> !"true".equals(p.details().get("private")));
    }

    private List<Outcome> changesetsAction(Use use) {
        List<Outcome> outcomes = new ArrayList<>();
        for (String input : use.tool().scripts()) {
            String script = use.input(input);
            if (script.isBlank()) {
                continue;
            }
            int before = context.uploads.size();
            new ScriptWalk(context).run(script, dev.tokenless.publish.shell.Dialect.POSIX, use.scene());
            List<Upload> found = new ArrayList<>(context.uploads.subList(before, context.uploads.size()));
            context.uploads.subList(before, context.uploads.size()).clear();
            if (found.isEmpty() && (opaque(script) || use.tool().name().endsWith("/publish"))) {
                outcomes.addAll(when(anyPublic(use), use));
            }
            boolean npmFound = false;
            for (Upload upload : found) {
                boolean npm = upload.publishes().ecosystem().id().equals("npm");
                if (npm && !npmFound) {
                    outcomes.addAll(yes(use));
                    npmFound = true;
                } else if (!npm) {
                    context.uploads.add(upload);
                }
            }
            return outcomes;
        }
        if (use.tool().name().endsWith("/publish") && outcomes.isEmpty()) {
            return when(anyPublic(use), use);
        }
        return outcomes;
    }

    /** Whether a script runs something of which the repository does not tell what it does. */
    private static boolean opaque(String script) {
        return script.contains("${");
    }

    private List<Outcome> releaseIt(Use use) {
        String folder = use.scene().folder();
        JsonNode config = json(folder, ".release-it.json");
        if (config.isMissingNode()) {
            config = json(folder, "package.json").path("release-it");
        }
        String text = context.files
                .first(
                        folder,
                        List.of(
                                ".release-it.js",
                                ".release-it.cjs",
                                ".release-it.mjs",
                                ".release-it.ts",
                                ".release-it.yaml",
                                ".release-it.yml",
                                ".release-it.toml"))
                .map(SourceText::text)
                .orElse("");
        JsonNode npm = config.path("npm");
        boolean off = (npm.isBoolean() && !npm.booleanValue())
                || (npm.path("publish").isBoolean() && !npm.path("publish").booleanValue())
                || NPM_OFF.matcher(text).find();
        List<Outcome> outcomes = new ArrayList<>();
        for (JsonNode hook : config.path("hooks")) {
            hooks(hook, use, outcomes);
        }
        if (!off && !isPrivate(folder)) {
            outcomes.addAll(yes(use));
        }
        return outcomes;
    }

    private static void hooks(JsonNode hook, Use use, List<Outcome> outcomes) {
        if (hook.isTextual()) {
            outcomes.add(new Starts(hook.textValue(), use.scene()));
        } else {
            hook.forEach(one -> outcomes.add(new Starts(one.asText(), use.scene())));
        }
    }

    private JsonNode json(String folder, String file) {
        return context.files.json(RepositoryFiles.in(folder, file));
    }

    private boolean isPrivate(String folder) {
        String home = context.files.folderWith(folder, "package.json");
        return home != null && json(home, "package.json").path("private").asBoolean(false);
    }

    private List<Outcome> nx(Use use) {
        JsonNode release = json("", "nx.json").path("release");
        // Nx builds and publishes Rust, Docker and .NET projects too; which, only its plugins know.
        return release.path("publish").isBoolean() && !release.path("publish").booleanValue()
                ? List.of()
                : when(anyPublic(use), use);
    }

    private boolean releasePlz(Use use) {
        Optional<SourceText> file = context.files.first("", List.of("release-plz.toml", ".release-plz.toml"));
        if (file.isEmpty()) {
            return true;
        }
        JsonNode root = context.files.toml(file.get().path());
        JsonNode workspace = root.path("workspace");
        boolean off = isFalse(workspace.path("publish"))
                || isFalse(workspace.path("release"))
                || workspace.path("git_only").asBoolean(false);
        boolean anyOn = false;
        for (JsonNode crate : root.path("package")) {
            anyOn |= crate.path("publish").asBoolean(false)
                    || crate.path("release").asBoolean(false);
        }
        return !off || anyOn;
    }

    private static boolean isFalse(JsonNode node) {
        return node.isBoolean() && !node.booleanValue();
    }

    private boolean cargoRelease(Use use) {
        for (String file : List.of("release.toml", ".release.toml")) {
            String path = RepositoryFiles.in(use.scene().folder(), file);
            if (isFalse(context.files.toml(path).path("publish"))) {
                return false;
            }
        }
        JsonNode cargo = context.files.toml(RepositoryFiles.in(use.scene().folder(), "Cargo.toml"));
        return !isFalse(cargo.path("workspace").path("metadata").path("release").path("publish"))
                && !isFalse(
                        cargo.path("package").path("metadata").path("release").path("publish"));
    }

    /** {@code rake release} uploads where Bundler's or Hoe's tasks are loaded. */
    private boolean rake(Use use) {
        Optional<SourceText> file =
                context.files.first(use.scene().folder(), List.of("Rakefile", "rakefile", "Rakefile.rb"));
        if (file.isEmpty()) {
            return true;
        }
        String text = file.get().text();
        return RELEASE_TASKS.matcher(text).find();
    }

    private List<Outcome> releasio(Use use) {
        String folder = use.scene().folder();
        JsonNode config = context.files.toml(RepositoryFiles.in(folder, ".releasio.toml"));
        if (config.isMissingNode()) {
            config = context.files.toml(RepositoryFiles.in(folder, "releasio.toml"));
        }
        if (config.isMissingNode()) {
            String home = context.files.folderWith(folder, "pyproject.toml");
            config = home == null
                    ? config
                    : context.files
                            .toml(RepositoryFiles.in(home, "pyproject.toml"))
                            .path("tool")
                            .path("releasio");
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (String hook : List.of("pre_bump", "post_bump", "pre_release", "post_release")) {
            for (JsonNode command : config.path("hooks").path(hook)) {
                outcomes.add(new Starts(command.asText(), use.scene()));
            }
        }
        if (!isFalse(config.path("publish").path("enabled"))) {
            String registry = config.path("publish").path("registry").asText("");
            outcomes.add(new Publishes(use, registry.isEmpty() ? null : context.catalogue.registryAt(registry)));
        }
        return outcomes;
    }

    private List<Outcome> releasioAction(Use use) {
        String command = use.input("command").strip();
        boolean dry = use.input("dry-run").strip().equals("true");
        boolean skips = use.input("skip-publish").strip().equals("true");
        boolean release = command.equals("release") && !dry;
        boolean doRelease =
                command.equals("do-release") && use.input("execute").strip().equals("true");
        return (release || doRelease) && !skips ? releasio(use) : List.of();
    }

    /** Majors up to 7 uploaded by themselves; later ones have no such command's effect. */
    private boolean oldPythonSemanticRelease(Use use) {
        if (use.version() != null) {
            java.util.regex.Matcher m = MAJOR.matcher(use.version());
            if (m.matches() && m.group(1).length() < 4) {
                return Integer.parseInt(m.group(1)) < 8;
            }
        }
        return !new TokenSearch(context.trail, context.files)
                .search(use, RegistryId.PYPI)
                .uses()
                .isEmpty();
    }

    private List<Outcome> knope(Use use) {
        return List.of();
    }

    private List<Outcome> auto(Use use) {
        JsonNode plugins = json("", ".autorc").path("plugins");
        if (plugins.isMissingNode()) {
            plugins = json("", "package.json").path("auto").path("plugins");
        }
        if (plugins.isMissingNode()) {
            return when(anyPublic(use), use);
        }
        boolean npm = false;
        for (JsonNode plugin : plugins) {
            String name =
                    plugin.isTextual() ? plugin.textValue() : plugin.path(0).asText();
            npm |= name.equals("npm") || name.equals("@auto-it/npm");
        }
        return when(npm, use);
    }
}
