package dev.tokenless.net;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Certificate authorities of the system and of a PEM file, trusted beside those of the Java runtime: a company's own
 * authority stands in the system's store, where curl, npm and gem look for it too.
 */
sealed interface Certificates {

    record Trusting(SSLSocketFactory sockets, X509TrustManager manager) implements Certificates {}

    record Unusable(String sentence) implements Certificates {}

    /** Where Linux distributions keep the system's authorities in one file; the first that is there counts. */
    List<Path> BUNDLES = List.of(
            Path.of("/etc/ssl/certs/ca-certificates.crt"),
            Path.of("/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem"),
            Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
            Path.of("/etc/ssl/ca-bundle.pem"),
            Path.of("/etc/ssl/cert.pem"));

    /** The stores of Windows and macOS, as Java names them. */
    List<String> STORES = List.of("Windows-ROOT", "KeychainStore-ROOT");

    /** Those of the runtime and of a file that the user named. */
    static Certificates read(Path pem) {
        try {
            KeyStore all = usual();
            return add(all, "own", pem) == 0
                    ? new Unusable("The certificate file " + pem + " holds no certificate.")
                    : trusting(all);
        } catch (IOException | GeneralSecurityException _) {
            return new Unusable("The certificate file " + pem + " could not be read.");
        }
    }

    /**
     * Those of the runtime and of the system; empty where the system has none that could be read, which leaves the
     * runtime's.
     *
     * @param bundles files to look at, the first that is there counts
     */
    static Optional<Trusting> ofSystem(List<Path> bundles) {
        try {
            KeyStore all = usual();
            int added = 0;
            Path bundle = bundles.stream().filter(Files::isReadable).findFirst().orElse(null);
            if (bundle != null) {
                added = add(all, "system", bundle);
            }
            for (String store : STORES) {
                added += add(all, store);
            }
            return added == 0 ? Optional.empty() : Optional.of(trusting(all));
        } catch (IOException | GeneralSecurityException _) {
            return Optional.empty();
        }
    }

    private static KeyStore usual() throws IOException, GeneralSecurityException {
        KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
        all.load(null, null);
        int count = 0;
        for (X509Certificate usual : manager(null).getAcceptedIssuers()) {
            all.setCertificateEntry("usual-" + count++, usual);
        }
        return all;
    }

    private static int add(KeyStore all, String name, Path pem) throws IOException, GeneralSecurityException {
        // The factory reads byte by byte.
        try (InputStream in = new BufferedInputStream(Files.newInputStream(pem))) {
            int count = 0;
            for (Certificate further : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                all.setCertificateEntry(name + "-" + count++, further);
            }
            return count;
        }
    }

    /** A store that this system does not have adds nothing. */
    private static int add(KeyStore all, String name) {
        try {
            KeyStore store = KeyStore.getInstance(name);
            store.load(null, null);
            int count = 0;
            for (String alias : Collections.list(store.aliases())) {
                if (store.isCertificateEntry(alias)) {
                    all.setCertificateEntry(name + "-" + count++, store.getCertificate(alias));
                }
            }
            return count;
        } catch (IOException | GeneralSecurityException _) {
            return 0;
        }
    }

    private static Trusting trusting(KeyStore all) throws GeneralSecurityException {
        X509TrustManager manager = manager(all);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {manager}, null);
        return new Trusting(context.getSocketFactory(), manager);
    }

    private static X509TrustManager manager(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                return x509;
            }
        }
        throw new GeneralSecurityException("no X.509 trust manager");
    }
}
