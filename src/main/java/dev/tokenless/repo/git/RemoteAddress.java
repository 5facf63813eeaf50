package dev.tokenless.repo.git;

import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RepositoryId;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the address of a remote in the forms that git takes (git's documentation, "Git URLs"). */
public final class RemoteAddress {
    private static final Pattern WITH_SCHEME = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*)://([^/]*)(/.*)?");
    /** {@code [user@]host:path}; a colon behind the first slash would make it a local path. */
    private static final Pattern SCP = Pattern.compile("(?:[^@/\\[]*@)?(\\[[^\\]/]*]|[^:/@\\[\\]]+):(?!//)(.+)");

    private static final Set<String> SCHEMES =
            Set.of("ssh", "git+ssh", "ssh+git", "git", "git+https", "git+http", "https", "http");
    private static final Pattern HOST = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9._-]*|\\[[0-9a-fA-F:.]+]");
    private static final Pattern UNFIT = Pattern.compile("[\\p{Cntrl}\\s<>\"'`\\\\?#*|\\[\\]]");

    private RemoteAddress() {}

    /**
     * The repository that an address names.
     *
     * @return nothing where the address is a local path or not one that git would take for a host
     */
    public static Optional<RepositoryId> parse(String address) {
        String text = address.strip();
        Matcher url = WITH_SCHEME.matcher(text);
        if (url.matches()) {
            if (!SCHEMES.contains(url.group(1).toLowerCase(Locale.ROOT)) || url.group(3) == null) {
                return Optional.empty();
            }
            return repository(hostOf(url.group(2)), url.group(3), true);
        }
        Matcher scp = SCP.matcher(text);
        // One letter before the colon is a Windows drive, not a host.
        if (scp.matches() && scp.group(1).length() > 1) {
            String host = scp.group(1);
            // git also takes [host:port]:path
            if (host.startsWith("[") && host.indexOf(':') == host.lastIndexOf(':')) {
                host = host.substring(1, host.length() - 1);
            }
            return repository(hostOf(host), scp.group(2), false);
        }
        return Optional.empty();
    }

    /** The host of {@code user:password@host:port}. */
    private static String hostOf(String authority) {
        String host = authority.substring(authority.lastIndexOf('@') + 1);
        int colon = host.lastIndexOf(':');
        if (colon > host.lastIndexOf(']')) {
            host = host.substring(0, colon);
        }
        host = host.toLowerCase(Locale.ROOT);
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    private static Optional<RepositoryId> repository(String writtenHost, String writtenPath, boolean encoded) {
        String host = canonical(writtenHost);
        String path = encoded ? decoded(writtenPath) : writtenPath;
        List<String> segments =
                Stream.of(path.split("/")).filter(s -> !s.isEmpty()).toList();
        if (!HOST.matcher(host).matches()
                || segments.isEmpty()
                || segments.stream().anyMatch(s -> UNFIT.matcher(s).find() || s.equals(".") || s.equals(".."))) {
            return Optional.empty();
        }
        String last = segments.getLast();
        String name = last.endsWith(".git") && last.length() > 4 ? last.substring(0, last.length() - 4) : last;
        String owner = String.join("/", segments.subList(0, segments.size() - 1));
        Provider provider = provider(host);
        boolean fits = switch (provider) {
            case GITHUB -> segments.size() == 2;
            case GITLAB -> segments.size() >= 2;
            case OTHER -> true;
        };
        return fits ? Optional.of(new RepositoryId(provider, host, owner, name)) : Optional.empty();
    }

    private static String decoded(String path) {
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return path;
        }
    }

    /** The hosts under which the two services also answer: with www, and for SSH over the HTTPS port. */
    private static String canonical(String host) {
        return switch (host) {
            case "www.github.com", "ssh.github.com" -> "github.com";
            case "www.gitlab.com", "altssh.gitlab.com" -> "gitlab.com";
            default -> host;
        };
    }

    /** Only the two public services issue tokens of their public issuers; an own server is another issuer. */
    private static Provider provider(String host) {
        return switch (host) {
            case "github.com" -> Provider.GITHUB;
            case "gitlab.com" -> Provider.GITLAB;
            default -> Provider.OTHER;
        };
    }
}
