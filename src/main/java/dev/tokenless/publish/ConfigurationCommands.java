package dev.tokenless.publish;

import dev.tokenless.publish.Use.Arg;
import dev.tokenless.publish.catalogue.Ecosystem;
import dev.tokenless.publish.shell.Command;
import dev.tokenless.repo.Place;
import dev.tokenless.repo.RegistryId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Commands that hand a token or an index to later commands: credential files, logins, settings of programs. */
final class ConfigurationCommands {
    private static final Pattern NPM_TOKEN = Pattern.compile(
            "(?://([^\\s:=]*?)/?:)?_(?:authToken|auth|password)[\"']?\\s*[=:"
                    + " ]\\s*[\"']?(\\$\\{\\{.*?}}|[^\\s\"'\\\\]+)",
            Pattern.DOTALL);
    private static final Pattern NPM_REGISTRY =
            Pattern.compile("(?:^|[\\s\"'])(@[\\w.-]+:)?registry[\"']?\\s*[=: ]\\s*[\"']?([^\\s\"'\\\\]+)");
    private static final Pattern SECTION = Pattern.compile("\\[([\\w.-]+)]");
    private static final Pattern PYPIRC_VALUE =
            Pattern.compile("(password|repository)\\s*[=:]\\s*(\\$\\{\\{.*?}}|[^\\s\"'\\\\]+)");
    private static final Pattern ENVIRONMENT = Pattern.compile("^([A-Za-z_]\\w*)=(.*)$", Pattern.DOTALL);
    private static final List<String> MINTING = List.of(
            "mint-token",
            "trusted_publishing_token",
            "trusted_publishing/tokens",
            "trusted_publisher/exchange_token",
            "_/oidc/",
            "oidc/token/exchange");

    private static final Pattern LOOPBACK = Pattern.compile("//(localhost|127\\.|0\\.0\\.0\\.0|\\[::1])");
    private static final Set<String> GLOBALLY = Set.of("-g", "--global", "--location=global");
    private static final Set<String> INSTALLS = Set.of("install", "i", "add", "prepare", "use");

    private final JobContext context;

    ConfigurationCommands(JobContext context) {
        this.context = context;
    }

    /** Whether a script asks a registry itself for a token in exchange for the identity. */
    static boolean mints(String script) {
        for (String word : MINTING) {
            if (script.contains(word)) {
                return true;
            }
        }
        return false;
    }

    /** Reads a command that only sets something; answers whether it was one. */
    boolean read(List<Arg> words, Scene scene, Command command) {
        String program = words.getFirst().text();
        String second = words.size() > 1 ? words.get(1).text() : "";
        String third = words.size() > 2 ? words.get(2).text() : "";
        switch (program) {
            case "echo", "printf", "cat", "tee", "Write-Host", "Write-Output", "echo." -> {
                return true;
            }
            case "npm", "pnpm" -> {
                if ((second.equals("config") && third.equals("set"))
                        || second.equals("set")
                        || (second.equals("config") && third.startsWith("--"))) {
                    npmConfig(joined(words, second.equals("set") ? 2 : 3), at(words, scene), one(command, scene));
                    return true;
                }
                if (second.equals("login") || second.equals("adduser")) {
                    npmLogin(words, at(words, scene));
                    return true;
                }
                npmItself(words, second);
            }
            case "corepack" -> npmItself(words, second);
            case "npm-cli-login", "npm-cli-adduser", "npm-auth-to-token" -> npmLogin(words, at(words, scene));
            case "yarn" -> {
                if (second.equals("config") && third.equals("set")) {
                    yarnConfig(words, at(words, scene), one(command, scene));
                    return true;
                }
            }
            case "poetry" -> {
                if (second.equals("config")) {
                    poetryConfig(words, at(words, scene));
                    return true;
                }
            }
            case "cargo" -> {
                if (second.equals("login")) {
                    cargoLogin(words, command, scene, at(words, scene));
                    return true;
                }
            }
            case "npx", "sed", "perl", "envsubst" -> {
                if (joined(words, 1).contains("_authToken")) {
                    npmConfig(joined(words, 1), at(words, scene), one(command, scene));
                }
            }
            case "pdm", "hatch", "flit" -> {
                if (second.equals("config") && joined(words, 2).contains("pypi.password")) {
                    ecosystem(
                            "pypi",
                            RegistryId.PYPI,
                            program + " config",
                            words.getLast().text(),
                            at(words, scene));
                    return true;
                }
            }
            default -> {}
        }
        return false;
    }

    private static Place at(List<Arg> words, Scene scene) {
        return scene.places().place(words.getFirst().start(), words.getLast().end());
    }

    /**
     * Whether a setting is one of several between which a script of the repository may choose: a registry of the own
     * machine is then the one for trying.
     */
    private static boolean one(Command command, Scene scene) {
        return command.conditional() && !scene.via().isEmpty();
    }

    private void npmConfig(String text, Place place, boolean oneOfSeveral) {
        String spaced = text.replace(":_authToken ", ":_authToken=").replace("_auth ", "_auth=");
        npmrc(spaced.replaceAll("\\bregistry ", "registry="), place, "npm config", oneOfSeveral);
    }

    /** {@code npm install -g npm@11} and {@code corepack prepare npm@11}: which npm the later steps have. */
    private void npmItself(List<Arg> words, String second) {
        boolean everywhere = words.getFirst().text().equals("corepack")
                || words.stream().map(Arg::text).anyMatch(GLOBALLY::contains);
        if (!INSTALLS.contains(second) || !everywhere) {
            return;
        }
        for (Arg word : words.subList(2, words.size())) {
            if (word.text().equals("npm") || word.text().startsWith("npm@")) {
                context.trail.npmVersion =
                        word.text().length() > 4 ? word.text().substring(4) : "latest";
            }
        }
    }

    private void npmLogin(List<Arg> words, Place place) {
        String all = joined(words, 1);
        Matcher registry = Pattern.compile("(?:--registry|-r)[= ](\\S+)").matcher(all);
        RegistryId at = registry.find() ? context.catalogue.registryAt(registry.group(1)) : null;
        ecosystem("npm", at, words.getFirst().text() + " login", all, place);
    }

    private void yarnConfig(List<Arg> words, Place place, boolean oneOfSeveral) {
        String key = words.size() > 3 ? words.get(3).text() : "";
        String value = words.size() > 4 ? words.get(4).text() : "";
        if (key.contains("npmAuthToken") || key.contains("npmAuthIdent") || key.contains("_authToken")) {
            ecosystem("npm", key.contains("pkg.github.com") ? RegistryId.GITHUB_PACKAGES : null, key, value, place);
        } else if (oneOfSeveral && LOOPBACK.matcher(value).find()) {
            return;
        } else if (key.equals("npmPublishRegistry") || key.equals("registry") || key.equals("npmRegistryServer")) {
            context.trail.npmRegistries.put("", value);
        }
    }

    private void poetryConfig(List<Arg> words, Place place) {
        List<String> plain = new ArrayList<>();
        words.stream().skip(2).map(Arg::text).filter(t -> !t.startsWith("--")).forEach(plain::add);
        if (plain.size() < 2) {
            return;
        }
        String key = plain.get(0);
        String value = plain.get(plain.size() - 1);
        if (key.startsWith("repositories.")) {
            context.trail.indexes.put(
                    "pypi " + key.substring("repositories.".length()).replaceAll("\\.url$", ""), value);
        } else if (key.startsWith("pypi-token.") || key.startsWith("http-basic.")) {
            String name = key.substring(key.indexOf('.') + 1);
            ecosystem("pypi", index(name), "poetry config " + key, value, place);
        }
    }

    private @Nullable RegistryId index(String name) {
        Ecosystem pypi = context.catalogue.ecosystem("pypi");
        String known = context.trail.indexes.get("pypi " + name);
        return context.catalogue.index(pypi, known == null ? name : known);
    }

    private void cargoLogin(List<Arg> words, Command command, Scene scene, Place place) {
        String value = "";
        RegistryId registry = RegistryId.CRATES_IO;
        for (int i = 2; i < words.size(); i++) {
            String text = words.get(i).text();
            if (text.equals("--registry")) {
                registry = RegistryId.PRIVATE;
                i++;
            } else if (!text.startsWith("-")) {
                value = text;
            }
        }
        for (Command.Redirect redirect : command.redirects()) {
            if (value.isEmpty() && redirect.body() != null) {
                value = ScriptWalk.text(redirect.body(), scene);
            }
        }
        // The token may come through a pipe; then only the login itself tells that there is one.
        ecosystem("crates-io", registry, "cargo login", value.isEmpty() ? "$(cargo login)" : value, place);
    }

    private void ecosystem(String id, @Nullable RegistryId registry, String name, String value, Place place) {
        context.trail.write(context.catalogue.ecosystem(id), registry, name, value, place);
    }

    /** Looks at what a command writes into a file: a credential file, or variables for later steps. */
    void redirected(Command command, List<Arg> words, Scene scene) {
        String file = target(command, words, scene);
        boolean exports = file.contains("GITHUB_ENV") || file.contains("env:GITHUB_ENV");
        if (file.isEmpty() || (!exports && ecosystemOf(file) == null)) {
            return;
        }
        StringBuilder content = new StringBuilder();
        words.stream().skip(1).forEach(w -> content.append(w.text()).append('\n'));
        for (Command.Redirect redirect : command.redirects()) {
            if (redirect.body() != null) {
                content.append(ScriptWalk.text(redirect.body(), scene)).append('\n');
            }
        }
        String text = content.toString().replace("\\n", "\n");
        Place place = command.start() < 0
                ? scene.places().place(-1, -1)
                : scene.places().place(command.start(), command.end());
        if (exports) {
            for (String line : text.split("\n")) {
                Matcher variable = ENVIRONMENT.matcher(line);
                if (variable.matches()) {
                    export(variable.group(1), variable.group(2), place);
                }
            }
            return;
        }
        write(file, text, place);
    }

    /** What a step writes that may be left out is one of two values, together with what was there before. */
    private void export(String name, String text, Place place) {
        Variables.Value before = context.trail.exported.get(name);
        String known = text;
        if (context.mayBeSkipped
                && before != null
                && !before.text().equals(text)
                && before.text().length() + text.length() < 1_000) {
            known = Bindings.either(text, before.text());
        }
        context.trail.exported.put(name, new Variables.Value(known, place, TokenUse.Kind.WRITTEN_FILE, true));
    }

    private static String target(Command command, List<Arg> words, Scene scene) {
        for (Command.Redirect redirect : command.redirects()) {
            if (redirect.writes()) {
                return ScriptWalk.text(redirect.target(), scene);
            }
        }
        String program = words.isEmpty() ? "" : words.getFirst().text();
        if (program.equals("tee")
                || program.equals("Out-File")
                || program.equals("Add-Content")
                || program.equals("Set-Content")) {
            for (Arg word : words.subList(1, words.size())) {
                if (!word.text().startsWith("-")) {
                    return word.text();
                }
            }
        }
        return "";
    }

    /** Takes note of a credential file that is written. */
    void write(String file, String text, Place place) {
        Ecosystem ecosystem = ecosystemOf(file);
        if (ecosystem == null) {
            return;
        }
        switch (ecosystem.id()) {
            case "npm" -> npmrc(text, place, file, false);
            case "pypi" -> pypirc(text, place, file);
            default -> {
                boolean github = text.contains(":github:");
                if (!text.isBlank() && text.contains("$")) {
                    context.trail.write(
                            ecosystem,
                            github && !text.contains("rubygems_api_key") ? RegistryId.GITHUB_PACKAGES : null,
                            file,
                            text.strip(),
                            place);
                }
            }
        }
    }

    /** The ecosystem whose credential file has this name. */
    private @Nullable Ecosystem ecosystemOf(String file) {
        String path = file.toLowerCase(Locale.ROOT);
        for (Ecosystem ecosystem : context.catalogue.ecosystems().values()) {
            for (String name : ecosystem.files()) {
                if (path.endsWith(name)) {
                    return ecosystem;
                }
            }
        }
        return null;
    }

    private void npmrc(String text, Place place, String name, boolean oneOfSeveral) {
        Ecosystem npm = context.catalogue.ecosystem("npm");
        Matcher token = NPM_TOKEN.matcher(text);
        while (token.find()) {
            String host = token.group(1);
            RegistryId at = host == null ? null : context.catalogue.registryAt("//" + host);
            context.trail.write(npm, at, name, token.group(2), place);
        }
        Matcher registry = NPM_REGISTRY.matcher(text);
        while (registry.find()) {
            if (oneOfSeveral && LOOPBACK.matcher(registry.group(2)).find()) {
                continue;
            }
            String scope = registry.group(1) == null
                    ? ""
                    : registry.group(1).replace(":", "").toLowerCase(Locale.ROOT);
            context.trail.npmRegistries.put(scope, registry.group(2));
        }
        if (text.contains("npmAuthToken")) {
            Matcher berry = Pattern.compile("npmAuthToken[\"']?\\s*[:= ]\\s*[\"']?(\\$\\{\\{.*?}}|[^\\s\"']+)")
                    .matcher(text);
            while (berry.find()) {
                context.trail.write(npm, null, name, berry.group(1), place);
            }
        }
    }

    private void pypirc(String text, Place place, String name) {
        String section = "";
        for (String line : text.split("\n")) {
            Matcher header = SECTION.matcher(line);
            if (header.find()) {
                section = header.group(1);
            }
            Matcher value = PYPIRC_VALUE.matcher(line);
            if (value.find() && value.group(1).equals("repository")) {
                context.trail.indexes.put("pypi " + section, value.group(2));
            } else if (value.find(0) && value.group(1).equals("password")) {
                context.trail.write(
                        context.catalogue.ecosystem("pypi"),
                        section.isEmpty() ? null : index(section),
                        name,
                        value.group(2),
                        place);
            }
        }
    }

    private static String joined(List<Arg> words, int from) {
        StringBuilder all = new StringBuilder();
        for (int i = Math.min(from, words.size()); i < words.size(); i++) {
            all.append(all.isEmpty() ? "" : " ").append(words.get(i).text());
        }
        return all.toString();
    }
}
