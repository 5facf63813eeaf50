package dev.tokenless.fix;

import dev.tokenless.publish.catalogue.Catalogue;
import dev.tokenless.publish.catalogue.Sources;
import dev.tokenless.publish.catalogue.Tool;
import dev.tokenless.publish.shell.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * How scripts log in to a registry with a stored token: flags and variables of the uploading commands, commands that
 * store a credential, and lines that write one into a file.
 *
 * @param ecosystem the catalogue's name of the registry's tools
 */
record LogIns(String ecosystem) {
    /** What speaks of GitHub's own token or packages has nothing to do with the registry. */
    static final Pattern GITHUB = Pattern.compile("GITHUB_TOKEN|github\\.token|pkg\\.github\\.com");

    private static final Pattern CREDENTIAL_FILE = Pattern.compile(
            "(^|[/~])(\\.npmrc|\\.pypirc|\\.yarnrc(\\.yml)?)$|\\.gem(/credentials)?/?$|\\.cargo/credentials(\\.toml)?$");

    /** The script without its log-ins; empty where one of them is wound into other commands. */
    Optional<ScriptText> without(ScriptText text) {
        Set<String> variables = new TreeSet<>();
        Set<String> flags = new TreeSet<>();
        for (Tool tool : tools()) {
            flags.addAll(tool.tokens().flags());
            flags.addAll(tool.users().flags());
            variables.addAll(tool.tokens().env());
            variables.addAll(tool.users().env());
        }
        variables.addAll(Catalogue.builtIn().ecosystem(ecosystem).env());
        return text.withoutFlags(UploadCommand.of(ecosystem), flags, true)
                .withoutAssignments(n -> variables.stream().anyMatch(v -> Sources.matches(v, n)))
                .without(this::stores);
    }

    /** Whether a variable of this name carries a credential, or the user name that belongs to it. */
    boolean reads(String variable) {
        return Catalogue.builtIn().ecosystem(ecosystem).env().contains(variable)
                || tools().stream()
                        .anyMatch(t -> t.tokens().env().stream().anyMatch(p -> Sources.matches(p, variable))
                                || t.users().env().stream().anyMatch(p -> Sources.matches(p, variable)));
    }

    private List<Tool> tools() {
        List<Tool> all = new ArrayList<>();
        Catalogue.builtIn().commands().values().forEach(all::addAll);
        return all.stream().filter(t -> t.ecosystem().id().equals(ecosystem)).toList();
    }

    /** Commands that store a credential: of the registry's tools, or into its files. */
    private boolean stores(Command command) {
        List<String> words = ScriptText.words(command);
        String line = String.join(" ", words);
        String file = command.redirects().stream()
                .filter(Command.Redirect::writes)
                .map(r -> r.target().shown())
                .findFirst()
                .orElse("");
        if (GITHUB.matcher(line).find()) {
            return false;
        }
        boolean writes = !file.isEmpty() && CREDENTIAL_FILE.matcher(file).find() && credential(command, line, file);
        if (words.isEmpty()) {
            return false;
        }
        String program = UploadCommand.program(words.getFirst());
        return switch (ecosystem) {
            case "npm" ->
                writes
                        || (Set.of("npm", "pnpm", "yarn").contains(program)
                                && line.matches(
                                        "(?s).*\\bconfig set .*(_authToken|_auth\\b|npmAuthToken|npmAuthIdent).*"));
            case "pypi" ->
                writes
                        || line.matches("(?s).*\\bpoetry config (--local )?(pypi-token|http-basic)\\..*")
                        || line.matches("(?s).*\\bpdm config .*(password|username|token).*");
            case "rubygems" ->
                writes
                        || (!Set.of("gem", "bundle", "rake").contains(program)
                                && words.stream().skip(1).anyMatch(w -> w.matches(".*\\.gem(/credentials)?/?\"?"))
                                && Set.of("mkdir", "touch", "chmod", "install").contains(program));
            case "crates-io" ->
                writes
                        || (program.equals("cargo")
                                && words.size() > 1
                                && words.get(1).equals("login"));
            default -> writes;
        };
    }

    /** Whether what is written is a credential: an npmrc may hold other lines too. */
    private static boolean credential(Command command, String line, String file) {
        if (!file.endsWith(".npmrc") && !file.contains(".yarnrc")) {
            return true;
        }
        String body = command.redirects().stream()
                .filter(r -> r.body() != null)
                .map(r -> r.body() == null ? "" : r.body().shown())
                .reduce(line, String::concat)
                .toLowerCase(Locale.ROOT);
        return body.contains("_auth") || body.contains("npmauth") || body.contains("always-auth");
    }
}
