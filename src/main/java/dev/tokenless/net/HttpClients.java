package dev.tokenless.net;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Makes the client when it is first needed: most runs of the program never talk to anyone. */
final class HttpClients implements AutoCloseable {
    private final HttpSettings settings;
    private @Nullable OkHttpClient client;
    private @Nullable ExecutorService threads;
    private @Nullable String certificateProblem;

    HttpClients(HttpSettings settings) {
        this.settings = settings;
    }

    /** A connection that the settings forbid. */
    static final class NotAllowed extends IOException {
        private static final long serialVersionUID = 1;
        private final String sentence;

        NotAllowed(String sentence) {
            super(sentence);
            this.sentence = sentence;
        }

        String sentence() {
            return sentence;
        }
    }

    static String offline(String host) {
        return host + " was not asked: only this machine may be talked to at present.";
    }

    /** Names and addresses that can only mean this machine; no name is resolved to find out. */
    static boolean isLoopback(String host) {
        String plain = host.toLowerCase(Locale.ROOT).replace("[", "").replace("]", "");
        return plain.equals("localhost")
                || plain.endsWith(".localhost")
                || plain.equals("::1")
                || plain.matches("127(?:\\.[0-9]{1,3}){3}");
    }

    /** A request on the window's thread would freeze the window: a mistake in this program. */
    static void refuseOnWindowThread() {
        if (Thread.currentThread().getName().startsWith("JavaFX Application Thread")) {
            throw new IllegalStateException("A request on the thread of the window would freeze it");
        }
    }

    synchronized OkHttpClient client() {
        OkHttpClient made = client;
        if (made == null) {
            made = make();
            client = made;
        }
        return made;
    }

    synchronized Optional<String> certificateProblem() {
        return Optional.ofNullable(certificateProblem);
    }

    private OkHttpClient make() {
        ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor();
        threads = virtual;
        Dispatcher dispatcher = new Dispatcher(virtual);
        dispatcher.setMaxRequestsPerHost(16);
        Proxies proxies = new Proxies(settings.environment());
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .connectTimeout(settings.connectLimit())
                .readTimeout(settings.callLimit())
                .writeTimeout(settings.callLimit())
                .callTimeout(settings.callLimit())
                // Repeating is decided here by the request, never by the library: a POST must not go out twice.
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .proxySelector(proxies)
                .proxyAuthenticator(proxies.authenticator())
                .addInterceptor(chain -> {
                    refuseOnWindowThread();
                    return chain.proceed(chain.request());
                });
        if (settings.loopbackOnly()) {
            builder.addInterceptor(chain -> {
                String host = chain.request().url().host();
                if (!isLoopback(host)) {
                    throw new NotAllowed(offline(host));
                }
                return chain.proceed(chain.request());
            });
        }
        if (settings.certificates() != null) {
            switch (Certificates.read(settings.certificates())) {
                case Certificates.Trusting trust -> builder.sslSocketFactory(trust.sockets(), trust.manager());
                case Certificates.Unusable(String sentence) -> certificateProblem = sentence;
            }
        } else if (!settings.loopbackOnly()) {
            Certificates.ofSystem(Certificates.BUNDLES)
                    .ifPresent(trust -> builder.sslSocketFactory(trust.sockets(), trust.manager()));
        }
        return builder.build();
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.dispatcher().cancelAll();
            client.connectionPool().evictAll();
        }
        if (threads != null) {
            threads.shutdownNow();
        }
    }
}
