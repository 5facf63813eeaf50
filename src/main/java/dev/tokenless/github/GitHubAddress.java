package dev.tokenless.github;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Where a GitHub answers.
 *
 * @param host for example {@code github.com}
 * @param api the beginning of every API address, without a slash at its end
 * @param web the beginning of every page's address, without a slash at its end
 */
public record GitHubAddress(String host, String api, String web) {

    /** The public GitHub. */
    public static final GitHubAddress PUBLIC = of("github.com");

    /**
     * The addresses of a host: the public GitHub, a tenant with data residency ({@code x.ghe.com}), or a GitHub
     * Enterprise Server (GitHub's documentation, "Getting started with the REST API").
     */
    public static GitHubAddress of(String host) {
        String name = host.strip().toLowerCase(Locale.ROOT);
        if (name.equals("github.com")) {
            return new GitHubAddress(name, "https://api.github.com", "https://github.com");
        }
        if (name.endsWith(".ghe.com")) {
            return new GitHubAddress(name, "https://api." + name, "https://" + name);
        }
        return new GitHubAddress(name, "https://" + name + "/api/v3", "https://" + name);
    }

    /** One server that answers for both, such as the sandbox. */
    public static GitHubAddress at(String base) {
        String plain = base.replaceFirst("/+$", "");
        return new GitHubAddress(plain.replaceFirst("^[a-z]+://", ""), plain, plain);
    }

    /** A page of this GitHub; every part is encoded. */
    public String page(String... parts) {
        StringBuilder url = new StringBuilder(web);
        for (String part : parts) {
            url.append('/').append(encoded(part));
        }
        return url.toString();
    }

    /** One segment of a path: slashes in it are encoded too, as environment names need it. */
    static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
