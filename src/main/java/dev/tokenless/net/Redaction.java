package dev.tokenless.net;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Masks secrets in text of any origin before it is shown, saved or sent: those that are known, and everything that has
 * the shape of a token. What remains of a token is the beginning that tells its kind.
 */
public final class Redaction {
    /** Where a word begins; the end of a colour sequence is a letter and still no part of the word. */
    private static final String START = "(?:\\b|(?<=\u001b\\[[0-9;]{0,12}m))";

    /** A value that was written out: no expression, no variable, no placeholder, nothing that is masked already. */
    private static final String WRITTEN = "(?![^\\s\"']*\\*\\*|X{5}"
            + "|(?i:true|false|null|none|unset|missing|undefined|required|write)\\b)"
            + "[^\\s\"'$*<>{}(),;]{6,}";

    private static final String VARIABLE = "(?<![A-Za-z0-9_.-])(?:[A-Z][A-Z0-9_]{0,80}_)?";

    /**
     * The shape of a token. Group 1 is kept.
     *
     * @param hint without this text, in lower case, the shape is not there: most text is passed by quickly
     */
    private record Shape(String hint, Pattern pattern) {
        static Shape of(String hint, String regex) {
            return new Shape(hint, Pattern.compile(regex));
        }

        /** One that begins a word with the letter behind the first bracket: only there it is looked for the word's start. */
        static Shape word(String hint, String regex) {
            return of(hint, "(?=" + regex.charAt(1) + ")" + START + regex);
        }
    }

    private static final List<Shape> SHAPES = List.of(
            // GitHub: classic, OAuth, user-to-server, server-to-server, refresh; fine-grained.
            Shape.word("gh", "(gh[pousr]_)[A-Za-z0-9_.-]{16,}"),
            Shape.word("github_pat_", "(github_pat_)[A-Za-z0-9_]{16,}"),
            // GitLab: personal, deploy, runner, job, trigger, feed and more.
            Shape.word("gl", "(gl(?:pat|dt|rt|rtr|cbt|ptt|ft|oas|soat|agent|imt)-)[A-Za-z0-9_.-]{16,}"),
            // PyPI: a macaroon of version 2 begins with these letters in base 64.
            Shape.word(
                    "pypi-",
                    "(pypi-)(?=Ag|[A-Za-z_-]{0,80}[0-9][\\w-]{0,80}[A-Z]|[a-z_-]{0,80}[A-Z][\\w-]{0,80}[0-9])"
                            + "[A-Za-z0-9_-]{16,}"),
            Shape.word("npm_", "(npm_)[A-Za-z0-9]{24,}"),
            Shape.word("rubygems_", "(rubygems_)[0-9a-f]{16,}"),
            Shape.word("cio", "(cio(?:_tp_)?)[A-Za-z0-9]{28,}"),
            Shape.word("oy2", "(oy2)[a-z0-9]{40,}"),
            // JSON Web Tokens: the base 64 of {" begins so. A terminal may have wrapped one into lines.
            Shape.word(
                    "eyj",
                    "(eyJ)[A-Za-z0-9_-]{6,}+(?:(?:\\.[A-Za-z0-9_-]*+){1,2}|(?<=[A-Za-z0-9_-]{33}))"
                            + "(?:[ \\t]*\\r?\\n[ \\t>]*[A-Za-z0-9_.-]{32,}+){0,60}"),
            // The same once more in base 64, with which people get a token past the masking of a CI system.
            Shape.word(
                    "zxlk",
                    "(ZXlK)[A-Za-z0-9+/]{40,}+={0,2}" + "(?:[ \\t]*\\r?\\n[ \\t>]*[A-Za-z0-9+/]{32,}+={0,2}){0,60}"),
            Shape.word("chlwas1b", "(cHlwaS1B)[A-Za-z0-9+/]{20,}={0,2}"),
            Shape.word("bnbtx", "(bnBtX)[A-Za-z0-9+/]{24,}={0,2}"),
            Shape.word("z2h", "(Z2h[wvzy1]X)[A-Za-z0-9+/]{24,}={0,2}"),
            Shape.word("z2l0ahvix3bhdf", "(Z2l0aHViX3BhdF)[A-Za-z0-9+/]{16,}={0,2}"),
            Shape.word("z2xwyxqt", "(Z2xwYXQt)[A-Za-z0-9+/]{16,}={0,2}"),
            Shape.word("y2lv", "(Y2lv)[A-Za-z0-9+/]{36,}={0,2}"),
            Shape.word("cnviewdlbxnf", "(cnVieWdlbXNf)[A-Za-z0-9+/]{16,}={0,2}"),
            Shape.of(
                    "private key-----",
                    "(-----BEGIN [A-Z ]*PRIVATE KEY-----)[^-]{1,20000}(?:-----END [A-Z ]*PRIVATE KEY-----)?"),
            Shape.of(
                    "authorization",
                    "((?i:\\b(?:proxy-)?authorization[\"']?[ \\t]*[:=][ \\t]*[\\[(]?[ \\t]*[\"']?"
                            + "(?:(?:basic|bearer|token|digest|negotiate|apikey|hawk)[ \\t]+)?))"
                            + "[^\\s\"',;\\\\]+"),
            // Configuration files: npm's, RubyGems'.
            Shape.of("_", "(:?_(?:authToken|auth|password)[ \\t]*=[ \\t]*)(?!\\$\\{)[^\\s\"']+"),
            Shape.of("api_key:", "(:[a-z_]*api_key:[ \\t]*)[^\\s\"']+"),
            // Fields of answers that hold a credential.
            Shape.of(
                    "\"",
                    "(\"(?:token|access_token|refresh_token|id_token|device_code|api_key|rubygems_api_key|"
                            + "client_secret|password)\"[ \\t]*:[ \\t]*\")[^\"$*][^\"]*"),
            Shape.of(
                    "=",
                    "([?&](?:token|access_token|api_key|sig|client_secret|Signature|X-Amz-Signature"
                            + "|X-Amz-Security-Token)=)[^&\\s\"'*]+"),
            Shape.of(
                    "-",
                    "((?i:\\b(?:x-api-key|x-auth-token|x-nuget-apikey|private-token|job-token|deploy-token)"
                            + "[\"']?[ \\t]*[:=][ \\t]*[\"']?))[^\\s\"',;]+"),
            Shape.of("cookie:", "((?i:\\b(?:set-)?cookie:[ \\t]*))[^\\r\\n\"']+"),
            // A cloud's keys, which come into logs beside ours.
            Shape.word("ia", "(A[KS]IA)[A-Z0-9]{16}\\b"),
            Shape.word("xox", "(xox[abprs]-)[A-Za-z0-9-]{16,}"),
            // .netrc, in one line or in several.
            Shape.of(
                    "machine",
                    "(\\bmachine\\s{1,20}\\S{1,200}\\s{1,20}(?:login\\s{1,20}\\S{1,200}\\s{1,20})?"
                            + "password\\s{1,20})"
                            + WRITTEN),
            // .pypirc and its like.
            Shape.of("password", "(?im)(^[ \\t]*password[ \\t]*[:=][ \\t]*[\"']?)" + WRITTEN),
            Shape.of("otp", "(?i)((?:^|[\\s\"'])(?:npm-)?otp[\"']?[ \\t]*[:=][ \\t]*[\"']?)[0-9]{6,}"),
            // The password in an address.
            Shape.of("://", "(://[^\\s/:@\"']{0,200}:)[^\\s/@\"']{1,500}(?=@)"),
            // An address whose user is the token.
            Shape.of("://", "(://)[A-Za-z0-9_-]{20,}+(?=@[\\w.-])"),
            // On a command line.
            Shape.of("--", "(--(?:token|password|api-key|otp|passphrase)(?:[ \\t]+|=)[\"']?)" + WRITTEN),
            Shape.of("twine", "(\\btwine[ \\t][^\\r\\n]{0,300}?[ \\t](?:-p|-p=)[ \\t]*[\"']?)" + WRITTEN),
            // A variable that is named after what it holds.
            Shape.of("token", "(" + VARIABLE + "TOKEN[ \\t]*[:=][ \\t]*[\"']?)" + WRITTEN),
            Shape.of("password", "(" + VARIABLE + "(?:PASSWORD|PASSWD)[ \\t]*[:=][ \\t]*[\"']?)" + WRITTEN),
            Shape.of("api", "(" + VARIABLE + "API_?KEY[ \\t]*[:=][ \\t]*[\"']?)" + WRITTEN),
            Shape.of("secret", "(" + VARIABLE + "SECRET[ \\t]*[:=][ \\t]*[\"']?)" + WRITTEN));

    private final List<String> known;

    private Redaction(List<String> known) {
        this.known = known;
    }

    /** A redaction that also masks these secrets, whatever their shape. */
    public static Redaction of(Collection<Secret> known) {
        return new Redaction(known.stream()
                .map(Secret::reveal)
                // A short text would mask half of a log and is no secret.
                .filter(value -> value.length() >= 6)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList());
    }

    /** Masks everything that has the shape of a token. */
    public static String mask(String text) {
        return new Redaction(List.of()).apply(text);
    }

    /** Masks the known secrets and everything that has the shape of a token. */
    public String apply(String text) {
        String masked = text;
        for (String secret : known) {
            masked = masked.replace(secret, Secret.MASK);
        }
        String lower = masked.toLowerCase(Locale.ROOT);
        for (Shape shape : SHAPES) {
            if (!lower.contains(shape.hint())) {
                continue;
            }
            Matcher matcher = shape.pattern().matcher(masked);
            if (matcher.find()) {
                masked = matcher.replaceAll(found -> Matcher.quoteReplacement(found.group(1) + Secret.MASK));
            }
        }
        return masked;
    }
}
