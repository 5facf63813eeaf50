package dev.tokenless.registry.npm;

import static dev.tokenless.registry.ClaimTexts.text;

import dev.tokenless.oidc.Claims;
import dev.tokenless.registry.ClaimTexts;
import dev.tokenless.registry.Exchange;
import dev.tokenless.registry.PresentedToken;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.Verdict;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The exchange of npm, {@code POST /-/npm/v1/oidc/token/exchange/package/<name>}, and the permission to upload. The server
 * is closed source: the texts are those of its API description, every reason why nothing matches is hidden behind
 * "package not found", and the reason in a refusal is ours.
 */
public final class TokenExchange implements Exchange {
    static final String NOT_FOUND = "OIDC token exchange error - package not found";
    static final String UNAUTHORIZED = "OIDC token exchange error - unauthorized";
    static final String BAD_REQUEST = "OIDC token exchange error - bad request";
    static final String DENIED = "OIDC permission denied for this action";

    private static final int LEEWAY = 60;

    /** What is uploaded, and how. */
    public enum Action {
        PUBLISH(NpmConfiguration.PUBLISH),
        STAGE(NpmConfiguration.STAGE);

        private final String permission;

        Action(String permission) {
            this.permission = permission;
        }

        /** The permission that it needs, in the API's word. */
        public String permission() {
            return permission;
        }
    }

    /** Publishers of one package; an absent package is told by its name missing among the existing ones. */
    @Override
    public Answer exchange(PresentedToken token, List<TrustedPublisher> stored, Circumstances circumstances) {
        List<NpmConfiguration> configurations = new ArrayList<>();
        List<Integer> indexes = new ArrayList<>();
        List<String> packages = new ArrayList<>();
        for (int i = 0; i < stored.size(); i++) {
            if (stored.get(i).kind() == TrustedPublisher.Kind.ACTIVE) {
                configurations.add(NpmConfiguration.of(stored.get(i)));
                indexes.add(i);
            }
        }
        boolean exists = stored.stream().noneMatch(p -> Boolean.FALSE.equals(p.projectExists()));
        return switch (exchange(token, configurations, exists, circumstances)) {
            case Refused refused -> refused;
            case Granted granted -> {
                List<Integer> chosen =
                        granted.publishers().stream().map(indexes::get).toList();
                chosen.forEach(i -> add(packages, stored.get(i).project()));
                yield new Granted(chosen, packages, granted.actions(), granted.effects());
            }
        };
    }

    private static void add(List<String> packages, @Nullable String name) {
        if (name != null && !packages.contains(name)) {
            packages.add(name);
        }
    }

    /**
     * The exchange for one package.
     *
     * @param configurations those of the package
     * @param exists whether the package was ever published
     */
    public Answer exchange(
            PresentedToken token, List<NpmConfiguration> configurations, boolean exists, Circumstances circumstances) {
        if (!(token instanceof PresentedToken.Decoded decoded)) {
            return refused(400, BAD_REQUEST, "no JWT");
        }
        Claims claims = decoded.claims();
        if (decoded.signature() != PresentedToken.Signature.VALID) {
            return refused(401, UNAUTHORIZED, "signature does not verify");
        }
        if (!timely(claims, circumstances.now())) {
            return refused(401, UNAUTHORIZED, "expired or not yet valid");
        }
        if (claims.text("aud")
                .filter(a -> audience(a, circumstances.audience()))
                .isEmpty()) {
            return refused(401, UNAUTHORIZED, "aud must be npm:<registry host>");
        }
        if (!exists) {
            return refused(404, NOT_FOUND, "package must exist before a trusted publisher can apply");
        }
        List<Integer> chosen = new ArrayList<>();
        Set<String> permissions = new LinkedHashSet<>();
        for (int i = 0; i < configurations.size(); i++) {
            if (Demands.met(configurations.get(i), claims)) {
                chosen.add(i);
                permissions.addAll(configurations.get(i).permissions());
            }
        }
        if (chosen.isEmpty()) {
            return refused(404, NOT_FOUND, "no configuration matches");
        }
        return new Granted(chosen, List.of(), NpmConfiguration.allowed(List.copyOf(permissions)), List.of());
    }

    /** Yarn puts the port behind the host name. */
    private static boolean audience(String presented, String expected) {
        return presented.equals(expected)
                || (presented.startsWith(expected + ":")
                        && presented.substring(expected.length() + 1).matches("[0-9]{1,5}"));
    }

    /** Times are looked at where they are there; what the server does without them is not known. */
    private static boolean timely(Claims claims, long now) {
        BigDecimal latest = BigDecimal.valueOf(now + LEEWAY);
        return number(claims, "exp", BigDecimal.valueOf(now)).compareTo(BigDecimal.valueOf(now - LEEWAY)) >= 0
                && number(claims, "nbf", latest).compareTo(latest) <= 0
                && number(claims, "iat", latest).compareTo(latest) <= 0;
    }

    private static BigDecimal number(Claims claims, String name, BigDecimal otherwise) {
        BigDecimal number = ClaimTexts.number(claims.get(name));
        return number == null ? otherwise : number;
    }

    /**
     * The permission to upload with an exchanged token; null where it is given.
     *
     * @param allowed the token's actions in the words of the publishers file
     * @param provenance whether a provenance statement is uploaded too
     * @param repositoryUrl {@code repository.url} of the manifest, null where it is not known
     */
    public static Verdict.@Nullable Refusal upload(
            Action action, List<String> allowed, Claims claims, boolean provenance, @Nullable String repositoryUrl) {
        if (!NpmConfiguration.permissions(allowed).contains(action.permission())) {
            return refusal(403, DENIED, DENIED);
        }
        return provenance ? Provenance.refusal(claims, repositoryUrl) : null;
    }

    static Verdict.Refusal refusal(int status, String message, String reason) {
        return new Verdict.Refusal(status, "", message, reason);
    }

    private static Answer refused(int status, String message, String reason) {
        return new Refused(refusal(status, message, reason), List.of());
    }

    /** The repository's address in the provenance statement; empty where the provider has none. */
    static String repository(Claims claims) {
        if (ClaimTexts.present(claims, "project_path")) {
            return "https://gitlab.com/" + text(claims, "project_path");
        }
        return ClaimTexts.present(claims, "repository") ? "https://github.com/" + text(claims, "repository") : "";
    }
}
