package dev.tokenless.fix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tokenless.ci.github.Step;
import dev.tokenless.ci.yaml.YamlNode;
import dev.tokenless.edit.JsonEdits;
import dev.tokenless.edit.YamlPath;
import dev.tokenless.edit.YamlValue;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.publish.TokenUse;
import dev.tokenless.publish.shell.Command;
import dev.tokenless.repo.DeclaredPackage;
import dev.tokenless.repo.Place;
import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.RepositoryId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** npm: each tool by its own way, all of them with an npm that exchanges identities. */
final class NpmMigration {
    /** From this Node on the npm that comes with it exchanges identities (nodejs/node, CHANGELOG: 24.5.0 has npm 11.5.1). */
    private static final int NODE = 24;

    private static final Pattern VERSION = Pattern.compile("v?(\\d+)(?:\\.(\\d+|x|\\*))?(?:\\.(\\d+|x|\\*))?");
    private static final Pattern NPM_INSTALL = Pattern.compile(
            "npm\\s+(i|install|add)\\s+(-g|--global|--location=global)\\s+npm@|npm\\s+(i|install|add)\\s+npm@\\S+\\s+(-g|--global)|corepack\\s+(install|use)\\s+(-g\\s+)?npm@");

    private final JobDraft job;
    private final PublishJob publish;

    NpmMigration(JobDraft job, PublishJob publish) {
        this.job = job;
        this.publish = publish;
    }

    void migrate() {
        replaceClients();
        action();
        provenance();
        installStep();
        node();
        new NpmConfiguration(job.draft()).withoutTokens();
        manifests();
        tool();
    }

    /** Clients without an exchange give way to npm itself. */
    private void replaceClients() {
        for (Step step : job.steps()) {
            Optional<ScriptText> script = job.script(step);
            if (script.isEmpty()) {
                continue;
            }
            ScriptText now = script.get();
            for (String client : List.of("yarn publish", "bun publish")) {
                for (int round = 0; round < 20; round++) {
                    Optional<Command> found = now.find(UploadCommand.named(client));
                    if (found.isEmpty()) {
                        break;
                    }
                    now = now.replacing(found.get(), npm(ScriptText.words(found.get()), client, step));
                }
            }
            if (!now.equals(script.get())) {
                job.draft()
                        .change(
                                "npm publish uploads instead of " + publish.tool()
                                        + ", which has no trusted publishing.",
                                step.node().place());
                job.script(step, now);
            }
        }
    }

    private String npm(List<String> words, String client, Step step) {
        List<String> kept = new ArrayList<>(List.of("npm", "publish"));
        int publish = words.indexOf("publish");
        for (int i = publish + 1; i < words.size(); i++) {
            String word = words.get(i);
            String flag = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
            boolean valued = !word.contains("=") && i + 1 < words.size();
            switch (flag) {
                case "--tag", "--access", "--registry", "--otp" -> {
                    kept.add(word);
                    if (valued) {
                        kept.add(words.get(++i));
                    }
                }
                case "--non-interactive",
                        "--no-git-tag-version",
                        "--no-commit-hooks",
                        "--silent",
                        "--verbose",
                        "-s" -> {}
                case "--new-version", "--patch", "--minor", "--major", "--cwd" ->
                    throw new Draft.Stop(
                            client + " of job " + job.job().id() + " is called with " + flag
                                    + ", which npm publish does not have.",
                            "Set the version with npm version first, then publish with npm publish.",
                            step.node().place());
                default -> kept.add(word);
            }
        }
        return String.join(" ", kept);
    }

    /** JS-DevTools/npm-publish asks for no token from its fourth version on (its README). */
    private void action() {
        for (Step step : job.steps()) {
            if (!"JS-DevTools/npm-publish".equalsIgnoreCase(step.action()) || step.ref() == null) {
                continue;
            }
            Matcher m = Pattern.compile("v?([1-3])(\\..*)?").matcher(step.ref());
            if (m.matches()) {
                job.edit(step.node().place(), e -> e.replace(job.path(step).key("uses"), step.action() + "@v4"));
                job.draft()
                        .change(
                                "JS-DevTools/npm-publish works without a token from version 4 on.",
                                step.node().place());
            }
        }
    }

    /** Provenance comes with trusted publishing by itself, and fails where it is not to be had. */
    private void provenance() {
        for (Step step : job.steps()) {
            Optional<Step> now = job.now(step);
            for (String name : List.of("NPM_CONFIG_PROVENANCE", "npm_config_provenance")) {
                if (now.filter(s -> s.env().containsKey(name)).isPresent()) {
                    job.edit(
                            step.node().place(),
                            e -> e.remove(job.path(step).key("env").key(name)));
                    job.draft()
                            .change(
                                    "Provenance needs no switch with trusted publishing.",
                                    step.node().place());
                }
            }
            job.script(step).ifPresent(script -> {
                ScriptText left = script.withoutFlags(
                        c -> UploadCommand.named("npm publish").test(c), Set.of("--provenance"), false);
                left = left.without(c -> String.join(" ", ScriptText.words(c))
                                .matches("(npm|pnpm|yarn) config set provenance[ =]true"))
                        .orElse(left);
                if (!left.equals(script)) {
                    job.script(step, left);
                    job.draft()
                            .change(
                                    "Provenance needs no switch with trusted publishing.",
                                    step.node().place());
                }
            });
        }
    }

    /** A token that was given to the installation of packages too goes only where no private package needs it. */
    private void installStep() {
        Set<String> names = publish.authentication().tokens().stream()
                .filter(t -> t.kind() == TokenUse.Kind.STEP_ENV)
                .map(TokenUse::name)
                .collect(Collectors.toSet());
        for (Step step : job.steps()) {
            for (String name : names) {
                if (job.now(step).filter(s -> s.env().containsKey(name)).isPresent()
                        && step.env().getOrDefault(name, "").contains("secrets.")
                        && step.run() != null
                        && step.run().text().matches("(?s).*\\b(npm (ci|install|i)|yarn|pnpm (i|install))\\b.*")) {
                    job.draft()
                            .review(
                                    "A step that installs packages still takes " + name
                                            + ": keep it only where private packages are installed, with a read-only"
                                            + " token.",
                                    step.node().place());
                }
            }
        }
    }

    private boolean needsNpm() {
        // These exchange the identity themselves, or bring their own npm.
        return !publish.tool().equals("yarn npm publish") && !publish.tool().contains("semantic-release");
    }

    /** Node and npm new enough for the exchange. */
    private void node() {
        boolean installs = job.job().steps().stream()
                .anyMatch(s ->
                        s.run() != null && NPM_INSTALL.matcher(s.run().text()).find());
        if (installs) {
            updateInstall();
            return;
        }
        Step setup = job.steps().stream()
                .filter(s -> "actions/setup-node".equalsIgnoreCase(s.action()))
                .filter(s -> publish.step() == null || s.index() < publish.step())
                .reduce((a, b) -> b)
                .orElse(null);
        if (setup == null) {
            if (setsUpNodeItself()) {
                addNpmBeforeUpload();
            } else {
                addNode();
            }
            return;
        }
        String version = setup.with().getOrDefault("node-version", "");
        Matcher m = VERSION.matcher(version.strip());
        if (version.startsWith("lts/") && !version.matches("lts/(?!\\*).*")
                || version.equals("latest")
                || version.equals("node")
                || version.equals("current")) {
            return;
        }
        if (!m.matches()) {
            byFile(setup);
            return;
        }
        int major = Integer.parseInt(m.group(1));
        boolean exact = m.group(2) != null && m.group(2).matches("\\d+");
        if (major > NODE || (major == NODE && (!exact || Integer.parseInt(m.group(2)) >= 5))) {
            return;
        }
        if (major >= 22) {
            addNpm(setup, "Node " + version + " comes with an older npm");
            return;
        }
        newer(setup, version, m);
        job.draft()
                .change(
                        "Node " + NODE + " instead of " + version
                                + ": its npm exchanges identities, which npm does from 11.5.1 on.",
                        setup.node().place());
    }

    /** The version in the form that it has, and in the step's name where it is told there. */
    private void newer(Step setup, String version, Matcher m) {
        YamlPath with = job.path(setup).key("with");
        String now = NODE + (m.group(2) != null && !m.group(2).matches("\\d+") ? "." + m.group(2) : "");
        boolean plain =
                setup.node().mapping("with").flatMap(w -> w.get("node-version")).orElse(null)
                                instanceof YamlNode.Scalar s
                        && s.style() == YamlNode.Style.PLAIN;
        job.edit(
                setup.node().place(),
                e -> plain
                        ? e.set(with, "node-version", YamlValue.plain(now))
                        : e.replace(with.key("node-version"), now));
        String name = setup.name();
        Pattern told = Pattern.compile("(?<![\\w.])" + Pattern.quote(version.strip()) + "(?![\\w.])");
        if (name != null && told.matcher(name).find()) {
            job.edit(
                    setup.node().place(),
                    e -> e.replace(
                            job.path(setup).key("name"), told.matcher(name).replaceAll(now)));
        }
    }

    /** The version stands in a file of the repository, which other jobs and people use too. */
    private void byFile(Step setup) {
        String file = setup.with().getOrDefault("node-version-file", "").replaceFirst("^\\./", "");
        Matcher m = VERSION.matcher(
                file.isEmpty() || file.endsWith(".json")
                        ? ""
                        : job.draft().text(file).orElse("").strip());
        if (!m.matches()) {
            addNpm(setup, "The Node version of the job is not written in the step");
            return;
        }
        int major = Integer.parseInt(m.group(1));
        boolean enough = major > NODE
                || (major == NODE && (m.group(2) == null || !m.group(2).matches("[0-4]")));
        if (enough) {
            return;
        }
        if (major < 22) {
            job.draft()
                    .manual(
                            file + " asks for Node " + m.group() + "; npm exchanges identities with Node 22.14 or"
                                    + " newer.",
                            "Raise the version in " + file + ", or give the step node-version: " + NODE + " instead.",
                            setup.node().place());
        }
        addNpm(setup, "Node " + m.group() + " of " + file + " comes with an older npm");
    }

    private void updateInstall() {
        for (Step step : job.steps()) {
            job.script(step).ifPresent(script -> {
                String text = Pattern.compile("\\bnpm@(\\^|~)?(\\d+)(\\.[\\d.x*]+)?(?=\\s|$)")
                        .matcher(script.text())
                        .replaceAll(r -> Integer.parseInt(r.group(2)) >= 11
                                        && (r.group(3) == null
                                                || !r.group(3).matches("\\.[0-4](\\..*)?|\\.5\\.0")
                                                || r.group(1) != null)
                                ? Matcher.quoteReplacement(r.group())
                                : "npm@11");
                if (!text.equals(script.text())) {
                    job.script(step, new ScriptText(text, script.dialect()));
                    job.draft()
                            .change(
                                    "npm exchanges identities from 11.5.1 on.",
                                    step.node().place());
                }
            });
        }
    }

    private void addNpm(Step setup, String why) {
        if (!needsNpm()) {
            return;
        }
        job.insertBehind(setup, "name: Use an npm that exchanges identities\nrun: npm install -g npm@11\n");
        job.draft()
                .change(
                        why + "; npm exchanges identities from 11.5.1 on, with Node 22.14 or newer.",
                        setup.node().place());
    }

    /** Whether an action that is not known prepares the job, which Node it brings then is not known either. */
    private boolean setsUpNodeItself() {
        return job.steps().stream()
                .filter(s -> publish.step() == null || s.index() < publish.step())
                .map(s -> s.action() == null ? "" : s.action().toLowerCase(Locale.ROOT))
                .anyMatch(a -> a.startsWith("./")
                        || a.startsWith("$/")
                        || (a.matches(".*(setup|prepare|install|tools|node|volta|mise|asdf).*")
                                && !a.matches(
                                        "(actions|ruby|astral-sh|denoland|oven-sh|pnpm|docker|dtolnay|swatinem)/.*")));
    }

    private void addNpmBeforeUpload() {
        Step upload = job.steps().stream()
                .filter(s -> publish.step() != null && s.index() == publish.step())
                .findFirst()
                .orElse(null);
        if (upload == null || !needsNpm()) {
            return;
        }
        job.insertBefore(upload, "name: Use an npm that exchanges identities\nrun: npm install -g npm@11\n");
        job.draft()
                .review(
                        "An action of the repository or of others sets up Node: npm exchanges identities from 11.5.1"
                                + " on, with Node 22.14 or newer.",
                        upload.node().place());
    }

    private void addNode() {
        Step first = job.steps().stream()
                .filter(s -> s.run() != null || (publish.step() != null && s.index() >= publish.step()))
                .findFirst()
                .orElse(null);
        if (first == null) {
            return;
        }
        job.insertBefore(
                first,
                "uses: " + job.draft().options().pins().use("actions/setup-node", true) + "\nwith:\n  node-version: "
                        + NODE + "\n  package-manager-cache: false\n");
        job.draft()
                .change(
                        "The job sets up Node " + NODE
                                + ", whose npm exchanges identities; the runner's own may be older.",
                        first.node().place());
    }

    /** npm compares {@code repository.url} of the package with the repository of the identity. */
    private void manifests() {
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

    /** What is left to do for a tool that the program cannot bring to the version it takes. */
    private void tool() {
        String name = publish.tool().toLowerCase(Locale.ROOT);
        String minimum = switch (name) {
            case "lerna publish" -> "lerna:9.0.0";
            case "semantic-release", "cycjimmy/semantic-release-action" -> "semantic-release:25.0.0";
            case "yarn npm publish" -> "yarn:4.10.3";
            case "release-it" -> "release-it";
            case "beachball publish", "rush publish" -> "none";
            default -> "";
        };
        NpmTools tools = new NpmTools(job, publish);
        if (minimum.equals("release-it")) {
            tools.releaseIt();
        } else if (minimum.equals("none")) {
            job.draft()
                    .manual(
                            publish.tool() + " is not known to publish without a token.",
                            "Let it prepare the release only and publish with npm publish.",
                            publish.place());
        } else if (minimum.contains(":")) {
            tools.atLeast(minimum.substring(0, minimum.indexOf(':')), minimum.substring(minimum.indexOf(':') + 1));
        }
        if (name.startsWith("changesets/action")) {
            tools.changesets();
        }
    }
}
