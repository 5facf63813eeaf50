package dev.tokenless.sandbox.book;

import dev.tokenless.registry.PresentedToken;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The claims that a registry keeps with the tokens it gives out, to show later where an upload came from. */
public final class KeptClaims {
    private KeptClaims() {}

    /** Those of these claims that the token has as strings. */
    public static Map<String, String> of(PresentedToken token, List<String> names) {
        Map<String, String> kept = new LinkedHashMap<>();
        if (token instanceof PresentedToken.Decoded decoded) {
            for (String name : names) {
                decoded.claims().text(name).ifPresent(value -> kept.put(name, value));
            }
        }
        return kept;
    }
}
