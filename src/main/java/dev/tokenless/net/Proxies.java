package dev.tokenless.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.Authenticator;
import okhttp3.Credentials;

/**
 * Finds the proxy: Java's own system properties where they are set, else the variables {@code HTTPS_PROXY},
 * {@code HTTP_PROXY}, {@code ALL_PROXY} and {@code NO_PROXY}, as curl reads them, else the settings of Windows or macOS.
 * This machine is never asked through a proxy.
 */
final class Proxies extends ProxySelector {
    private final Map<String, String> environment;
    private final Desktop system;

    Proxies(Map<String, String> environment) {
        this(environment, SYSTEM);
    }

    Proxies(Map<String, String> environment, Desktop system) {
        this.environment = environment;
        this.system = system;
    }

    /** The settings of the desktop. */
    interface Desktop {
        List<Proxy> select(URI uri);
    }

    /** Those of Windows and macOS; a desktop on Linux hands its own on through the environment. */
    private static final Desktop SYSTEM = uri -> {
        String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (!name.startsWith("windows") && !name.startsWith("mac")) {
            return List.of(Proxy.NO_PROXY);
        }
        // Java's selector reads this once, when it is first asked for.
        System.setProperty("java.net.useSystemProxies", "true");
        ProxySelector usual = ProxySelector.getDefault();
        List<Proxy> found = usual == null ? List.of() : usual.select(uri);
        return found.isEmpty() ? List.of(Proxy.NO_PROXY) : found;
    };

    private boolean inEnvironment() {
        return Stream.of("http_proxy", "https_proxy", "all_proxy", "no_proxy")
                .anyMatch(name -> variable(name).isPresent());
    }

    @Override
    public List<Proxy> select(URI uri) {
        String host = uri.getHost() == null ? "" : uri.getHost();
        if (HttpClients.isLoopback(host)) {
            return List.of(Proxy.NO_PROXY);
        }
        if (givenToJava()) {
            ProxySelector usual = ProxySelector.getDefault();
            return usual == null ? List.of(Proxy.NO_PROXY) : usual.select(uri);
        }
        if (!inEnvironment()) {
            return system.select(uri);
        }
        return fromEnvironment(uri.getScheme(), host)
                .map(proxy -> List.of(new Proxy(
                        proxy.getScheme().startsWith("socks") ? Proxy.Type.SOCKS : Proxy.Type.HTTP,
                        InetSocketAddress.createUnresolved(proxy.getHost(), port(proxy)))))
                .orElse(List.of(Proxy.NO_PROXY));
    }

    private static boolean givenToJava() {
        return Stream.of("https.proxyHost", "http.proxyHost", "socksProxyHost")
                .anyMatch(name -> System.getProperty(name) != null);
    }

    private Optional<URI> fromEnvironment(String scheme, String host) {
        if (isExempt(host)) {
            return Optional.empty();
        }
        // Upper-case HTTP_PROXY is not read by curl for fear of web servers that set it; this program is none.
        return variable(scheme.toLowerCase(Locale.ROOT) + "_proxy")
                .or(() -> variable("all_proxy"))
                .flatMap(Proxies::address);
    }

    private Optional<String> variable(String name) {
        String lower = environment.get(name);
        String value = lower == null ? environment.get(name.toUpperCase(Locale.ROOT)) : lower;
        return Optional.ofNullable(value).map(String::strip).filter(v -> !v.isEmpty());
    }

    private static Optional<URI> address(String value) {
        try {
            URI uri = URI.create(value.contains("://") ? value : "http://" + value);
            return uri.getHost() == null ? Optional.empty() : Optional.of(uri);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static int port(URI proxy) {
        if (proxy.getPort() > 0) {
            return proxy.getPort();
        }
        return switch (proxy.getScheme().toLowerCase(Locale.ROOT)) {
            case "https" -> 443;
            case "http" -> 80;
            default -> 1080;
        };
    }

    private boolean isExempt(String host) {
        String exempt = variable("no_proxy").orElse("");
        String plain = host.toLowerCase(Locale.ROOT);
        for (String entry : exempt.split("[,\\s]+")) {
            String name =
                    entry.toLowerCase(Locale.ROOT).replaceFirst(":[0-9]+$", "").replaceFirst("^\\*?\\.", "");
            if (name.equals("*") || (!name.isEmpty() && (plain.equals(name) || plain.endsWith("." + name)))) {
                return true;
            }
        }
        return false;
    }

    /** Logs in at the proxy with the name and password that stand in its address, once. */
    Authenticator authenticator() {
        return (route, response) -> {
            if (response.request().header("Proxy-Authorization") != null) {
                return null;
            }
            String user = fromEnvironment(
                            response.request().url().scheme(),
                            response.request().url().host())
                    .map(URI::getRawUserInfo)
                    .orElse("");
            if (user.isEmpty()) {
                return null;
            }
            int colon = user.indexOf(':');
            String name = decoded(colon < 0 ? user : user.substring(0, colon));
            String password = colon < 0 ? "" : decoded(user.substring(colon + 1));
            return response.request()
                    .newBuilder()
                    .header("Proxy-Authorization", Credentials.basic(name, password))
                    .build();
        };
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException reason) {
        // The caller is told by the answer to its request.
    }
}
