package dev.tokenless.net;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the user's own credentials may be taken from. An environment variable that names this program's purpose is
 * given on purpose; what other tools hold is read only with the user's consent. Nothing is ever written.
 */
public final class Credentials {
    private static final Pattern NPM_VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)\\??}");

    private final Map<String, String> environment;
    private final Path home;

    /**
     * Credentials of a user.
     *
     * @param home the user's home folder
     */
    public Credentials(Map<String, String> environment, Path home) {
        this.environment = Map.copyOf(environment);
        this.home = home;
    }

    /** Those of the user who runs the program. */
    public static Credentials ofThisUser() {
        return new Credentials(System.getenv(), Path.of(System.getProperty("user.home", ".")));
    }

    /**
     * The user's word that one source may be read. Screens and prompts make it, after asking.
     *
     * @param source what was named in the question, for example {@code ~/.npmrc}
     */
    public record Consent(String source) {}

    /** What came of looking. */
    public sealed interface Search {}

    /**
     * A credential was found.
     *
     * @param from where, in words for the user
     */
    public record Found(Secret secret, String from) implements Search {}

    /**
     * There is none.
     *
     * @param sentence what was looked for and what to do instead
     */
    public record NotFound(String sentence) implements Search {}

    /** The first of these environment variables that is set. */
    public Search variable(String... names) {
        for (String name : names) {
            String value = environment.get(name);
            if (value != null && !value.isBlank()) {
                return new Found(Secret.of(value), "the environment variable " + name);
            }
        }
        return new NotFound("None of the environment variables " + String.join(", ", names) + " is set.");
    }

    /**
     * npm's token in the user's own configuration.
     *
     * @param registry host and path of the registry, without scheme, for example {@code registry.example.com/}
     */
    public Search npm(String registry, Consent consent) {
        Path file = Optional.ofNullable(environment.get("NPM_CONFIG_USERCONFIG"))
                .or(() -> Optional.ofNullable(environment.get("npm_config_userconfig")))
                .filter(v -> !v.isBlank())
                .map(Path::of)
                .orElse(home.resolve(".npmrc"));
        String wanted = "//" + registry.replaceFirst("/+$", "") + "/:_authtoken";
        String token = "";
        for (String line : UserFile.lines(file)) {
            int equals = line.indexOf('=');
            if (equals > 0
                    && line.substring(0, equals)
                            .strip()
                            .toLowerCase(Locale.ROOT)
                            .equals(wanted)) {
                token = expanded(unquoted(line.substring(equals + 1)));
            }
        }
        return answer(token, consent, "No token for " + registry + " stands in " + file + ". Run npm login.");
    }

    /** npm fills in {@code ${NAME}}; where the variable is not set, there is no token. */
    private String expanded(String value) {
        Matcher variable = NPM_VARIABLE.matcher(value);
        StringBuilder text = new StringBuilder();
        while (variable.find()) {
            variable.appendReplacement(text, Matcher.quoteReplacement(environment.getOrDefault(variable.group(1), "")));
        }
        return variable.appendTail(text).toString();
    }

    /**
     * RubyGems' key in the user's own credentials.
     *
     * @param host the address of the server as that file names it, for example {@code https://rubygems.org}
     */
    public Search gem(String host, Consent consent) {
        Path usual = home.resolve(".gem").resolve("credentials");
        Path data = Optional.ofNullable(environment.get("XDG_DATA_HOME"))
                .filter(v -> !v.isBlank())
                .map(Path::of)
                .orElse(home.resolve(".local").resolve("share"))
                .resolve("gem")
                .resolve("credentials");
        String own = "";
        String general = "";
        // RubyGems reads the second place only where the first is not there.
        for (String line : UserFile.lines(UserFile.exists(usual) ? usual : data)) {
            int colon = line.lastIndexOf(": ");
            if (colon < 0) {
                continue;
            }
            String key = unquoted(line.substring(0, colon));
            String value = unquoted(line.substring(colon + 2));
            if (key.equals(host) || key.equals(":" + host)) {
                own = value;
            } else if (key.equals(":rubygems_api_key")) {
                general = value;
            }
        }
        return answer(own.isEmpty() ? general : own, consent, "No key stands in " + usual + ". Run gem signin.");
    }

    /** Cargo's token for crates.io in the user's own credentials. */
    public Search cargo(Consent consent) {
        Path folder = Optional.ofNullable(environment.get("CARGO_HOME"))
                .filter(v -> !v.isBlank())
                .map(Path::of)
                .orElse(home.resolve(".cargo"));
        Path modern = folder.resolve("credentials.toml");
        Path file = UserFile.exists(modern) ? modern : folder.resolve("credentials");
        String table = "";
        String token = "";
        for (String line : UserFile.lines(file)) {
            String bare = line.strip();
            if (bare.startsWith("[") && bare.endsWith("]")) {
                table = bare.substring(1, bare.length() - 1).strip();
            } else if (table.equals("registry") && bare.matches("token\\s*=.*")) {
                token = unquoted(bare.substring(bare.indexOf('=') + 1));
            }
        }
        return answer(token, consent, "No token stands in " + file + ". Run cargo login.");
    }

    /**
     * The token that GitHub's own command line holds. It runs {@code gh auth token} in an empty folder.
     *
     * @param host for example {@code github.com}
     */
    public Search gh(String host, Consent consent) {
        return new GitHubCommand(environment).token(host, consent);
    }

    private static Search answer(String token, Consent consent, String otherwise) {
        return token.isBlank() ? new NotFound(otherwise) : new Found(Secret.of(token), consent.source());
    }

    private static String unquoted(String value) {
        String bare = value.strip();
        boolean quoted = bare.length() >= 2
                && (bare.charAt(0) == '"' || bare.charAt(0) == '\'')
                && bare.charAt(bare.length() - 1) == bare.charAt(0);
        return quoted ? bare.substring(1, bare.length() - 1) : bare;
    }
}
