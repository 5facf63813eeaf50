package dev.tokenless.publish;

import dev.tokenless.publish.catalogue.Arguments;
import dev.tokenless.publish.catalogue.Ecosystem;
import dev.tokenless.publish.catalogue.Sources;
import dev.tokenless.publish.catalogue.Tool;
import dev.tokenless.publish.tasks.RepositoryFiles;
import dev.tokenless.repo.Place;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.SourceText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the tokens that reach an upload. */
final class TokenSearch {
    private static final Pattern STEP_OUTPUT = Pattern.compile("steps\\.([A-Za-z_][\\w-]*)\\.outputs");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_]\\w*)}");
    private static final Pattern CONFIGURED = Pattern.compile(String.join(
            "",
            "(?m)^\\s*(?:(?://[^\\s=]*:)?_(?:authToken|auth|password)|npmAuthToken|npmAuthIdent)",
            "\\s*[=:]\\s*[\"']?(.*?)[\"']?\\s*$"));
    private static final Pattern PROGRAM = Pattern.compile("\\.(?:[cm]?[jt]sx?|py|rb)$");
    /** A token that is only there to read is no publishing token. */
    private static final Pattern READ_ONLY =
            Pattern.compile("(^|_)(READ|READONLY|READ_ONLY|INSTALL|RO|PULL|FETCH)(_|$)");

    private final Trail trail;
    private final RepositoryFiles files;

    TokenSearch(Trail trail, RepositoryFiles files) {
        this.trail = trail;
        this.files = files;
    }

    /**
     * What was found.
     *
     * @param minted whether a token is used that was got for the job's identity
     */
    record Found(List<TokenUse> uses, boolean minted) {}

    Found search(Use use, RegistryId registry) {
        Collected all = new Collected(use.scene(), registry);
        flags(use, use.tool().tokens(), all, true);
        flags(use, use.tool().users(), all, false);
        inputs(use, use.tool().tokens(), all, true);
        inputs(use, use.tool().users(), all, false);
        if (!use.tool().is("ignoresEnv")) {
            environment(use, registry, all);
        }
        if (all.uses.isEmpty() || use.tool().ecosystem().id().equals("npm")) {
            written(use, registry, all);
            configured(use, registry, all);
        }
        if (trail.mintsByHand && all.uses.isEmpty() && use.tool().identity() == Tool.Identity.NONE) {
            all.minted = true;
        }
        if (trail.identityOf.contains(use.tool().ecosystem().id())) {
            all.minted = true;
        }
        return new Found(List.copyOf(all.uses.values()), all.minted);
    }

    /** What is gathered, each place once. */
    private final class Collected {
        final Map<Place, TokenUse> uses = new LinkedHashMap<>();
        final Scene scene;
        boolean minted;

        final boolean gitHubPackages;

        Collected(Scene scene, RegistryId registry) {
            this.scene = scene;
            this.gitHubPackages = registry.equals(RegistryId.GITHUB_PACKAGES);
        }

        /** @param secret whether the value is a token by its role; a user name counts only when it is a secret */
        void add(TokenUse.Kind kind, String name, String written, String filled, Place place, boolean secret) {
            String value = withVariables(filled, 0);
            List<String> secrets = Bindings.secretsIn(value);
            if (value.isBlank()
                    || (Bindings.isGitHubToken(value) && !gitHubPackages)
                    || READ_ONLY.matcher(String.join(" ", secrets)).find()) {
                return;
            }
            if (isMinted(value)) {
                minted = true;
                if (secrets.isEmpty()) {
                    return;
                }
            }
            if (!secret && secrets.isEmpty()) {
                return;
            }
            // A file that refers to a variable gives no token where nobody sets the variable.
            if (kind == TokenUse.Kind.WRITTEN_FILE
                    && VARIABLE.matcher(value.strip()).matches()) {
                return;
            }
            uses.putIfAbsent(place, new TokenUse(kind, name, written, secrets, place));
        }

        private String withVariables(String text, int depth) {
            if (depth > 4 || !text.contains("${")) {
                return text;
            }
            Matcher m = VARIABLE.matcher(text);
            StringBuilder filled = new StringBuilder();
            while (m.find()) {
                Variables.Value value = scene.variables().get(m.group(1));
                String replaced = value == null || value.text().contains("${" + m.group(1) + "}")
                        ? m.group()
                        : withVariables(value.text(), depth + 1);
                m.appendReplacement(filled, Matcher.quoteReplacement(replaced));
            }
            return m.appendTail(filled).toString();
        }
    }

    private boolean isMinted(String value) {
        Matcher output = STEP_OUTPUT.matcher(value);
        while (output.find()) {
            if (trail.exchanged.containsKey(output.group(1)) || trail.mints.contains(output.group(1))) {
                return true;
            }
        }
        return trail.mintsByHand
                && (value.contains("$(") || VARIABLE.matcher(value).matches());
    }

    private static void flags(Use use, Sources sources, Collected all, boolean secret) {
        for (Arguments.Flag flag : use.arguments().flags()) {
            if (flag.value() != null
                    && sources.flags().stream().anyMatch(p -> Sources.matches(p, flag.name()))
                    && (!flag.name().startsWith("--//") || flag.name().contains("_auth"))) {
                all.add(
                        TokenUse.Kind.FLAG,
                        flag.name(),
                        flag.value(),
                        flag.value(),
                        use.place(flag.index(), flag.last()),
                        secret);
                variablesIn(flag.value(), all, secret);
            }
        }
    }

    /** The variables that a flag hands on are places at which the token is given too. */
    private static void variablesIn(String text, Collected all, boolean secret) {
        Matcher m = VARIABLE.matcher(text);
        while (m.find()) {
            Variables.Value value = all.scene.variables().get(m.group(1));
            if (value != null) {
                all.add(value.kind(), m.group(1), value.written(), value.text(), value.place(), secret);
            }
        }
    }

    private static void inputs(Use use, Sources sources, Collected all, boolean secret) {
        for (Map.Entry<String, Use.Input> given : use.inputs().entrySet()) {
            String name = given.getKey();
            Use.Input input = given.getValue();
            boolean meant = sources.inputs().contains(name)
                    || (sources.inputs().contains("*") && speaksOf(use.tool().ecosystem(), input.value()));
            if (meant) {
                all.add(TokenUse.Kind.INPUT, name, input.written(), input.value(), input.place(), secret);
            }
        }
    }

    private static void environment(Use use, RegistryId registry, Collected all) {
        Ecosystem ecosystem = use.tool().ecosystem();
        // A program may take its token from a variable of any name.
        boolean inProgram =
                use.scene().via().stream().anyMatch(v -> PROGRAM.matcher(v).find());
        for (Map.Entry<String, Variables.Value> entry :
                use.scene().variables().all().entrySet()) {
            String name = entry.getKey();
            Variables.Value value = entry.getValue();
            boolean token = use.tool().tokens().env().stream().anyMatch(p -> Sources.matches(p, name))
                    || ecosystem.env().contains(name)
                    || ecosystem.env().contains(name.toUpperCase(Locale.ROOT)) && name.startsWith("npm_config")
                    || isNpmAuth(ecosystem, registry, name);
            token |= inProgram && speaksOf(ecosystem, value.text());
            boolean user = use.tool().users().env().stream().anyMatch(p -> Sources.matches(p, name));
            if (token && use.tool().is("bySecret") && !speaksOf(ecosystem, value.text())) {
                continue;
            }
            if (token || user) {
                all.add(value.kind(), name, value.written(), value.text(), value.place(), token);
                variablesIn(value.text(), all, token);
            }
        }
    }

    /** Whether a value is a secret whose name speaks of this registry. */
    private static boolean speaksOf(Ecosystem ecosystem, String value) {
        return Bindings.secretsIn(value).stream()
                .map(s -> s.toUpperCase(Locale.ROOT))
                .anyMatch(s -> ecosystem.secrets().stream().anyMatch(s::contains));
    }

    /** {@code npm_config_//host/:_authToken} is a token for that host. */
    private static boolean isNpmAuth(Ecosystem ecosystem, RegistryId registry, String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return ecosystem.id().equals("npm")
                && lower.startsWith("npm_config_//")
                && lower.contains("_auth")
                && (!registry.equals(RegistryId.NPM) || !lower.contains("pkg.github.com"));
    }

    private void written(Use use, RegistryId registry, Collected all) {
        for (Trail.Written written : trail.written) {
            boolean same = written.ecosystem().equals(use.tool().ecosystem());
            if (same && (written.registry() == null || written.registry().equals(registry))) {
                TokenUse token = written.use();
                all.add(token.kind(), token.name(), token.value(), token.value(), token.place(), true);
            }
        }
    }

    /** The tokens that configuration files of the repository take from the environment. */
    private void configured(Use use, RegistryId registry, Collected all) {
        if (!use.tool().ecosystem().id().equals("npm")) {
            return;
        }
        List<String> candidates = new ArrayList<>();
        for (String file : List.of(".npmrc", ".yarnrc.yml")) {
            candidates.add(RepositoryFiles.in(use.scene().folder(), file));
            candidates.add(file);
        }
        for (String path : candidates.stream().distinct().toList()) {
            Optional<SourceText> source = files.text(path);
            if (source.isPresent()) {
                configured(source.get(), registry, all);
            }
        }
    }

    private static void configured(SourceText source, RegistryId registry, Collected all) {
        if (source.text().length() > 100_000) {
            return;
        }
        Matcher line = CONFIGURED.matcher(source.text());
        while (line.find()) {
            boolean elsewhere = line.group().contains("pkg.github.com");
            if (elsewhere != registry.equals(RegistryId.GITHUB_PACKAGES)) {
                continue;
            }
            Matcher variable = Pattern.compile("\\$\\{?([A-Za-z_]\\w*)").matcher(line.group(1));
            if (variable.find()) {
                Variables.Value value = all.scene.variables().get(variable.group(1));
                if (value != null) {
                    all.add(value.kind(), variable.group(1), value.written(), value.text(), value.place(), true);
                }
            }
        }
    }
}
